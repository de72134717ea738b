import { toPackage } from '#model/go-names.ts';
import type { Frame, Granularity } from '#model/profile/frames.ts';
import type { TopLine } from './top-lines.ts';

/** What frames of a granularity are made of, and so what is looked at within one; undefined of lines, which are made of nothing. */
export const finer: Readonly<Record<Granularity, 'lines' | 'functions' | undefined>> = {
  functions: 'lines',
  files: 'lines',
  packages: 'functions',
  lines: undefined,
};

/** The rows of the finer granularity that are within a frame: of lines in their order, of functions the heaviest first. */
export function findParts(lines: readonly TopLine[], name: string, granularity: Granularity): TopLine[] {
  const within: Record<Granularity, (frame: Frame) => boolean> = {
    functions: (frame) => frame.name === `${name} ${toPlaceText(frame)}`,
    files: (frame) => frame.file === name,
    packages: (frame) => toPackage(frame.name) === name,
    lines: () => false,
  };
  const parts = lines.filter(({ frame }) => within[granularity](frame));
  return finer[granularity] === 'lines'
    ? parts.sort((a, b) => compareText(a.frame.file, b.frame.file) || a.frame.line - b.frame.line)
    : parts;
}

function toPlaceText({ file, line }: Frame): string {
  return line > 0 ? `${file}:${line}` : file;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

import type { FoldedStacks } from '#model/profile/call-tree.ts';
import type { Granularity } from '#model/profile/frames.ts';
import { toParts } from '#model/profile/parts.ts';
import { type Subject, toShownWeights } from './shown.ts';
import { toLines, type TopLine } from './top-lines.ts';

/** What frames of a granularity are made of, and so what is looked at within one; undefined of lines, which are made of nothing. */
export const finer: Readonly<Record<Granularity, 'lines' | 'functions' | undefined>> = {
  functions: 'lines',
  files: 'lines',
  packages: 'functions',
  lines: undefined,
};

/** The rows of the finer granularity that are within a frame: of lines in their order, of functions the heaviest first. */
export function findParts(
  { subject, folded, kept }: { subject: Subject; folded: FoldedStacks; kept: Uint8Array | undefined },
  name: string,
  granularity: Granularity,
): TopLine[] {
  const by = finer[granularity];
  const at = folded.frames.findIndex((frame) => frame.name === name);
  if (!by || at < 0) return [];
  const { frames, sums } = toParts(subject.profile, folded, at, by, toShownWeights(subject, kept));
  const [all, before, after] = sums;
  const parts = toLines(frames, { all: all!, before, after });
  if (by === 'functions') return parts;
  return (
    parts
      // What is known of its function alone is no line of it.
      .filter(({ frame }) => frame.file !== '')
      .sort((a, b) => compareText(a.frame.file, b.frame.file) || a.frame.line - b.frame.line)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

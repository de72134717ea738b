import type { CrashFile, CrashLog } from '#model/crash/crash-log.ts';
import type { CrashState } from '#view/crash-state.ts';
import type { CrashTexts } from '#texts/crash.ts';

/** A file of crashes that is open. */
export interface OpenCrashFile {
  slot: string;
  name: string;
  file: CrashFile;
}

/** One crash that is looked at; several stand side by side. */
export interface CrashColumn {
  /** Unique among the columns. */
  key: string;
  /** Of its file. */
  slot: string;
  name: string;
  file: CrashFile;
  crash: CrashLog;
  /** From 1, of its file. */
  number: number;
}

/**
 * The crashes that a state shows: the chosen one of the first file, those of the same file that stand
 * beside it (`#2`), and the first of every other file.
 */
export function toColumns(
  files: readonly OpenCrashFile[],
  chosen: number | undefined,
  beside: CrashState['beside'],
): CrashColumn[] {
  const columns: CrashColumn[] = [];
  for (const [at, { slot, name, file }] of files.entries()) {
    const { crashes } = file;
    const within = (wanted: number): number => Math.min(Math.max(1, Math.trunc(wanted)), crashes.length);
    const own = at === 0 ? [chosen ?? 1, ...toBesideNumbers(beside)] : [1];
    const seen = new Set<number>();
    for (const number of own.map(within)) {
      const crash = crashes[number - 1];
      if (!crash || seen.has(number)) continue;
      seen.add(number);
      columns.push({ key: `${slot}#${number}`, slot, name, file, crash, number });
    }
  }
  return columns;
}

/** Crashes of the first file that a state puts beside the chosen one. */
export function toBesideNumbers(beside: CrashState['beside'] = []): number[] {
  return beside.flatMap((slot) => {
    const number = /^#(\d+)$/.exec(slot)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
}

/** The name of a file, with the number of the crash where it has several. */
export function toColumnName({ name, number, file }: CrashColumn, texts: CrashTexts): string {
  const { length } = file.crashes;
  return length > 1 ? texts.crashIn(name, number, length) : name;
}

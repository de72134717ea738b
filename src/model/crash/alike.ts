import { findCrashing } from './buckets.ts';
import { diffCrashes } from './crash-diff.ts';
import type { CrashLog, Frame, TextLine } from './crash-log.ts';
import { isAsked, toPlaceName } from './crash-text.ts';

/** What crashes that are alike may differ in. */
export const alikeDifferences = ['goroutine', 'values', 'addresses', 'lines', 'others', 'said'] as const;

export type AlikeDifference = (typeof alikeDifferences)[number];

/**
 * What crashes have the same of that are one crash again: the kind of reason, its words without the numbers in
 * them, and the functions of the stack that crashed. Undefined of dumps that somebody asked for: of those the
 * differences are what is looked for.
 */
export function toSignature(crash: CrashLog): string | undefined {
  const { reason, reasonKind, recovered, races } = crash;
  if (reasonKind === 'goroutine dump' || isAsked(crash)) return undefined;
  const crashing = findCrashing(crash);
  const accesses = races.flatMap((race) =>
    race.accesses.flatMap(({ frames }) => ['', ...frames.map(toPlaceName)]),
  );
  return [
    reasonKind,
    recovered,
    reason.replace(numbers, '#'),
    crashing?.state,
    ...(crashing?.frames ?? []).map(toPlaceName),
    ...accesses,
  ].join('\n');
}

/** `0xc000012018`, `1536`, and the same within words: `goroutine-7`. */
const numbers = /0x[0-9a-f]+|\d+/gi;

/** By crash: the index of the first that it is like, its own where there is none before it. */
export function findFirstAlike(crashes: readonly CrashLog[]): number[] {
  const firsts = new Map<string, number>();
  return crashes.map((crash, at) => {
    const signature = toSignature(crash);
    if (signature === undefined) return at;
    const first = firsts.get(signature);
    if (first === undefined) firsts.set(signature, at);
    return first ?? at;
  });
}

/** What differs between two crashes that are alike; nothing where they differ only in where they stand. */
export function findAlikeDifferences(a: CrashLog, b: CrashLog): AlikeDifference[] {
  const [one, other] = [findCrashing(a), findCrashing(b)];
  const same: Record<AlikeDifference, boolean> = {
    goroutine: one?.id === other?.id,
    values: a.reason === b.reason,
    addresses: isSame(a, b, toAddresses),
    lines: isSame(a, b, toLines),
    others: diffCrashes(a, b).changes.every(({ change, moved }) => change === 'same' || moved),
    said: isSame(a, b, (crash) => [...crash.runtimeLines, ...crash.contextLines].map(toWords)),
  };
  return alikeDifferences.filter((difference) => !same[difference]);
}

function isSame(a: CrashLog, b: CrashLog, partOf: (crash: CrashLog) => readonly unknown[]): boolean {
  return JSON.stringify(partOf(a)) === JSON.stringify(partOf(b));
}

function toFrames(crash: CrashLog): Frame[] {
  const accesses = crash.races.flatMap((race) => race.accesses.flatMap(({ frames }) => frames));
  return [...(findCrashing(crash)?.frames ?? []), ...accesses];
}

function toAddresses(crash: CrashLog): readonly unknown[] {
  const { addr, pc } = crash.signal ?? {};
  return [addr, pc, ...toFrames(crash).map((frame) => [frame.args, frame.fp, frame.sp, frame.pc])];
}

function toLines(crash: CrashLog): readonly unknown[] {
  return toFrames(crash).map(({ file, fileLine }) => [file, fileLine]);
}

function toWords({ text }: TextLine): string {
  return text;
}

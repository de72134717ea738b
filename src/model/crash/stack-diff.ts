import type { Frame } from './crash-log.ts';
import { toPlaceName } from './crash-text.ts';

/** A frame of two stacks that are laid beside each other: of both, or of one of them. */
export type StackDiffRow =
  | {
      kind: 'shared';
      before: Frame;
      after: Frame;
      /** The function is the same, the file or line in it is not. */
      moved: boolean;
      /** It was called with something else. */
      otherArgs: boolean;
    }
  | { kind: 'gone'; before: Frame }
  | { kind: 'new'; after: Frame };

/** Between what two stacks have in common at both ends, so many frames are compared each with each. */
const mostCompared = 400;

/** Two stacks frame by frame, innermost first: as many functions as can be stand in one row. */
export function diffStacks(before: readonly Frame[], after: readonly Frame[]): StackDiffRow[] {
  const isSame = (a: Frame | undefined, b: Frame | undefined): boolean =>
    a !== undefined && b !== undefined && toPlaceName(a) === toPlaceName(b);
  let start = 0;
  while (isSame(before[start], after[start])) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && isSame(before.at(-1 - end), after.at(-1 - end))) end++;
  const rows: StackDiffRow[] = [];
  for (let at = 0; at < start; at++) rows.push(toShared(before[at]!, after[at]!));
  rows.push(
    ...diffMiddles(before.slice(start, before.length - end), after.slice(start, after.length - end), isSame),
  );
  for (let at = end; at > 0; at--) rows.push(toShared(before.at(-at)!, after.at(-at)!));
  return rows;
}

function diffMiddles(
  before: readonly Frame[],
  after: readonly Frame[],
  isSame: (a: Frame, b: Frame) => boolean,
): StackDiffRow[] {
  const gone = (from: number, to = before.length): StackDiffRow[] =>
    before.slice(from, to).map((frame) => ({ kind: 'gone', before: frame }));
  const come = (from: number, to = after.length): StackDiffRow[] =>
    after.slice(from, to).map((frame) => ({ kind: 'new', after: frame }));
  if (Math.max(before.length, after.length) > mostCompared) return [...gone(0), ...come(0)];
  // The longest common subsequence of what is left from each pair of frames on.
  const width = after.length + 1;
  const longest = new Uint16Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      longest[i * width + j] = isSame(before[i]!, after[j]!)
        ? longest[(i + 1) * width + j + 1]! + 1
        : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
    }
  }
  const rows: StackDiffRow[] = [];
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    if (isSame(before[i]!, after[j]!)) rows.push(toShared(before[i++]!, after[j++]!));
    else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) rows.push(...gone(i, ++i));
    else rows.push(...come(j, ++j));
  }
  return [...rows, ...gone(i), ...come(j)];
}

function toShared(before: Frame, after: Frame): StackDiffRow {
  return {
    kind: 'shared',
    before,
    after,
    moved: before.file !== after.file || before.fileLine !== after.fileLine,
    otherArgs: before.args !== after.args,
  };
}

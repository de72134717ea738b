import { type CallTree, type FoldedStacks, toCallTree } from './call-tree.ts';
import type { Frame } from './frames.ts';
import type { Profile } from './profile.ts';
import { sumByFrame } from './top.ts';
import { toWeights } from './weights.ts';

/**
 * A tree whose sums are exact: a part of the bits of every value. What the whole has is the sum over all parts, each
 * shifted up.
 */
interface ExactPart {
  tree: CallTree;
  shift: bigint;
}

/** Trees of the same nodes, whose sums are exact together however large the values are; one alone as a rule. */
export type ExactTree = readonly ExactPart[];

/** Bits of a value that are summed up at once: the sums of 2^31 samples are exact numbers. */
const PART_BITS = 22;

/** @param kept by sample: 0 for those that count nothing; all count where it is left out */
export function toExactTree(
  profile: Profile,
  folded: FoldedStacks,
  type: number,
  kept?: Uint8Array,
): ExactTree {
  return toParts(profile, type).map(({ weights, shift }) => {
    if (kept) {
      for (let sample = 0; sample < weights.length; sample++) if (kept[sample] === 0) weights[sample] = 0;
    }
    return { tree: toCallTree(profile, folded, weights), shift };
  });
}

/** What a number of each of the parts comes to: `({ total }) => total[node]!`. */
export function sumExactly(parts: ExactTree, of: (tree: CallTree) => number): bigint {
  return parts.reduce((sum, { tree, shift }) => sum + (BigInt(of(tree)) << shift), 0n);
}

/** As `TopRow`, with its sums exact. */
export interface ExactTopRow {
  frame: Frame;
  flat: bigint;
  cum: bigint;
}

/** Every frame that is in a stack, that with the greatest cum first, whatever its sign. */
export function toExactTop(parts: ExactTree): ExactTopRow[] {
  const sums = new Map(parts.map(({ tree }) => [tree, sumByFrame(tree)]));
  const frames = parts[0]?.tree.frames ?? [];
  return frames
    .flatMap((frame, at) => {
      const flat = sumExactly(parts, (tree) => sums.get(tree)!.flat[at]!);
      const cum = sumExactly(parts, (tree) => sums.get(tree)!.cum[at]!);
      return flat === 0n && cum === 0n ? [] : [{ frame, flat, cum }];
    })
    .sort(
      (a, b) =>
        compare(toSize(b.cum), toSize(a.cum)) ||
        compare(toSize(b.flat), toSize(a.flat)) ||
        compare(a.frame.name, b.frame.name),
    );
}

/** The values as numbers whose sums are exact: as they are, where that is so of them, or bit by bit. */
function toParts(profile: Profile, type: number): { weights: Float64Array; shift: bigint }[] {
  const weights = toWeights(profile, type);
  const most = weights.reduce((sum, weight) => sum + Math.abs(weight), 0);
  if (most <= Number.MAX_SAFE_INTEGER) return [{ weights, shift: 0n }];
  const values = profile.samples.values[type]!;
  // The last one has the sign.
  return [0, 1, 2].map((part) => {
    const shift = BigInt(part * PART_BITS);
    const toPart = (value: bigint) =>
      part === 2 ? value >> shift : BigInt.asUintN(PART_BITS, value >> shift);
    return { weights: Float64Array.from(values, (value) => Number(toPart(value))), shift };
  });
}

function toSize(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function compare<T extends bigint | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A number where it is exact, and its digits where it is not. */
export function toExactNumber(value: bigint): number | string {
  return toSize(value) <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : String(value);
}

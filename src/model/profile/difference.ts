import { mergeTwo } from './merge.ts';
import type { Profile, ValueType } from './profile.ts';
import { toWeights } from './weights.ts';

/**
 * Two profiles of one sample type, side by side: `foldStacks(profile)` once, and a tree for each of the weights. A
 * node of `change` is what was gained since `before`, as `go tool pprof -diff_base` has it.
 */
export interface Difference {
  profile: Profile;
  /** By sample of the profile. */
  before: Float64Array;
  after: Float64Array;
  change: Float64Array;
}

export interface DifferenceOptions {
  /** Whether the later one is brought to the total of the earlier one: shares are compared, not amounts. */
  isNormalised?: boolean | undefined;
}

/** Undefined where one of them has not the sample type, or they cannot be merged. */
export function toDifference(
  earlier: Profile,
  later: Profile,
  { type, unit }: ValueType,
  { isNormalised = false }: DifferenceOptions = {},
): Difference | undefined {
  const merged = mergeTwo(earlier, later);
  const index =
    merged?.profile.sampleTypes.findIndex((each) => each.type === type && each.unit === unit) ?? -1;
  if (!merged || index < 0) return undefined;
  const all = toWeights(merged.profile, index);
  const [, middle = 0] = merged.starts;
  const sum = (from: number, to: number): number =>
    all.subarray(from, to).reduce((total, weight) => total + weight, 0);
  const laterSum = sum(middle, all.length);
  const scale = isNormalised && laterSum !== 0 ? sum(0, middle) / laterSum : 1;
  const before = all.map((weight, sample) => (sample < middle ? weight : 0));
  const after = all.map((weight, sample) => (sample < middle ? 0 : weight * scale));
  return { profile: merged.profile, before, after, change: after.map((weight, at) => weight - before[at]!) };
}

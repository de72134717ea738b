import { LOW_HALF } from './columns.ts';
import type { Profile } from './profile.ts';

/** The values of a sample type as numbers to reckon with: the nearest ones where they are beyond 2^53. */
export function toWeights({ samples }: Profile, type: number): Float64Array {
  const { low, high } = toHalves(samples.values[type]!);
  const weights = new Float64Array(samples.count);
  for (let sample = 0; sample < weights.length; sample++) {
    weights[sample] = high[2 * sample]! * 0x1_0000_0000 + low[2 * sample]!;
  }
  return weights;
}

/** By sample type: lists and views ask for it with each drawing, and a profile does not change. */
const totals = new WeakMap<Profile, (bigint | undefined)[]>();

/**
 * What shares are of, as `go tool pprof` counts it: all values of a sample type without their signs, exact;
 * in a difference those of its base alone, where the samples say which they are.
 */
export function toTotal(profile: Profile, type: number): bigint {
  let known = totals.get(profile);
  if (!known) totals.set(profile, (known = []));
  return (known[type] ??= sumValues(profile, type));
}

function sumValues(profile: Profile, type: number): bigint {
  const { samples } = profile;
  const { low, high } = toHalves(samples.values[type]!);
  const base = findBaseSamples(profile);
  // Sums of the halves stay exact for a million samples, then they are put together.
  const MOST = 2 ** 20;
  let all = 0n;
  let ofBase = 0n;
  for (let start = 0; start < samples.count; start += MOST) {
    const end = Math.min(start + MOST, samples.count);
    const sums = { low: [0, 0], high: [0, 0] };
    for (let sample = start; sample < end; sample++) {
      const sign = high[2 * sample]! < 0 ? -1 : 1;
      const side = base?.[sample] ?? 0;
      sums.low[side]! += sign * low[2 * sample]!;
      sums.high[side]! += sign * high[2 * sample]!;
    }
    const [others, bases] = [0, 1].map(
      (side) => (BigInt(sums.high[side]!) << 32n) + BigInt(sums.low[side]!),
    ) as [bigint, bigint];
    all += others + bases;
    ofBase += bases;
  }
  return ofBase > 0n ? ofBase : all;
}

/** Whether it says what has changed, as pprof's `-base` and `-diff_base` write it and `?seconds=` of a heap: some values are below 0. */
export function isChange(weights: Float64Array): boolean {
  return weights.some((weight) => weight < 0);
}

/** By sample: 1 where it is of the base of a difference, as `go tool pprof -proto -diff_base` marks them. */
function findBaseSamples({ samples, labels, strings }: Profile): Uint8Array | undefined {
  const key = strings.indexOf('pprof::base');
  if (key < 0) return undefined;
  const yes = strings.indexOf('true');
  const base = new Uint8Array(samples.count);
  for (let sample = 0; sample < base.length; sample++) {
    for (let at = samples.labels[sample]!; at < samples.labels[sample + 1]!; at++) {
      if (labels.key[at] === key && labels.text[at] === yes) base[sample] = 1;
    }
  }
  return base;
}

/** The two halves of 64-bit values, each at every second place: reading them as BigInt takes ten times as long. */
function toHalves(values: BigInt64Array): { low: Uint32Array; high: Int32Array } {
  const { buffer, byteOffset, length } = values;
  return {
    low: new Uint32Array(buffer, byteOffset).subarray(LOW_HALF, 2 * length + LOW_HALF),
    high: new Int32Array(buffer, byteOffset).subarray(1 - LOW_HALF, 2 * length + 1 - LOW_HALF),
  };
}

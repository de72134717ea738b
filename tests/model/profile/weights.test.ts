import { expect, test } from 'vitest';
import { NO_STACK, ProfileBuilder } from '#model/profile/profile-builder.ts';
import { toTotal, toWeights } from '#model/profile/weights.ts';

function withValues(values: readonly bigint[], base: readonly number[] = []) {
  const builder = new ProfileBuilder([{ type: 'cpu', unit: 'nanoseconds' }]);
  values.forEach((value, sample) => {
    builder.startSample(NO_STACK);
    builder.addBigValue(0, value);
    if (base.includes(sample)) builder.addTextLabel(builder.textOf('pprof::base'), builder.textOf('true'));
  });
  return builder.finish({ format: 'pprof' });
}

const values = [
  0n,
  1n,
  -1n,
  2n ** 32n,
  -(2n ** 32n) - 5n,
  2n ** 53n,
  2n ** 53n + 1n,
  2n ** 63n - 1n,
  -(2n ** 63n),
];

test('a total is worked out once for a profile', () => {
  const made = withValues(values);
  let looked = 0;
  const profile = Object.defineProperty({ ...made }, 'samples', { get: () => (looked++, made.samples) });
  const first = toTotal(profile, 0);
  const before = looked;
  expect([toTotal(profile, 0), looked]).toEqual([first, before]);
  // Another one with the same values has a total of its own.
  expect(toTotal({ ...made }, 0)).toBe(first);
});

test('values are kept as they are, and weigh what the nearest number does', () => {
  const profile = withValues(values);
  expect([...profile.samples.values[0]!]).toEqual(values);
  expect([...toWeights(profile, 0)]).toEqual(values.map(Number));
});

test('the total is exact, and has losses as well as gains', () => {
  expect(toTotal(withValues(values), 0)).toBe(
    values.reduce((sum, value) => sum + (value < 0n ? -value : value), 0n),
  );
  expect(toTotal(withValues([2n ** 53n, 1n, 1n, 1n]), 0)).toBe(2n ** 53n + 3n);
  expect(toTotal(withValues([]), 0)).toBe(0n);
});

test('the total of more samples than are added up in one go', () => {
  const count = 2 ** 20 + 3;
  const builder = new ProfileBuilder([{ type: 'cpu', unit: 'nanoseconds' }]);
  for (let sample = 0; sample < count; sample++) {
    builder.startSample(NO_STACK);
    builder.addValue(0, 0xffff_ffff, 0x7fff_ffff);
  }
  expect(toTotal(builder.finish({ format: 'pprof' }), 0)).toBe(BigInt(count) * (2n ** 63n - 1n));
});

test('the total of a difference is that of its base, where the samples say so', () => {
  expect(toTotal(withValues([10n, -4n, -3n], [1, 2]), 0)).toBe(7n);
  expect(toTotal(withValues([10n, 0n], [1]), 0)).toBe(10n);
});

test('a sample has 0 of what it has no value of', () => {
  const builder = new ProfileBuilder([{ type: 'samples', unit: 'count' }]);
  builder.startSample(NO_STACK);
  builder.startSample(NO_STACK);
  builder.addValue(builder.addSampleType({ type: 'cycles', unit: 'count' }), 7, 0);
  builder.startSample(NO_STACK);
  builder.addValue(0, 1, 0);
  const { samples } = builder.finish({ format: 'perf-script' });
  expect(samples.values.map((column) => [...column])).toEqual([
    [0n, 0n, 1n],
    [0n, 7n, 0n],
  ]);
});

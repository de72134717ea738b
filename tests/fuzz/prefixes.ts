import { largestSeed, type Seed, seeds } from './seeds.ts';

/** Of a fixture each prefix is read, of one that is longer than this so many of them. */
const mostOfOne = 1400;

const sources = seeds.flat().map((seed) => {
  const length = Math.min(seed.bytes.length, largestSeed);
  return { seed, length, count: Math.min(length + 1, mostOfOne) };
});

/** Of all fixtures together. */
export const prefixCount = sources.reduce((sum, { count }) => sum + count, 0);

/** Next to each other are those of other fixtures: a short run sees something of each. A prime, which `prefixCount` is no multiple of. */
const stride = 7919;

/** The prefix that a number stands for; after `prefixCount` of them they come again. */
export function makePrefix(number: number): Seed {
  let left = (number * stride) % prefixCount;
  for (const { seed, length, count } of sources) {
    if (left < count) {
      const end = Math.round((left * length) / Math.max(1, count - 1));
      return { ...seed, bytes: seed.bytes.subarray(0, end) };
    }
    left -= count;
  }
  throw new Error(`no prefix has the number ${number}`);
}

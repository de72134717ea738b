import type { Random } from '../random.ts';

/** Whole numbers where readers differ: around what a byte, an int32, a double and an int64 hold. */
const edges = [0n, 1n, 2n, 127n, 128n, 255n, 256n, 65_535n, 2n ** 31n - 1n, 2n ** 31n, 2n ** 32n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 63n - 1n, 2n ** 63n, 2n ** 64n - 1n]; // prettier-ignore

/** From 0 to 2^64 - 1. */
export function drawUint(random: Random): bigint {
  if (random.once(5)) return random.pick(edges);
  return BigInt(random.below(random.pick([10, 300, 100_000, 2 ** 32])));
}

export function drawInt(random: Random): bigint {
  const value = BigInt.asIntN(64, drawUint(random));
  return random.once(3) ? BigInt.asIntN(64, -value) : value;
}

export function drawFloat(random: Random): number {
  const odd = [NaN, Infinity, -Infinity, -0, 5e-324, 1.797e308, -1, 0.1, 1e-7, 3.4e38, 1e39];
  return random.once(6) ? random.pick(odd) : random.below(1e6) / random.pick([1, 7, 100, 1e4]);
}

const texts = ['', 'a', 'init', 'board_app', '<kworker/0:1>', 'main.f', '火', '\ud83d', '\0', '\u202e', '__proto__', 'a'.repeat(300), '│  └> x', '"', ',', ' x ', '\r\n', '1']; // prettier-ignore

export function drawText(random: Random): string {
  return random.once(3) ? random.pick(texts) : `p${random.below(random.pick([3, 40, 1e6]))}`;
}

/** As often as `most` allows, few as a rule. */
export function repeat<T>(random: Random, most: number, make: (index: number) => T): T[] {
  const length = random.below(random.pick([2, 4, 10, most]) + 1);
  return Array.from({ length: Math.min(length, most) }, (_, index) => make(index));
}

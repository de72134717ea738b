/** Draws that a seed repeats, the same on every machine (splitmix32). */
export class Random {
  #state: number;

  /** @param run draws of one seed are apart for each run */
  constructor(seed: number, run = 0) {
    this.#state = (Math.imul(seed, 0x9e37_79b1) ^ Math.imul(run + 1, 0x85eb_ca6b)) | 0;
  }

  /** From 0 up to `end`, without it. */
  below(end: number): number {
    this.#state = (this.#state + 0x9e37_79b9) | 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0_aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a_2d97);
    return Math.floor((((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32) * end);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** One in `times`. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }
}

const GOLDEN = 0x9e37_79b1;

/**
 * Numbers pairs of indexes in the order of their first sight, each pair once: the branches of a tree by
 * the one that they grow from and what they are. Open addressing in typed arrays: a pair costs no object.
 */
export class PairTable {
  /** Both of a pair side by side: a large table costs what it misses in the cache. */
  private pairs: Uint32Array<ArrayBuffer>;
  /** 1 + the number of a pair, 0 where none is; at least twice as many as pairs. */
  private slots: Uint32Array<ArrayBuffer>;
  length = 0;

  /** @param count how many pairs there will be, as far as that is known */
  constructor(count = 0) {
    const room = 2 ** Math.ceil(Math.log2(Math.max(64, count + 1)));
    this.pairs = new Uint32Array(2 * room);
    this.slots = new Uint32Array(2 * room);
  }

  /** The number of a pair; the next one that is free where it is new. */
  numberOf(first: number, second: number): number {
    const { pairs, slots } = this;
    const mask = slots.length - 1;
    let slot = hash(first, second) & mask;
    for (let found = slots[slot]!; found !== 0; found = slots[slot]!) {
      const at = 2 * found - 2;
      if (pairs[at] === first && pairs[at + 1] === second) return found - 1;
      slot = (slot + 1) & mask;
    }
    slots[slot] = this.length + 1;
    return this.add(first, second);
  }

  /** Numbers a pair that is never looked for. */
  add(first: number, second: number): number {
    const number = this.length++;
    this.pairs[2 * number] = first;
    this.pairs[2 * number + 1] = second;
    if (2 * this.length === this.pairs.length) this.grow();
    return number;
  }

  first(number: number): number {
    return this.pairs[2 * number]!;
  }

  second(number: number): number {
    return this.pairs[2 * number + 1]!;
  }

  finish(): { first: Uint32Array; second: Uint32Array } {
    const first = new Uint32Array(this.length);
    const second = new Uint32Array(this.length);
    for (let number = 0; number < this.length; number++) {
      first[number] = this.first(number);
      second[number] = this.second(number);
    }
    return { first, second };
  }

  private grow(): void {
    const { pairs, slots: was } = this;
    this.pairs = new Uint32Array(pairs.length * 2);
    this.pairs.set(pairs);
    const slots = new Uint32Array(was.length * 2);
    const mask = slots.length - 1;
    // In the order of the slots, so that those that were near each other stay so.
    for (const found of was) {
      if (found === 0) continue;
      let slot = hash(pairs[2 * found - 2]!, pairs[2 * found - 1]!) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = found;
    }
    this.slots = slots;
  }
}

function hash(first: number, second: number): number {
  let mixed = Math.imul(first, GOLDEN) ^ Math.imul(second, 0x85eb_ca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), GOLDEN);
  return mixed ^ (mixed >>> 13);
}

const GOLDEN = 0x9e37_79b1;

/**
 * Numbers pairs of indexes in the order of their first sight, each pair once: the branches of a tree by
 * the one that they grow from and what they are. Open addressing in typed arrays: a pair costs no object.
 */
export class PairTable {
  private firsts = new Uint32Array(64);
  private seconds = new Uint32Array(64);
  /** 1 + the number of a pair, 0 where none is; twice as long as there is room for pairs. */
  private slots = new Uint32Array(128);
  length = 0;

  /** The number of a pair; the next one that is free where it is new. */
  numberOf(first: number, second: number): number {
    const { firsts, seconds, slots } = this;
    const mask = slots.length - 1;
    let slot = hash(first, second) & mask;
    for (let found = slots[slot]!; found !== 0; found = slots[slot]!) {
      if (firsts[found - 1] === first && seconds[found - 1] === second) return found - 1;
      slot = (slot + 1) & mask;
    }
    slots[slot] = this.length + 1;
    return this.add(first, second);
  }

  /** Numbers a pair that is never looked for. */
  add(first: number, second: number): number {
    const number = this.length++;
    this.firsts[number] = first;
    this.seconds[number] = second;
    if (this.length === this.firsts.length) this.grow();
    return number;
  }

  first(number: number): number {
    return this.firsts[number]!;
  }

  second(number: number): number {
    return this.seconds[number]!;
  }

  finish(): { first: Uint32Array; second: Uint32Array } {
    return { first: this.firsts.slice(0, this.length), second: this.seconds.slice(0, this.length) };
  }

  private grow(): void {
    const was = this.slots;
    this.firsts = doubled(this.firsts);
    this.seconds = doubled(this.seconds);
    this.slots = new Uint32Array(was.length * 2);
    const mask = this.slots.length - 1;
    for (const found of was) {
      if (found === 0) continue;
      let slot = hash(this.firsts[found - 1]!, this.seconds[found - 1]!) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = found;
    }
  }
}

function hash(first: number, second: number): number {
  let mixed = Math.imul(first, GOLDEN) ^ Math.imul(second, 0x85eb_ca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), GOLDEN);
  return mixed ^ (mixed >>> 13);
}

function doubled(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(array.length * 2);
  longer.set(array);
  return longer;
}

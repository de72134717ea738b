/** What ids of 64 bits stand for. Makers number from 1 as a rule, and may use any numbers. */
export class IdTable {
  private readonly dense: Uint32Array;
  /** Ids beyond: as numbers up to 2^53, as bigints from there on. */
  private readonly sparse = new Map<number | bigint, number>();

  /** @param count how many ids there will be */
  constructor(count: number) {
    this.dense = new Uint32Array(2 * count + 64);
  }

  /** @param value not 0 */
  set(low: number, high: number, value: number): void {
    if (high === 0 && low < this.dense.length) this.dense[low] = value;
    else this.sparse.set(toKey(low, high), value);
  }

  /** 0 where there is none. */
  get(low: number, high: number): number {
    if (high === 0 && low < this.dense.length) return this.dense[low]!;
    return this.sparse.get(toKey(low, high)) ?? 0;
  }
}

function toKey(low: number, high: number): number | bigint {
  return high < 2 ** 21 ? high * 0x1_0000_0000 + low : (BigInt(high) << 32n) | BigInt(low);
}

/** A column that grows: twice as long whenever it is full. */
export class Column<Values extends Uint32Array | Float64Array> {
  private readonly Type: new (length: number) => Values;
  private values: Values;
  length = 0;

  constructor(Type: new (length: number) => Values) {
    this.Type = Type;
    this.values = new Type(64);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const longer = new this.Type(this.length * 2);
      longer.set(this.values);
      this.values = longer;
    }
    this.values[this.length++] = value;
  }

  at(index: number): number {
    return this.values[index]!;
  }

  /** Takes back what was pushed beyond this length. */
  truncate(length: number): void {
    this.length = length;
  }

  finish(): Values {
    return this.values.slice(0, this.length) as Values;
  }
}

/** Which of the two 32-bit halves of a 64-bit value in memory is the lower one: the machine's own order. */
export const LOW_HALF = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 0 : 1;

/** Whether a value is one of those that a profile can have. */
export function isInt64(value: bigint): boolean {
  return BigInt.asIntN(64, value) === value;
}

/** 64-bit integers by their halves: a BigInt for each would cost ten times as much. */
export class Int64Column {
  private readonly halves = new Column(Uint32Array);

  get length(): number {
    return this.halves.length / 2;
  }

  /** The halves of a value in two's complement; what of them is beyond 32 bits is passed over. */
  push(low: number, high: number): void {
    this.halves.push(LOW_HALF === 0 ? low : high);
    this.halves.push(LOW_HALF === 0 ? high : low);
  }

  pushBigInt(value: bigint): void {
    this.push(Number(BigInt.asUintN(32, value)), Number(BigInt.asUintN(32, value >> 32n)));
  }

  truncate(length: number): void {
    this.halves.truncate(2 * length);
  }

  finish(): BigInt64Array {
    return new BigInt64Array(this.halves.finish().buffer);
  }
}

/** Writes a protobuf message into bytes that grow. */
export class WireWriter {
  private bytes = new Uint8Array(256);
  private length = 0;

  /** Left out where it is 0, as it is then for who reads it. */
  number(field: number, value: number): void {
    if (value !== 0) this.halves(field, value, Math.floor(value / 0x1_0000_0000));
  }

  big(field: number, value: bigint): void {
    this.halves(field, Number(BigInt.asUintN(32, value)), Number(BigInt.asUintN(32, value >> 32n)));
  }

  private halves(field: number, low: number, high: number): void {
    if ((low | high) === 0) return;
    this.varint(field << 3, 0);
    this.varint(low, high);
  }

  /** A message of its own, or repeated numbers, which are a `varint` each. */
  message(field: number, part: WireWriter): void {
    this.content(field, part.bytes.subarray(0, part.length));
  }

  content(field: number, content: Uint8Array): void {
    this.varint((field << 3) | 2, 0);
    this.varint(content.length, 0);
    this.makeRoom(content.length);
    this.bytes.set(content, this.length);
    this.length += content.length;
  }

  /** A number without a field, by the halves of its 64 bits. */
  varint(low: number, high: number): void {
    this.makeRoom(10);
    let [rest, above] = [low >>> 0, high >>> 0];
    while (above !== 0 || rest >= 0x80) {
      this.bytes[this.length++] = (rest & 0x7f) | 0x80;
      rest = ((rest >>> 7) | (above << 25)) >>> 0;
      above >>>= 7;
    }
    this.bytes[this.length++] = rest;
  }

  /** Begins anew, for the next message. */
  clear(): void {
    this.length = 0;
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.length);
  }

  private makeRoom(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const longer = new Uint8Array((this.length + count) * 2);
    longer.set(this.bytes);
    this.bytes = longer;
  }
}

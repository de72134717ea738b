/** Entries looked at before bytes are taken for new: what is made to share a hash is kept twice, and costs no more. */
const MAX_PROBES = 32;
const BLOCK_BYTES = 1 << 20;

/**
 * Numbers for strings of bytes, from 0 in the order in which they come: the same bytes have the same
 * number, but for a few that may have several.
 */
export class ByteTable {
  count = 0;
  /** Of all that are known. */
  bytes = 0;
  private table = new Int32Array(1024).fill(-1);
  /** By entry, one beside the other: its hash, its length, where it begins in its block, and which that is. */
  private entries = new Int32Array(4 * 512);
  private readonly blocks: { bytes: Uint8Array; view: DataView }[] = [];
  private used = 0;

  /**
   * @param view of the same bytes
   * @param hash as hashBytes makes it
   */
  find(bytes: Uint8Array, view: DataView, start: number, end: number, hash: number): number {
    const { table, entries } = this;
    const mask = table.length - 1;
    const length = end - start;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let probe = 0; probe < MAX_PROBES; probe++) {
      const entry = table[slot]!;
      if (entry < 0) return this.add(bytes, start, end, hash, slot);
      const at = 4 * entry;
      if (entries[at] === hash && entries[at + 1] === length) {
        if (isSame(this.blocks[entries[at + 3]!]!.view, entries[at + 2]!, view, start, length)) return entry;
      }
      slot = (slot + 1) & mask;
    }
    return this.add(bytes, start, end, hash, -1);
  }

  /** In which bytes an entry stands. */
  bytesOf(entry: number): Uint8Array {
    return this.blocks[this.entries[4 * entry + 3]!]!.bytes;
  }

  startOf(entry: number): number {
    return this.entries[4 * entry + 2]!;
  }

  lengthOf(entry: number): number {
    return this.entries[4 * entry + 1]!;
  }

  /** Of ASCII, of a few thousand bytes at most. */
  textOf(entry: number): string {
    const start = this.startOf(entry);
    return String.fromCharCode(...this.bytesOf(entry).subarray(start, start + this.lengthOf(entry)));
  }

  private add(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const entry = this.count++;
    if (4 * entry === this.entries.length) this.entries = grown(this.entries, Int32Array);
    const length = end - start;
    let block = this.blocks.at(-1);
    if (!block || this.used + length > block.bytes.length) {
      const room = new Uint8Array(Math.max(length, this.blocks.length === 0 ? 4096 : BLOCK_BYTES));
      block = { bytes: room, view: new DataView(room.buffer) };
      this.blocks.push(block);
      this.used = 0;
    }
    if (length < 128) for (let at = 0; at < length; at++) block.bytes[this.used + at] = bytes[start + at]!;
    else block.bytes.set(bytes.subarray(start, end), this.used);
    const { entries } = this;
    entries[4 * entry] = hash;
    entries[4 * entry + 1] = length;
    entries[4 * entry + 2] = this.used;
    entries[4 * entry + 3] = this.blocks.length - 1;
    this.used += length;
    this.bytes += length;
    if (slot >= 0) this.table[slot] = entry;
    if (this.count * 2 > this.table.length) this.growTable();
    return entry;
  }

  private growTable(): void {
    this.table = new Int32Array(this.table.length * 2).fill(-1);
    const { table, entries, count } = this;
    const mask = table.length - 1;
    for (let entry = 0; entry < count; entry++) {
      const hash = entries[4 * entry]!;
      let slot = (hash ^ (hash >>> 15)) & mask;
      let probe = 1;
      for (; table[slot]! >= 0 && probe < MAX_PROBES; probe++) slot = (slot + 1) & mask;
      if (table[slot]! < 0) table[slot] = entry;
    }
  }
}

function isSame(known: DataView, from: number, view: DataView, start: number, length: number): boolean {
  let at = 0;
  for (; at + 4 <= length; at += 4) {
    if (known.getInt32(from + at, true) !== view.getInt32(start + at, true)) return false;
  }
  for (; at < length; at++) {
    if (known.getUint8(from + at) !== view.getUint8(start + at)) return false;
  }
  return true;
}

/** A hash of bytes, eight at a time in two halves that do not wait for each other. */
export function hashBytes(view: DataView, start: number, end: number): number {
  let [hash, other] = [0, 0];
  let at = start;
  for (; at + 8 <= end; at += 8) {
    hash = mix(hash, view.getInt32(at, true));
    other = mix(other, view.getInt32(at + 4, true));
  }
  for (; at < end; at++) hash = mix(hash, view.getUint8(at));
  return mix(hash, other);
}

/** How hashBytes takes four bytes, or one of the last, to those before. */
export function mix(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0x9e37_79b1);
  return mixed ^ (mixed >>> 15);
}

/** The same numbers with room for as many again. */
export function grown<T extends { length: number; set(from: T): void }>(
  array: T,
  Type: new (length: number) => T,
): T {
  const longer = new Type(array.length * 2);
  longer.set(array);
  return longer;
}

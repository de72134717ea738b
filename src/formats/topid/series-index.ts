import type { RecordingBuilder } from '#model/recording/recording-builder.ts';

const names = new TextDecoder('utf-8', { ignoreBOM: true });

/** Entries looked at before a row is given up to `collided`: names and pids can be made to share a hash. */
const MAX_PROBES = 32;

/**
 * Finds the series of a pid and a name's bytes. A recording says the same few hundred names a
 * million times; hashing the bytes where they stand spares a string for each.
 */
export class SeriesIndex {
  private readonly builder: RecordingBuilder;
  private table = new Int32Array(2048).fill(-1);
  private count = 0;
  private series = new Uint32Array(1024);
  private hashes = new Int32Array(1024);
  private pids = new Float64Array(1024);
  private nameStarts = new Uint32Array(1025);
  private nameBytes = new Uint8Array(32_768);
  /** Those of too long a run of others, by pid and bytes: text that the engine hashes with a seed of its own. */
  private readonly collided = new Map<string, number>();
  /** Entries that were looked at, over all rows. */
  probes = 0;

  constructor(builder: RecordingBuilder) {
    this.builder = builder;
  }

  /** @returns the series, added to the builder when it is new */
  find(pid: number, bytes: Uint8Array, start: number, end: number): number {
    // Both halves: a pid may be any number of 64 bits.
    let hash = 0x811c_9dc5 ^ (pid | 0) ^ Math.imul((pid / 0x1_0000_0000) | 0, 0x9e37_79b1);
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x0100_0193);
    hash ^= hash >>> 15;
    const mask = this.table.length - 1;
    let slot = hash & mask;
    for (let probe = 0; probe < MAX_PROBES; probe++) {
      const entry = this.table[slot]!;
      this.probes++;
      if (entry < 0) {
        // A longer table has room where there was none when the first of them was given up.
        const known =
          this.collided.size > 0 ? this.collided.get(toId(pid, bytes.subarray(start, end))) : undefined;
        return known ?? this.add(pid, bytes, start, end, hash, slot);
      }
      if (this.hashes[entry] === hash && this.isSame(entry, pid, bytes, start, end))
        return this.series[entry]!;
      slot = (slot + 1) & mask;
    }
    return this.findCollided(pid, bytes.subarray(start, end));
  }

  private findCollided(pid: number, name: Uint8Array): number {
    const id = toId(pid, name);
    let series = this.collided.get(id);
    if (series === undefined) {
      series = this.builder.addSeries(names.decode(name), pid);
      this.collided.set(id, series);
    }
    return series;
  }

  private isSame(entry: number, pid: number, bytes: Uint8Array, start: number, end: number): boolean {
    let at = this.nameStarts[entry]!;
    if (this.nameStarts[entry + 1]! - at !== end - start || !Object.is(this.pids[entry], pid)) return false;
    for (let other = start; other < end; other++) {
      if (this.nameBytes[at++] !== bytes[other]) return false;
    }
    return true;
  }

  private add(
    pid: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    hash: number,
    slot: number,
  ): number {
    const entry = this.count++;
    const nameStart = this.nameStarts[entry]!;
    const nameEnd = nameStart + end - start;
    if (entry === this.series.length) this.growEntries();
    if (nameEnd > this.nameBytes.length) {
      const longer = new Uint8Array(Math.max(this.nameBytes.length * 2, nameEnd));
      longer.set(this.nameBytes);
      this.nameBytes = longer;
    }
    const name = bytes.subarray(start, end);
    this.nameBytes.set(name, nameStart);
    this.nameStarts[entry + 1] = nameEnd;
    this.pids[entry] = pid;
    this.hashes[entry] = hash;
    const series = this.builder.addSeries(names.decode(name), pid);
    this.series[entry] = series;
    this.table[slot] = entry;
    if (this.count * 2 > this.table.length) this.growTable();
    return series;
  }

  private growTable(): void {
    this.table = new Int32Array(this.table.length * 2).fill(-1);
    const mask = this.table.length - 1;
    for (let entry = 0; entry < this.count; entry++) {
      let slot = this.hashes[entry]! & mask;
      let probe = 1;
      for (; this.table[slot]! >= 0 && probe < MAX_PROBES; probe++) slot = (slot + 1) & mask;
      this.probes += probe;
      if (this.table[slot]! < 0) this.table[slot] = entry;
      else this.moveToCollided(entry);
    }
  }

  private moveToCollided(entry: number): void {
    const name = this.nameBytes.subarray(this.nameStarts[entry]!, this.nameStarts[entry + 1]!);
    this.collided.set(toId(this.pids[entry]!, name), this.series[entry]!);
  }

  private growEntries(): void {
    const length = this.series.length * 2;
    const series = new Uint32Array(length);
    series.set(this.series);
    this.series = series;
    const hashes = new Int32Array(length);
    hashes.set(this.hashes);
    this.hashes = hashes;
    const pids = new Float64Array(length);
    pids.set(this.pids);
    this.pids = pids;
    const starts = new Uint32Array(length + 1);
    starts.set(this.nameStarts);
    this.nameStarts = starts;
  }
}

/** A character for each byte, so that names that are no UTF-8 stay apart. */
function toId(pid: number, name: Uint8Array): string {
  let id = `${Object.is(pid, -0) ? '-0' : pid} `;
  for (const byte of name) id += String.fromCharCode(byte);
  return id;
}

import type { ByteReader } from '#bytes/reader.ts';
import type { FieldPlan } from '#formats/gob/fields.ts';
import type { RecordingBuilder } from '#model/recording/recording-builder.ts';

/** How the fields of a row are read that are not its name. */
const OTHER = 0;
const USER = 1;
const SYSTEM = 2;
const MEMORY = 3;

/** Longer beginnings of rows are not kept: names of processes have 15 characters, and are rarely asked to have 64. */
const MOST_HEAD = 128;
/** Behind its head a row of the usual kind takes three fields of ten bytes at most, and its end. */
const MOST_TAIL = 32;
/** A float is read with the bytes before it. */
const LEAST_OFFSET = 8;

// By how many bytes of a float are there: what of its two halves is.
const HIGH_MASKS = Int32Array.from([0, 0xff00_0000, 0xffff_0000, 0xffff_ff00, -1, -1, -1, -1, -1]);
const LOW_MASKS = Int32Array.from([0, 0, 0, 0, 0, 0xff00_0000, 0xffff_0000, 0xffff_ff00, -1]);

const floats = new Float64Array(1);
const halves = new Int32Array(floats.buffer);
const [LOW, HIGH] = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? [0, 1] : [1, 0];

/**
 * The rows that go as those before them went. A sample lists its processes in the order of the sample
 * before, and what a row begins with, up to its name's end, is the same bytes every time: where these
 * stand after the row that they stood after before, no number is decoded and no name looked for.
 *
 * Any row that is not as plain as that is left to others, from its first byte on.
 */
export class KnownRows {
  private readonly builder: RecordingBuilder;
  /** By field of the stream's struct: how it is read. */
  private readonly uses: Uint8Array;
  /** Which field the name is. */
  private readonly nameField: number;
  /** By series: the bytes of its head, in `heads`; none where it has no length. */
  private starts = new Uint32Array(1024);
  private lengths = new Uint8Array(1024);
  /** By series, from 1: which came after it last, from 1; at 0 the first of a sample. */
  private next = new Uint32Array(1025);
  private heads = new Uint8Array(32_768);
  private headsView: DataView = new DataView(this.heads.buffer);
  private used = 0;
  private before = 0;
  private viewed: Uint8Array | undefined;
  private view: DataView = this.headsView;

  /** @param names by place in the plan: what the fields are, `Pid` first */
  constructor(builder: RecordingBuilder, plan: FieldPlan, nameField: number) {
    this.builder = builder;
    this.nameField = nameField;
    const kinds = [
      ['float', USER, 3],
      ['float', SYSTEM, 4],
      ['uint', MEMORY, 5],
    ] as const;
    this.uses = plan.slots.map((slot, field) => {
      const found = kinds.find(([kind, , place]) => place === slot && plan.types[place - 1]?.kind === kind);
      // A stream may describe a struct with one name twice; no row is longer than MOST_TAIL.
      return found && plan.slots.indexOf(slot) === field ? found[1] : OTHER;
    });
  }

  startSample(): void {
    this.before = 0;
  }

  /**
   * Takes rows for as long as they are known.
   *
   * @returns how many are left; the reader stands before the first of them
   */
  read(reader: ByteReader, rows: number): number {
    const { bytes } = reader;
    if (this.viewed !== bytes) {
      this.viewed = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    const { view, uses, nameField, builder, starts, lengths, next, headsView } = this;
    const last = reader.end - MOST_TAIL;
    let offset = reader.offset;
    let left = rows;
    let { before } = this;
    take: for (; left > 0 && offset >= LEAST_OFFSET; left--) {
      const known = next[before]!;
      if (known === 0) break;
      const length = lengths[known - 1]!;
      let at = offset + length;
      if (length < 4 || at > last) break;
      const start = starts[known - 1]!;
      // Four at a time; the last four may overlap those before.
      for (let word = length - 4; ; word -= 4) {
        if (word < 0) word = 0;
        if (view.getInt32(offset + word, true) !== headsView.getInt32(start + word, true)) break take;
        if (word === 0) break;
      }
      let user = 0;
      let system = 0;
      let memory = 0;
      let field = nameField;
      for (let delta = bytes[at++]!; delta !== 0; delta = bytes[at++]!) {
        field += delta;
        // Beyond the last field, where the delta is more than a byte too.
        const use = field < uses.length ? uses[field]! : OTHER;
        if (use === OTHER) break take;
        const first = bytes[at++]!;
        const size = first < 0x80 ? 0 : 256 - first;
        at += size;
        if (use === MEMORY) {
          if (size > 4) break take;
          memory = size === 0 ? first : view.getUint32(at - 4) & (-1 >>> (32 - 8 * size));
          if (memory < 0) memory += 0x1_0000_0000;
          continue;
        }
        if (size > 8) break take;
        if (size === 0) {
          halves[LOW] = 0;
          halves[HIGH] = first << 24;
        } else {
          halves[LOW] = view.getInt32(at - 8, true) & LOW_MASKS[size]!;
          halves[HIGH] = view.getInt32(at - 4, true) & HIGH_MASKS[size]!;
        }
        if (use === USER) user = floats[0]!;
        else system = floats[0]!;
      }
      builder.addRow(known - 1, user, system, memory);
      before = known;
      offset = at;
    }
    this.before = before;
    reader.offset = offset;
    return left;
  }

  /**
   * Keeps what a row begins with that somebody else has read: the bytes up to its name's end, where
   * nothing but the pid stands before it.
   */
  add(series: number, bytes: Uint8Array, start: number, end: number): void {
    if (series >= this.lengths.length) this.grow(series);
    if (this.lengths[series] === 0 && end - start <= MOST_HEAD) this.addHead(series, bytes, start, end);
    this.next[this.before] = series + 1;
    this.before = series + 1;
  }

  private addHead(series: number, bytes: Uint8Array, start: number, end: number): void {
    if (this.used + end - start > this.heads.length) {
      const longer = new Uint8Array(this.heads.length * 2);
      longer.set(this.heads);
      this.heads = longer;
      this.headsView = new DataView(longer.buffer);
    }
    for (let at = start; at < end; at++) this.heads[this.used + at - start] = bytes[at]!;
    this.starts[series] = this.used;
    this.lengths[series] = end - start;
    this.used += end - start;
  }

  private grow(series: number): void {
    const size = Math.max(this.lengths.length * 2, series + 1);
    const { starts, lengths, next } = this;
    this.starts = new Uint32Array(size);
    this.starts.set(starts);
    this.lengths = new Uint8Array(size);
    this.lengths.set(lengths);
    this.next = new Uint32Array(size + 1);
    this.next.set(next);
  }
}

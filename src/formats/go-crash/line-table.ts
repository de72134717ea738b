import { ByteTable, grown, hashBytes, mix } from '#bytes/byte-table.ts';
import { type Encoding, LineDecoder, detectEncoding } from './decode-lines.ts';

/** Beyond so many bytes of lines that differ, lines are no longer known again: they are in memory as text too. */
const MOST_BYTES = 2 ** 28;
const NEWLINE = 10;
const NEWLINES = 0x0a0a_0a0a;
const RETURN = 13;

/**
 * The lines of a log, each text of which is made once: in a dump of many goroutines most lines stand
 * thousands of times, and to make strings of them takes longer than to read them.
 */
export class LineTable {
  bytes = 0;
  /** Whether the last line ended with a line end. */
  endsWhole = true;
  encoding: Encoding | undefined;
  count = 0;
  /** By line: which text it has, from 0. */
  ids = new Uint32Array(4096);
  known = new ByteTable();

  /** For UTF-16, which has no lines in its bytes; and for what comes when too much is known. */
  #decoder: LineDecoder | undefined;
  /** The line that has no end yet, in pieces. */
  #rest: Uint8Array[] = [];

  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.bytes += chunk.length;
    if (this.encoding === undefined) {
      this.encoding = detectEncoding(chunk);
      if (this.encoding !== 'utf-8') this.#decoder = new LineDecoder();
    }
    if (this.#decoder) {
      this.#decoder.push(chunk);
      this.#count();
      return;
    }
    let from = 0;
    if (this.#rest.length > 0) {
      from = chunk.indexOf(NEWLINE) + 1;
      if (from === 0) {
        this.#rest.push(chunk.slice());
        return;
      }
      this.#rest.push(chunk.subarray(0, from));
      this.#takeRest();
    }
    this.#split(chunk, from);
    if (this.known.bytes > MOST_BYTES) this.#giveUp();
  }

  /** All lines; nothing can be added afterwards. */
  end(): string[] {
    if (this.#decoder) {
      this.#decoder.end();
      this.#count();
      this.endsWhole = this.#decoder.endsWhole;
      return this.#decoder.lines;
    }
    this.endsWhole = this.#rest.length === 0;
    this.#takeRest();
    const texts = toTexts(this.known);
    const lines: string[] = [];
    // To grow a list of millions by one takes longer than to fill it.
    lines.length = this.count;
    for (let line = 0; line < this.count; line++) lines[line] = texts[this.ids[line]!]!;
    // The mark of the byte order is no text.
    if (lines[0]?.startsWith('\uFEFF')) lines[0] = lines[0].slice(1);
    if (lines.length === 1 && lines[0] === '' && this.bytes === 3 && !this.endsWhole) {
      lines.pop();
      this.count = 0;
      this.endsWhole = true;
    }
    return lines;
  }

  /** Leaves out what is behind so many lines; after `end`. */
  cutTo(count: number): void {
    this.count = count;
    this.endsWhole = true;
  }

  /** Whether `ids` and `known` tell what the lines are. */
  get isKnown(): boolean {
    return this.encoding === 'utf-8' && !this.#decoder;
  }

  #count(): void {
    this.count = this.#decoder!.lines.length;
  }

  #takeRest(): void {
    if (this.#rest.length === 0) return;
    const whole = joinBytes(this.#rest);
    this.#rest = [];
    this.#split(whole, 0);
    // A line without its end, at the end of all.
    if (this.#rest.length > 0) {
      this.#rest = [];
      const view = toView(whole);
      this.#add(whole, view, 0, whole.length, hashBytes(view, 0, whole.length));
    }
  }

  /** Takes the lines of a chunk, and keeps what has no end. */
  #split(chunk: Uint8Array, from: number): void {
    const view = toView(chunk);
    let start = from;
    for (let next = start; next >= 0; next = this.#takeLine(chunk, view, start)) start = next;
    if (start < chunk.length) this.#rest.push(chunk.slice(start));
  }

  /** @returns where the next line begins; -1 where the one that begins there has no end yet */
  #takeLine(chunk: Uint8Array, view: DataView, start: number): number {
    const { length } = chunk;
    let hash = 0;
    let other = 0;
    let at = start;
    // As hashBytes.
    for (; at + 8 <= length; at += 8) {
      const word = view.getInt32(at, true);
      const next = view.getInt32(at + 4, true);
      if ((hasNewline(word) | hasNewline(next)) !== 0) break;
      hash = mix(hash, word);
      other = mix(other, next);
    }
    for (; at < length; at++) {
      const byte = chunk[at]!;
      if (byte === NEWLINE) {
        this.#add(chunk, view, start, at, mix(hash, other));
        return at + 1;
      }
      hash = mix(hash, byte);
    }
    return -1;
  }

  /** @param lineHash of all bytes of the line */
  #add(chunk: Uint8Array, view: DataView, start: number, lineEnd: number, lineHash: number): void {
    let end = lineEnd;
    while (end > start && chunk[end - 1] === RETURN) end--;
    const hash = end === lineEnd ? lineHash : hashBytes(view, start, end);
    if (this.count === this.ids.length) this.ids = grown(this.ids, Uint32Array);
    this.ids[this.count++] = this.known.find(chunk, view, start, end, hash);
  }

  /** From here on lines are read as any other log's. */
  #giveUp(): void {
    const decoder = new LineDecoder(this.encoding);
    const rest = this.#rest;
    this.#rest = [];
    for (const line of this.end()) decoder.lines.push(line);
    for (const piece of rest) decoder.push(piece);
    this.#decoder = decoder;
    this.ids = new Uint32Array(0);
    this.known = new ByteTable();
  }
}

/** Not zero where one of four bytes is a newline: that one is zero in `odd`, and has its highest bit set once 1 is taken from it. */
function hasNewline(word: number): number {
  const odd = word ^ NEWLINES;
  return (odd - 0x0101_0101) & ~odd & 0x8080_8080;
}

/** The text of each entry. All of a block are made at once, where they are ASCII. */
function toTexts(known: ByteTable): string[] {
  const texts: string[] = [];
  texts.length = known.count;
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let block: Uint8Array | undefined;
  let text: string | undefined;
  for (let entry = 0; entry < known.count; entry++) {
    const bytes = known.bytesOf(entry);
    if (bytes !== block) {
      block = bytes;
      const whole = decoder.decode(bytes);
      text = whole.length === bytes.length ? whole : undefined;
    }
    const start = known.startOf(entry);
    const end = start + known.lengthOf(entry);
    texts[entry] = text?.slice(start, end) ?? decoder.decode(bytes.subarray(start, end));
  }
  return texts;
}

function toView(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

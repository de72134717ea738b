/** What came of unpacking: all of it, all that came before the end or a broken place, or more than allowed. */
export interface Inflated {
  bytes: Uint8Array<ArrayBuffer>;
  end: 'complete' | 'cut' | 'broken' | 'too-much';
}

/**
 * Unpacks zlib's format (RFC 1950 around RFC 1951). The browser's own DecompressionStream drops
 * what it has not yet handed out when it meets an error; this gives every byte before it, which of
 * a cut link may be all but the last lines of a log.
 *
 * @param limitBytes of the result, beyond which it stops
 */
export function inflate(input: Uint8Array, limitBytes: number): Inflated {
  const reader = new BitReader(input);
  const out = new Output(limitBytes);
  try {
    const method = reader.bits(8);
    const flags = reader.bits(8);
    if ((method & 0x0f) !== 8 || (method * 256 + flags) % 31 !== 0 || flags & 0x20) throw new Stop('broken');
    for (let last = 0; last === 0;) {
      last = reader.bits(1);
      const type = reader.bits(2);
      if (type === 0) copyStored(reader, out);
      else if (type === 1) readBlock(reader, out, fixedLiterals, fixedDistances);
      else if (type === 2) readBlock(reader, out, ...readTables(reader));
      else throw new Stop('broken');
    }
    reader.alignToByte();
    const sum =
      reader.bits(8) * 0x1000000 + reader.bits(8) * 0x10000 + reader.bits(8) * 0x100 + reader.bits(8);
    if (sum !== adler32(out.bytes())) throw new Stop('broken');
    return { bytes: out.bytes(), end: 'complete' };
  } catch (error) {
    if (error instanceof Stop) return { bytes: out.bytes(), end: error.end };
    throw error;
  }
}

class Stop extends Error {
  readonly end: Exclude<Inflated['end'], 'complete'>;

  constructor(end: Stop['end']) {
    super(end);
    this.end = end;
  }
}

/** Bits of a byte come lowest first. */
class BitReader {
  readonly #input: Uint8Array;
  #at = 0;
  #held = 0;
  #count = 0;

  constructor(input: Uint8Array) {
    this.#input = input;
  }

  /** @param count up to 16 */
  bits(count: number): number {
    while (this.#count < count) {
      const byte = this.#input[this.#at++];
      if (byte === undefined) throw new Stop('cut');
      this.#held |= byte << this.#count;
      this.#count += 8;
    }
    const value = this.#held & ((1 << count) - 1);
    this.#held >>>= count;
    this.#count -= count;
    return value;
  }

  alignToByte(): void {
    this.bits(this.#count % 8);
  }
}

class Output {
  #buffer = new Uint8Array(1 << 14);
  #length = 0;
  readonly #limit: number;

  constructor(limitBytes: number) {
    this.#limit = limitBytes;
  }

  push(byte: number): void {
    if (this.#length >= this.#limit) throw new Stop('too-much');
    if (this.#length === this.#buffer.length) {
      const larger = new Uint8Array(this.#buffer.length * 2);
      larger.set(this.#buffer);
      this.#buffer = larger;
    }
    this.#buffer[this.#length++] = byte;
  }

  /** Repeats what stands `distance` back; the two may overlap. */
  repeat(distance: number, length: number): void {
    if (distance > this.#length) throw new Stop('broken');
    for (let i = 0; i < length; i++) this.push(this.#buffer[this.#length - distance] ?? 0);
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return this.#buffer.subarray(0, this.#length);
  }
}

/** A canonical Huffman code: how many codes have each length, and the symbols in order of their codes. */
interface Code {
  counts: Uint16Array;
  symbols: Uint16Array;
}

const longestCode = 15;

/** @param lengths of each symbol's code in bits, 0 for a symbol that does not occur */
function toCode(lengths: Uint8Array): Code {
  const counts = new Uint16Array(longestCode + 1);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  counts[0] = 0;
  let free = 1;
  const starts = new Uint16Array(longestCode + 2);
  for (let length = 1; length <= longestCode; length++) {
    const count = counts[length] ?? 0;
    free = free * 2 - count;
    // More codes of a length than there can be.
    if (free < 0) throw new Stop('broken');
    starts[length + 1] = (starts[length] ?? 0) + count;
  }
  const symbols = new Uint16Array(lengths.length);
  for (const [symbol, length] of lengths.entries()) {
    if (length === 0) continue;
    const at = starts[length] ?? 0;
    symbols[at] = symbol;
    starts[length] = at + 1;
  }
  return { counts, symbols };
}

function readSymbol(reader: BitReader, { counts, symbols }: Code): number {
  let code = 0;
  let first = 0;
  let before = 0;
  for (let length = 1; length <= longestCode; length++) {
    code |= reader.bits(1);
    const count = counts[length] ?? 0;
    if (code - first < count) return symbols[before + code - first] ?? 0;
    before += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  throw new Stop('broken');
}

function copyStored(reader: BitReader, out: Output): void {
  reader.alignToByte();
  const length = reader.bits(16);
  if (reader.bits(16) !== (~length & 0xffff)) throw new Stop('broken');
  for (let i = 0; i < length; i++) out.push(reader.bits(8));
}

function readBlock(reader: BitReader, out: Output, literals: Code, distances: Code): void {
  for (;;) {
    const symbol = readSymbol(reader, literals);
    if (symbol < 256) out.push(symbol);
    else if (symbol === 256) return;
    else {
      const length = readSpan(reader, lengthSpans, symbol - 257);
      out.repeat(readSpan(reader, distanceSpans, readSymbol(reader, distances)), length);
    }
  }
}

/** The two codes of a block, themselves written as lengths in a third code. */
function readTables(reader: BitReader): [literals: Code, distances: Code] {
  const literalCount = reader.bits(5) + 257;
  const distanceCount = reader.bits(5) + 1;
  const metaCount = reader.bits(4) + 4;
  const metaLengths = new Uint8Array(19);
  for (const symbol of metaOrder.slice(0, metaCount)) metaLengths[symbol] = reader.bits(3);
  const meta = toCode(metaLengths);
  const lengths = new Uint8Array(literalCount + distanceCount);
  for (let at = 0; at < lengths.length;) {
    const symbol = readSymbol(reader, meta);
    if (symbol < 16) {
      lengths[at++] = symbol;
      continue;
    }
    if (symbol === 16 && at === 0) throw new Stop('broken');
    const length = symbol === 16 ? (lengths[at - 1] ?? 0) : 0;
    const times =
      symbol === 16 ? 3 + reader.bits(2) : symbol === 17 ? 3 + reader.bits(3) : 11 + reader.bits(7);
    if (at + times > lengths.length) throw new Stop('broken');
    lengths.fill(length, at, at + times);
    at += times;
  }
  return [toCode(lengths.subarray(0, literalCount)), toCode(lengths.subarray(literalCount))];
}

const metaOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A length or a distance: where it starts, and how many more bits say how far from there. */
type Span = [from: number, extraBits: number];

function readSpan(reader: BitReader, spans: Span[], symbol: number): number {
  const span = spans[symbol];
  if (!span) throw new Stop('broken');
  return span[0] + reader.bits(span[1]);
}

/** Spans of growing width, each beginning where the one before ends. */
function toSpans(from: number, extraBits: number[]): Span[] {
  return extraBits.map((extra) => {
    const span: Span = [from, extra];
    from += 2 ** extra;
    return span;
  });
}

// Length 258 has a symbol of its own, though the span before would reach it.
const lengthSpans: Span[] = [
  ...toSpans(3, [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5]),
  [258, 0],
];
const distanceSpans = toSpans(
  1,
  Array.from({ length: 30 }, (_, symbol) => Math.max(0, (symbol >> 1) - 1)),
);

const fixedLiterals = toCode(
  Uint8Array.from({ length: 288 }, (_, symbol) =>
    symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8,
  ),
);
const fixedDistances = toCode(new Uint8Array(30).fill(5));

function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let at = 0; at < bytes.length;) {
    // As many as can be added before the sums pass 32 bits.
    const end = Math.min(at + 3800, bytes.length);
    for (; at < end; at++) {
      a += bytes[at] ?? 0;
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return b * 65536 + a;
}

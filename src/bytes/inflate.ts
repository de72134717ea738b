import { ReadError } from './reader.ts';
import { byteReason, type Reason } from './reasons.ts';
import { type PrefixCode, toPrefixCode } from './huffman.ts';

/** How far back a match may reach. */
const WINDOW = 32_768;
/** Output gathered before it is handed out. */
const OUTPUT = 65_536;
const LONGEST_MATCH = 258;
/** Bytes that a symbol with all its extra bits takes, and those of the largest header of codes. */
const SYMBOL_BYTES = 8;
const HEADER_BYTES = 400;

const LENGTH_BASE = Uint16Array.of(
  3,
  4,
  5,
  6,
  7,
  8,
  9,
  10,
  11,
  13,
  15,
  17,
  19,
  23,
  27,
  31,
  35,
  43,
  51,
  59,
  67,
  83,
  99,
  115,
  131,
  163,
  195,
  227,
  258,
);
const LENGTH_EXTRA = Uint8Array.of(
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  1,
  1,
  1,
  1,
  2,
  2,
  2,
  2,
  3,
  3,
  3,
  3,
  4,
  4,
  4,
  4,
  5,
  5,
  5,
  5,
  0,
);
const DISTANCE_BASE = Uint16Array.of(
  1,
  2,
  3,
  4,
  5,
  7,
  9,
  13,
  17,
  25,
  33,
  49,
  65,
  97,
  129,
  193,
  257,
  385,
  513,
  769,
  1025,
  1537,
  2049,
  3073,
  4097,
  6145,
  8193,
  12289,
  16385,
  24577,
);
const CODE_LENGTH_ORDER = Uint8Array.of(16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15);

let fixedCodes: { literals: PrefixCode; distances: PrefixCode } | undefined;

function toFixedCodes(): { literals: PrefixCode; distances: PrefixCode } {
  if (fixedCodes) return fixedCodes;
  const lengths = new Uint8Array(288).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280);
  fixedCodes = { literals: toPrefixCode(lengths)!, distances: toPrefixCode(new Uint8Array(30).fill(5))! };
  return fixedCodes;
}

/** Room for what an Inflater gives. */
export function makeOutput(): Uint8Array {
  return new Uint8Array(WINDOW + OUTPUT + LONGEST_MATCH);
}

/**
 * DEFLATE (RFC 1951), piece by piece. The browser's DecompressionStream does not tell where the
 * compressed data ends, drops what it had when the rest is cut, and refuses what follows the first
 * member of a .gz; logs that were rotated, concatenated or cut need all three.
 */
export class Inflater {
  /** True once the last block has ended; `unread` is then what follows it. */
  done = false;
  private input: Uint8Array = new Uint8Array(0);
  private offset = 0;
  private origin: number;
  private bits = 0;
  private bitCount = 0;
  private state: 'block' | 'stored' | 'symbols' = 'block';
  private lastBlock = false;
  private storedLeft = 0;
  private literals: PrefixCode | undefined;
  private distances: PrefixCode | undefined;
  private readonly output: Uint8Array;
  private outputStart = 0;
  private outputEnd = 0;

  /**
   * @param origin offset of the first byte in the whole input, for errors
   * @param output room from makeOutput, which one that is done passes on to the next: a .gz may be
   *   made of many thousand tiny members
   */
  constructor(origin: number, output: Uint8Array) {
    this.origin = origin;
    this.output = output;
  }

  /** Where the next byte to be read stands in the whole input. */
  get position(): number {
    return this.origin + this.offset - (this.bitCount >> 3);
  }

  push(chunk: Uint8Array): void {
    // Whole bytes go back from the bit buffer, so that all that is not used is in `input`.
    this.offset -= this.bitCount >> 3;
    this.bitCount &= 7;
    this.bits &= (1 << this.bitCount) - 1;
    const rest = this.input.subarray(this.offset);
    this.origin += this.offset;
    this.offset = 0;
    if (rest.length === 0) {
      this.input = chunk;
      return;
    }
    this.input = new Uint8Array(rest.length + chunk.length);
    this.input.set(rest);
    this.input.set(chunk, rest.length);
  }

  /** What was pushed and is not part of the compressed data. */
  takeUnread(): Uint8Array {
    return this.input.subarray(this.offset - (this.bitCount >> 3));
  }

  /**
   * The next piece of output (a copy), or undefined when more input is needed or all is done.
   *
   * @param final no more input comes: what is short then is cut, and `cut` is set
   * @throws ReadError on data that is not DEFLATE; what came before it can still be taken
   */
  read(final: boolean): Uint8Array | undefined {
    while (!this.done && this.outputEnd < WINDOW + OUTPUT) {
      const before = this.outputEnd;
      const state = this.state;
      const bitsBefore = this.offset * 8 - this.bitCount;
      if (state === 'block') this.readBlockHead(final);
      else if (state === 'stored') this.copyStored();
      else this.copySymbols(final);
      const idle =
        this.outputEnd === before && state === this.state && this.offset * 8 - this.bitCount === bitsBefore;
      if (idle && !this.done) break;
    }
    return this.takeOutput(final);
  }

  /** Output that is ready, however little of it there is. */
  takeOutput(all: boolean): Uint8Array | undefined {
    const length = this.outputEnd - this.outputStart;
    if (length === 0 || (!all && !this.done && this.outputEnd < WINDOW + OUTPUT)) return undefined;
    const piece = this.output.slice(this.outputStart, this.outputEnd);
    if (this.outputEnd >= WINDOW + OUTPUT) {
      this.output.copyWithin(0, this.outputEnd - WINDOW, this.outputEnd);
      this.outputEnd = WINDOW;
    }
    this.outputStart = this.outputEnd;
    return piece;
  }

  private fill(): void {
    while (this.bitCount <= 24 && this.offset < this.input.length) {
      this.bits |= this.input[this.offset++]! << this.bitCount;
      this.bitCount += 8;
    }
  }

  /** Undefined when the bits are not there. At most 16 at a time. */
  private takeBits(count: number): number | undefined {
    this.fill();
    if (this.bitCount < count) return undefined;
    const value = this.bits & ((1 << count) - 1);
    this.bits >>>= count;
    this.bitCount -= count;
    return value;
  }

  private takeSymbol(code: PrefixCode): number | undefined {
    this.fill();
    const entry = code.table[this.bits & ((1 << code.bits) - 1)]!;
    const length = entry & 15;
    if (length === 0 && this.bitCount >= code.bits) this.fail(byteReason('deflate-no-code'));
    if (length === 0 || this.bitCount < length) return undefined;
    this.bits >>>= length;
    this.bitCount -= length;
    return entry >>> 4;
  }

  private fail(reason: Reason): never {
    throw new ReadError(reason, this.position);
  }

  private readBlockHead(final: boolean): void {
    // Headers are read in one go: wait until the largest fits, or there is no more to wait for.
    if (!final && this.input.length - this.offset < HEADER_BYTES) return;
    const { offset, bits, bitCount } = this;
    if (this.readBlockHeadNow()) return;
    this.offset = offset;
    this.bits = bits;
    this.bitCount = bitCount;
  }

  private readBlockHeadNow(): boolean {
    const head = this.takeBits(3);
    if (head === undefined) return false;
    const kind = head >>> 1;
    if (kind === 3) this.fail(byteReason('deflate-block-kind', { kind }));
    if (kind === 0) {
      // A stored block begins at a whole byte.
      const spare = this.bitCount & 7;
      this.bits >>>= spare;
      this.bitCount -= spare;
      const length = this.takeBits(16);
      const check = this.takeBits(16);
      if (length === undefined || check === undefined) return false;
      if ((length ^ check) !== 0xffff) this.fail(byteReason('deflate-stored-length', { length, check }));
      this.offset -= this.bitCount >> 3;
      this.bits = 0;
      this.bitCount = 0;
      this.storedLeft = length;
      this.state = 'stored';
    } else {
      const codes = kind === 1 ? toFixedCodes() : this.readCodes();
      if (!codes) return false;
      this.literals = codes.literals;
      this.distances = codes.distances;
      this.state = 'symbols';
    }
    this.lastBlock = (head & 1) === 1;
    return true;
  }

  private readCodes(): { literals: PrefixCode; distances: PrefixCode } | undefined {
    const counts = this.takeBits(14);
    if (counts === undefined) return undefined;
    const literalCount = (counts & 31) + 257;
    const distanceCount = ((counts >>> 5) & 31) + 1;
    if (literalCount > 286 || distanceCount > 30) {
      this.fail(byteReason('deflate-code-counts', { literals: literalCount, distances: distanceCount }));
    }
    const lengthLengths = new Uint8Array(19);
    for (let at = 0; at < (counts >>> 10) + 4; at++) {
      const length = this.takeBits(3);
      if (length === undefined) return undefined;
      lengthLengths[CODE_LENGTH_ORDER[at]!] = length;
    }
    const lengthCode = toPrefixCode(lengthLengths) ?? this.fail(byteReason('deflate-many-lengths'));
    const lengths = new Uint8Array(literalCount + distanceCount);
    for (let at = 0; at < lengths.length;) {
      const symbol = this.takeSymbol(lengthCode);
      if (symbol === undefined) return undefined;
      if (symbol < 16) {
        lengths[at++] = symbol;
        continue;
      }
      const extra = this.takeBits(symbol === 16 ? 2 : symbol === 17 ? 3 : 7);
      if (extra === undefined) return undefined;
      if (symbol === 16 && at === 0) this.fail(byteReason('deflate-repeat-of-nothing'));
      const repeat = extra + (symbol === 18 ? 11 : 3);
      if (at + repeat > lengths.length) this.fail(byteReason('deflate-lengths-beyond'));
      if (symbol === 16) lengths.fill(lengths[at - 1]!, at, at + repeat);
      at += repeat;
    }
    if (lengths[256] === 0) this.fail(byteReason('deflate-no-end-code'));
    return {
      literals:
        toPrefixCode(lengths.subarray(0, literalCount)) ?? this.fail(byteReason('deflate-many-literals')),
      distances:
        toPrefixCode(lengths.subarray(literalCount)) ?? this.fail(byteReason('deflate-many-distances')),
    };
  }

  private copyStored(): void {
    const room = WINDOW + OUTPUT - this.outputEnd;
    const count = Math.min(this.storedLeft, this.input.length - this.offset, room);
    this.output.set(this.input.subarray(this.offset, this.offset + count), this.outputEnd);
    this.offset += count;
    this.outputEnd += count;
    this.storedLeft -= count;
    if (this.storedLeft === 0) this.endBlock();
  }

  private endBlock(): void {
    this.state = 'block';
    this.done = this.lastBlock;
  }

  /** Until the block, the input or the room for output ends. */
  private copySymbols(final: boolean): void {
    const { input, output } = this;
    const literalTable = this.literals!.table;
    const literalMask = literalTable.length - 1;
    const distanceTable = this.distances!.table;
    const distanceMask = distanceTable.length - 1;
    // Short of a whole symbol's bytes each step is checked, so none is taken by half.
    const inputEnd = final ? input.length : input.length - SYMBOL_BYTES;
    let { offset, bits, bitCount, outputEnd } = this;
    const total = input.length;
    while (outputEnd < WINDOW + OUTPUT) {
      if (!final && offset >= inputEnd) break;
      const symbolOffset = offset;
      const symbolBits = bits;
      const symbolBitCount = bitCount;
      while (bitCount <= 24 && offset < total) {
        bits |= input[offset++]! << bitCount;
        bitCount += 8;
      }
      const entry = literalTable[bits & literalMask]!;
      const length = entry & 15;
      bits >>>= length;
      bitCount -= length;
      const symbol = entry >>> 4;
      if (symbol < 256 && length !== 0 && bitCount >= 0) {
        output[outputEnd++] = symbol;
        continue;
      }
      let problem: Reason | undefined;
      if (length === 0 && bitCount >= 15) problem = byteReason('deflate-no-literal-code');
      let short = length === 0 || bitCount < 0;
      let matchLength = 0;
      let distance = 0;
      if (!short && symbol > 285) problem = byteReason('deflate-literal-code', { symbol });
      else if (!short && symbol > 256) {
        const lengthExtra = LENGTH_EXTRA[symbol - 257]!;
        matchLength = LENGTH_BASE[symbol - 257]! + (bits & ((1 << lengthExtra) - 1));
        bits >>>= lengthExtra;
        bitCount -= lengthExtra;
        while (bitCount <= 24 && offset < total) {
          bits |= input[offset++]! << bitCount;
          bitCount += 8;
        }
        const distanceEntry = distanceTable[bits & distanceMask]!;
        const distanceLength = distanceEntry & 15;
        if (distanceLength === 0 && bitCount >= 15) problem = byteReason('deflate-no-distance-code');
        short = distanceLength === 0;
        bits >>>= distanceLength;
        bitCount -= distanceLength;
        while (bitCount >= 0 && bitCount <= 24 && offset < total) {
          bits |= input[offset++]! << bitCount;
          bitCount += 8;
        }
        const distanceSymbol = distanceEntry >>> 4;
        const distanceExtra = distanceSymbol < 2 ? 0 : (distanceSymbol >> 1) - 1;
        distance = DISTANCE_BASE[distanceSymbol]! + (bits & ((1 << distanceExtra) - 1));
        bits >>>= distanceExtra;
        bitCount -= distanceExtra;
        short ||= bitCount < 0;
        if (!short && distance > outputEnd) {
          problem = byteReason('deflate-match-too-far', { back: distance, there: outputEnd });
        }
      }
      if (problem || short) {
        this.offset = symbolOffset;
        this.bits = symbolBits;
        this.bitCount = symbolBitCount;
        this.outputEnd = outputEnd;
        if (problem) this.fail(problem);
        return;
      }
      if (symbol === 256) {
        this.endBlock();
        break;
      }
      for (let from = outputEnd - distance, to = outputEnd + matchLength; outputEnd < to;) {
        output[outputEnd++] = output[from++]!;
      }
    }
    this.offset = offset;
    this.bits = bits;
    this.bitCount = bitCount;
    this.outputEnd = outputEnd;
  }
}

/** Longest code of DEFLATE, in bits. */
const MAX_BITS = 15;

/**
 * A prefix code as one lookup: index it by the next `bits` bits of the input (first bit lowest); an
 * entry is the symbol in its upper bits and the code's length in the lower 4, or 0 where no code begins so.
 */
export interface PrefixCode {
  table: Uint16Array;
  bits: number;
}

/**
 * The canonical code with these lengths (RFC 1951, section 3.2.2), 0 for a symbol that is not used.
 * Undefined where more codes are asked for than fit.
 */
export function toPrefixCode(lengths: Uint8Array): PrefixCode | undefined {
  const counts = new Uint16Array(MAX_BITS + 1);
  let bits = 1;
  for (const length of lengths) {
    counts[length]!++;
    if (length > bits) bits = length;
  }
  counts[0] = 0;
  const next = new Uint16Array(MAX_BITS + 2);
  let code = 0;
  for (let length = 1; length <= bits; length++) {
    code = (code + counts[length - 1]!) << 1;
    next[length] = code;
    if (code + counts[length]! > 1 << length) return undefined;
  }
  const table = new Uint16Array(1 << bits);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol]!;
    if (length === 0) continue;
    const entry = (symbol << 4) | length;
    const step = 1 << length;
    for (let at = reverseBits(next[length]!++, length); at < table.length; at += step) table[at] = entry;
  }
  return { table, bits };
}

function reverseBits(code: number, length: number): number {
  let reversed = 0;
  for (let bit = 0; bit < length; bit++) reversed |= ((code >>> bit) & 1) << (length - 1 - bit);
  return reversed;
}

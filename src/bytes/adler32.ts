/** As many bytes as can be added before the sums pass 32 bits. */
const STEP = 3800;

/**
 * Adler-32 as zlib has it (RFC 1950, section 8).
 *
 * @param sum what this function gave for the bytes before, 1 at the start
 */
export function updateAdler32(sum: number, bytes: Uint8Array): number {
  let a = sum & 0xffff;
  let b = sum >>> 16;
  for (let at = 0; at < bytes.length;) {
    const end = Math.min(at + STEP, bytes.length);
    for (; at < end; at++) {
      a += bytes[at]!;
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return b * 65536 + a;
}

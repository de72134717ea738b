const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Base64 for addresses (RFC 4648, section 5), without padding. */
export function encodeBase64Url(bytes: Uint8Array): string {
  let out = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let digit = 0; digit < (left > 2 ? 4 : left + 1); digit++) {
      out += alphabet[(bits >> (18 - 6 * digit)) & 63];
    }
  }
  return out;
}

/**
 * The bytes up to the first character that is not of the alphabet; `end` is where that is, or the
 * length. White space and padding are passed over: mail wraps long lines. So is plain base64's `+/`.
 */
export function decodeBase64Url(text: string): { bytes: Uint8Array<ArrayBuffer>; end: number } {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let held = 0;
  let end = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const digit = digits[code] ?? -1;
    if (digit < 0) {
      if (/[\s=]/.test(text[at] ?? '')) continue;
      end = at;
      break;
    }
    bits = ((bits << 6) | digit) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[length++] = (bits >> held) & 0xff;
    }
  }
  return { bytes: bytes.subarray(0, length), end };
}

const digits = new Int8Array(128).fill(-1);
for (let digit = 0; digit < 64; digit++) digits[alphabet.charCodeAt(digit)] = digit;
digits[0x2b] = 62;
digits[0x2f] = 63;

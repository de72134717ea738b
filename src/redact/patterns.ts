/** Escapes, classes of one character, and what says nothing of the text itself. */
const syntax =
  /\\x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,6})\})|\\([1-7][0-7]{1,2}|0[0-7]{0,2})|\\([^\p{L}\p{N}])|\\[AbBEQz]|\[\\?([^\\\]^])\]|\(\?[A-Za-z]*[:)]|[\^$()]/gu;

/**
 * What a regular expression looks for, as far as that is plain text: `^10\.9[.]8\x2e7$` is written for
 * 10.9.8.7, which nothing that goes by the looks of an address sees in it.
 */
export function toPlainPattern(pattern: string): string {
  return pattern.replace(syntax, (_, two?: string, more?: string, octal?: string, sign = '', only = '') => {
    const hex = two ?? more;
    if (hex !== undefined) return toCharacter(parseInt(hex, 16));
    return octal === undefined ? `${sign}${only}` : toCharacter(parseInt(octal, 8));
  });
}

function toCharacter(code: number): string {
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : '';
}

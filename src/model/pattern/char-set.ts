/** Which characters are matched, by their code points. */
export type CharSet = (code: number) => boolean;

const inRange =
  (from: number, to: number): CharSet =>
  (code) =>
    code >= from && code <= to;

export const union =
  (sets: readonly CharSet[]): CharSet =>
  (code) =>
    sets.some((set) => set(code));

export const not =
  (set: CharSet): CharSet =>
  (code) =>
    !set(code);

export function range(from: string, to: string): CharSet {
  return inRange(from.codePointAt(0)!, to.codePointAt(0)!);
}

/** The character in either case, where it has two. */
export const ignoringCase =
  (set: CharSet): CharSet =>
  (code) => {
    if (set(code)) return true;
    const text = String.fromCodePoint(code);
    return [text.toLowerCase(), text.toUpperCase()].some(
      (other) => other !== text && set(other.codePointAt(0)!),
    );
  };

export const anyChar: CharSet = () => true;
export const notNewline: CharSet = (code) => code !== 10;

const digit = range('0', '9');
const lower = range('a', 'z');
const upper = range('A', 'Z');
const letter = union([lower, upper]);
const blank: CharSet = (code) => code === 32 || code === 9;
const space: CharSet = (code) => code === 32 || (code >= 9 && code <= 13 && code !== 11);

/** Of ASCII alone, as Go means them. */
export const isWord = union([letter, digit, range('_', '_')]);

/** `\d`, `\s`, `\w`. */
export const perlSets: Readonly<Record<string, CharSet>> = { d: digit, s: space, w: isWord };

/** `[[:alpha:]]`. */
export const posixSets: Readonly<Record<string, CharSet>> = {
  alnum: union([letter, digit]),
  alpha: letter,
  ascii: inRange(0, 127),
  blank,
  cntrl: union([inRange(0, 31), inRange(127, 127)]),
  digit,
  graph: range('!', '~'),
  lower,
  print: range(' ', '~'),
  punct: union([range('!', '/'), range(':', '@'), range('[', '`'), range('{', '~')]),
  space: union([space, inRange(11, 11)]),
  upper,
  word: isWord,
  xdigit: union([digit, range('a', 'f'), range('A', 'F')]),
};

/** `\pL`, `\p{Greek}`; undefined where there is none of that name. */
export function toUnicodeSet(name: string): CharSet | undefined {
  for (const property of [name, `Script=${name}`]) {
    try {
      // Of one character: nothing in it can be tried twice.
      const pattern = new RegExp(`^\\p{${property}}$`, 'u');
      return (code) => pattern.test(String.fromCodePoint(code));
    } catch {
      // The next one.
    }
  }
  return undefined;
}

/** Of a regular expression with the flag `u`: letters of scripts that put nothing between two words, as in `给张三的请求`. */
export const unspacedLetters = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map((script) => `\\p{Script_Extensions=${script}}`)
  .join('');

const unspacedLetter = new RegExp(`[${unspacedLetters}]`, 'u');

export function hasUnspaced(text: string): boolean {
  return unspacedLetter.test(text);
}

/**
 * The same expression, to which a letter of such a script ends a word: in `来自10.9.8.7的请求` the address stands as much alone as
 * between blanks. What changes is what it looks around for, where that begins with letters: `(?<![\p{L}…])`, `(?![\p{L}…])`.
 */
export function amongUnspaced(pattern: RegExp): RegExp {
  const source = pattern.source.replaceAll(
    /\(\?<?!(?=\[\\p\{L\})/g,
    (look) => `${look}(?![${unspacedLetters}])`,
  );
  return new RegExp(source, pattern.flags);
}

/** Whether a text is long enough to tell which it is: `张三` is a whole name, `ab` is not. */
export function isLongEnough(text: string): boolean {
  return text.length >= (hasUnspaced(text) ? 2 : 3);
}

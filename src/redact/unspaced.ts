/** Of a regular expression with the flag `u`: letters of scripts that put nothing between two words, as in `给张三的请求`. */
export const unspacedLetters = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map((script) => `\\p{Script_Extensions=${script}}`)
  .join('');

const unspacedLetter = new RegExp(`[${unspacedLetters}]`, 'u');

export function hasUnspaced(text: string): boolean {
  return unspacedLetter.test(text);
}

/** Whether a text is long enough to tell which it is: `张三` is a whole name, `ab` is not. */
export function isLongEnough(text: string): boolean {
  return text.length >= (hasUnspaced(text) ? 2 : 3);
}

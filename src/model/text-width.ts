/** How wide text is drawn, guessed: a drawing made at build, and a file, have no layout to ask. */

/** Of the letters that the guesses were measured on, in pixels. */
const MEASURED = 11;

/** Pixels of a text in letters of a size. */
export function guessWidth(text: string, fontSize = MEASURED): number {
  let width = 0;
  for (const character of text) width += guessAdvance(character);
  return (width * fontSize) / MEASURED;
}

/** As much of a text as fits, which may be a name of a million characters: what is beyond is not gone through. */
export function cutTo(text: string, width: number, fontSize = MEASURED): string {
  const most = (width * MEASURED) / fontSize;
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += guessWidest(character);
    if (used > most) return `${kept.slice(0, -1)}…`;
    kept += character;
  }
  return text;
}

/** Wide for scripts whose characters are as wide as high. */
function guessAdvance(character: string): number {
  return (character.codePointAt(0) ?? 0) > 0x2e7f ? 11.5 : 6.4;
}

/** The same of a text that may be of wide letters alone: what is cut for its room must end within it. */
function guessWidest(character: string): number {
  return /[A-HK-Z@%mw]/.test(character) ? 8.6 : guessAdvance(character);
}

/**
 * The text without the given characters at its end. `/[.,]+$/` would look again from each of them in
 * the middle of a text, which takes the square of their number.
 */
export function trimEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1] ?? '')) end--;
  return text.slice(0, end);
}

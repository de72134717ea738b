/** What of a text is another in the next: as little as can be said with one change. */
export function findChange(before: string, after: string): { from: number; to: number; insert: string } {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from++;
  let end = 0;
  while (end < most - from && before.at(-1 - end) === after.at(-1 - end)) end++;
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) };
}

/**
 * Where a place of a text is when the same code is spaced otherwise: behind as many letters that are no space, and, at
 * the beginning of a word, before it.
 */
export function findSamePlace(before: string, after: string, at: number): number {
  const isSpace = (letter: string | undefined) => letter === undefined || /\s/.test(letter);
  let left = 0;
  for (let i = 0; i < at; i++) if (!isSpace(before[i])) left++;
  const isBefore = !isSpace(before[at]);
  let place = 0;
  for (; place < after.length && left > 0; place++) if (!isSpace(after[place])) left--;
  if (isBefore) while (place < after.length && isSpace(after[place])) place++;
  return place;
}

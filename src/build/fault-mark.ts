/**
 * What is wrong with a part of a page is found while it is drawn. It stands in the page, in the place
 * of that part: a build reads it there, lists it with all others and fails; in `npm run dev` the
 * author sees it there.
 */

/** @param place where the part stands: `src/content/docs/cases/a.mdx:12:3` */
export function toFaultMark(place: string, words: string): string {
  return `<code class="cb-fault" role="alert" data-fault="${escape(place)}">${escape(words)}</code>`;
}

/** A sentence of whatever was thrown, on one line. */
export function toFaultWords(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return words.replaceAll(/\s*\n\s*/g, ' ').trim();
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

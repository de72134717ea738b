/** What turns the writing direction: behind it, code can be shown in another order than it runs. */
export const reordering = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Code as it stands, with the marks that would show it in another order as words: `‹U+202E›`. */
export function toStandingOrder(code: string): string {
  return code.replace(
    reordering,
    (mark) => `‹U+${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}›`,
  );
}

import { createHash } from 'node:crypto';

/**
 * Ids of what is drawn, each drawing's its own on its page. They come of the drawing itself: counted from page to page,
 * those of all later pages would change with one that is added, and none of these would be the same as in an earlier build.
 */
export class OwnIds {
  /** What a drawing's ids begin with until it has its place: of the characters that are nobody's. */
  readonly mark = '\uE0CB\uE1CB';
  readonly #pages = new WeakMap<object, Map<string, number>>();

  /** @param page by which it is known as long as it is made */
  give(page: object, html: string): string {
    const used = this.#pages.get(page) ?? new Map<string, number>();
    this.#pages.set(page, used);
    const stem = `b${createHash('sha256').update(html).digest('hex').slice(0, 5)}`;
    const count = (used.get(stem) ?? 0) + 1;
    used.set(stem, count);
    return html.replaceAll(this.mark, count === 1 ? `${stem}-` : `${stem}${count}-`);
  }
}

/** The ids of all that is drawn. */
export const ownIds = new OwnIds();

import type { CatalogEntry } from '#viewer/captures/catalog.ts';
import { findCapture, type TracedEntry } from './capture-catalog.ts';
import type { Locale } from '#locale/locale.ts';

/**
 * The captures that a page's cells may read: those of its case, or on any other page those of
 * `captures` in its frontmatter.
 *
 * @throws Error naming what there is instead of one that is not there
 */
export async function findPageCaptures(
  entry: { data: { case?: { captures: string[] } | undefined; captures?: string[] | undefined } },
  locale: Locale,
): Promise<TracedEntry[]> {
  const names = [...new Set([...(entry.data.case?.captures ?? []), ...(entry.data.captures ?? [])])];
  return Promise.all(names.map((name) => findCapture('cells', name, locale)));
}

/** What the browser needs of an entry: how it was made stands on the page. */
export function toHandedOver({ name, kind, title, files }: CatalogEntry): CatalogEntry {
  return { name, kind, title, files };
}

import type { Kind } from '#model/kind.ts';

/** A capture that the site publishes, as the pages hand it to the viewer. */
export interface CatalogEntry {
  /** Its name in the collection, in links, and in an author's `capture="…"`. */
  name: string;
  kind: Kind;
  title: string;
  files: { name: string; url: string; sizeBytes: number }[];
}

import { type ByKind, callByKind, type Model } from '#model/capture/models.ts';

/**
 * The lists of a value that may have very many items. The page takes a message in one go and stands
 * still for as long, so these lists go ahead of their value in parts.
 */
const longLists: ByKind<unknown[][]> = {
  // Its columns are handed over, and series are few.
  recording: () => [],
  // The frames of a goroutine may be made of the lines when it is copied: those go last.
  'crash-log': ({ lines, crashes }) => [crashes, lines],
  // Its columns are handed over too; names of a large program are many. Nobody else holds the list.
  profile: ({ strings }) => [strings as string[]],
};

/** A part of one of the lists. */
export interface ListPart {
  /** Which list of the value's. */
  list: number;
  items: unknown[];
}

const mostItems = 2000;

/** Takes the lists out of a value, part by part. */
export function* takeParts(value: Model): Generator<ListPart, void, undefined> {
  for (const [list, all] of callByKind(longLists, value).entries()) {
    for (let at = 0; at < all.length; at += mostItems) yield { list, items: all.slice(at, at + mostItems) };
    all.length = 0;
  }
}

/** Puts the lists of a value back that takeParts took out of it. */
export function fillIn(value: Model, parts: readonly ListPart[]): void {
  const lists = callByKind(longLists, value);
  for (const { list, items } of parts) for (const item of items) lists[list]?.push(item);
}

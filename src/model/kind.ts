/**
 * What a capture can be, one name each: in the model, in links and cards of a store, in `--json`,
 * in an author's files, in cells. A kind more is named here and in `capture/models.ts`; the
 * compiler then names every place that has to know of it.
 */
export const kinds = ['recording', 'crash-log', 'profile'] as const;

export type Kind = (typeof kinds)[number];

/** Names that kinds had before, and what they are called now: cells of then still compare with them. */
export const formerKinds = { 'crash-file': 'crash-log' } as const satisfies Readonly<Record<string, Kind>>;

/** Free text as a kind; undefined for anything else. */
export function toKind(text: unknown): Kind | undefined {
  return kinds.find((kind) => kind === text);
}

/** What a capture can be. `unknown`: it was read in vain. */
const kinds = ['recording', 'crash-log', 'unknown'] as const;

export type CaptureKind = (typeof kinds)[number];

/** Free text as a kind; undefined for anything else. An older store may hold whatever an uploader once said. */
export function toKind(text: unknown): CaptureKind | undefined {
  return kinds.find((kind) => kind === text);
}

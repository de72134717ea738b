import { type Codes, type Said, toSay } from '#codes/said.ts';

/** Why bytes cannot be what they should be, as those who read them here find it. */
export const byteReasons = {
  'bytes-wanted': ({ wanted, left }: { wanted: number; left: number }) =>
    `${wanted} bytes wanted, ${left} left`,
  'integer-size': ({ bytes }: { bytes: number }) => `integer of ${bytes} bytes`,
  'deflate-no-code': () => 'deflate: no such code',
  'deflate-no-literal-code': () => 'deflate: no such literal code',
  'deflate-no-distance-code': () => 'deflate: no such distance code',
  'deflate-block-kind': ({ kind }: { kind: number }) => `deflate: block of kind ${kind}`,
  'deflate-stored-length': ({ length, check }: { length: number; check: number }) =>
    `deflate: stored block of length ${length}, check ${check}`,
  'deflate-code-counts': ({ literals, distances }: { literals: number; distances: number }) =>
    `deflate: ${literals} and ${distances} codes`,
  'deflate-many-lengths': () => 'deflate: too many codes of lengths',
  'deflate-repeat-of-nothing': () => 'deflate: repeat of no length',
  'deflate-lengths-beyond': () => 'deflate: lengths beyond the last code',
  'deflate-no-end-code': () => 'deflate: block without an end code',
  'deflate-many-literals': () => 'deflate: too many literal codes',
  'deflate-many-distances': () => 'deflate: too many distance codes',
  'deflate-literal-code': ({ symbol }: { symbol: number }) => `deflate: literal code ${symbol}`,
  'deflate-match-too-far': ({ back, there }: { back: number; there: number }) =>
    `deflate: match ${back} bytes back, ${there} are there`,
};

/** Reasons of all readers by their codes: a format adds its own to it, beside their English. */
export interface Reasons extends Codes<typeof byteReasons> {}

/** Why something cannot be read, as a part of what is said of it. */
export type Reason = Said<Reasons>;

export const byteReason = toSay(byteReasons);

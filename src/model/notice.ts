import type { Said } from '#codes/said.ts';

/**
 * The codes of notices, and what each takes. Whoever has something to say of a capture adds its codes
 * to it, beside their sentences in English: `declare module '#model/notice.ts'`.
 */
export interface Notices {}

/** The same of what cannot be read at all. A code may be both: what is odd in one file is all there is of another. */
export interface Failures {}

/** A place in the input: bytes from 0 (after gunzip), lines and samples from 1. */
export interface Where {
  byte?: number;
  line?: number;
  sample?: number;
}

/**
 * What a parser has to say about its input without giving up on it: a code in kebab-case with its
 * format first (`gob-cut`, `topid-clock-step`), the numbers and names of its sentence, and the
 * sentence in English: `gob: the data ends at byte 1234, …`.
 */
export type Notice = Said<Notices> & { where?: Where };

/** Why nothing of a capture can be read. */
export type Failure = Said<Failures> & { where?: Where | undefined };

/** A notice and its place. */
export function atPlace<Spoken extends Said<Notices> | Said<Failures>>(
  where: Where,
  said: Spoken,
): Spoken & { where: Where } {
  return { ...said, where };
}

/** An error that is one of the failures; its message is the failure's. */
export class CaptureError extends Error {
  override name = 'CaptureError';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }

  get code(): Failure['code'] {
    return this.failure.code;
  }

  get where(): Failure['where'] {
    return this.failure.where;
  }

  get params(): Failure['params'] {
    return this.failure.params;
  }
}

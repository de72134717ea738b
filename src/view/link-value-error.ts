import type { Reason } from '#bytes/reasons.ts';

/** A value that does not read, thrown by the readers of single values and turned into a problem with its key. */
export class LinkValueError extends Error {
  override name = 'LinkValueError';
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason.message);
    this.reason = reason;
  }
}

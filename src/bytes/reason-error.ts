import type { Reason } from './reasons.ts';

/** What cannot be read, and why; who catches it says of what. */
export class ReasonError extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason.message);
    this.reason = reason;
  }
}

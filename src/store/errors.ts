import { type StoreErrors, storeStatuses } from '#api/says.ts';
import type { Said } from '#codes/said.ts';

/** What can go wrong with a capture of the store. */
type Refusal = Said<Omit<StoreErrors, 'tus'>>;

/** A failure that has a clear answer. Its message is a whole sentence that may be shown to anybody. */
export class StoreError extends Error {
  override name = 'StoreError';
  readonly code: Refusal['code'];
  /** The HTTP status that says the same. */
  readonly status: number;
  /** The numbers and names of `message`. */
  readonly params: Refusal['params'];

  constructor({ code, params, message }: Refusal, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.status = storeStatuses[code];
    this.params = params;
  }
}

import { ReasonError } from '#bytes/reason-error.ts';

/** A value that does not read, thrown by the readers of single values and turned into a problem with its key. */
export class LinkValueError extends ReasonError {
  override name = 'LinkValueError';
}

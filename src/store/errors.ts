/** What can go wrong with a capture of the store; `status` is the HTTP status that says the same. */
const statuses = {
  'bad-id': 400,
  'bad-tag': 400,
  'bad-name': 400,
  'bad-value': 400,
  'bad-key': 403,
  'not-found': 404,
  'wrong-offset': 409,
  'already-complete': 409,
  gone: 410,
  'upload-ended': 410,
  'too-large': 413,
  'bad-range': 416,
  'wrong-checksum': 422,
  'cut-short': 400,
  empty: 400,
  'store-unavailable': 503,
  'newer-layout': 503,
  'store-full': 507,
} as const;

export type StoreErrorCode = keyof typeof statuses;

/** A failure that has a clear answer. Its message is a whole sentence that may be shown to anybody. */
export class StoreError extends Error {
  override name = 'StoreError';
  readonly code: StoreErrorCode;
  readonly status: number;
  /** The numbers and names of `message`. */
  readonly params: Record<string, string | number>;

  constructor(
    code: StoreErrorCode,
    message: string,
    params: Record<string, string | number> = {},
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.status = statuses[code];
    this.params = params;
  }
}

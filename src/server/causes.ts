/** Why something failed, for who reads the log. */
export interface Cause {
  cause: string;
  /** What to do about it, where that is known. */
  hint?: string;
}

/**
 * The innermost reason of an error, as the bucket's server or the file system named it.
 *
 * The words of a bucket's server are kept but for what they repeat of the request: a key's id is no
 * secret, a signature is one.
 */
export function toCause(error: unknown): Cause {
  let inner = error;
  for (let depth = 0; depth < 8 && inner instanceof Error && inner.cause !== undefined; depth++)
    inner = inner.cause;
  // Several addresses of a host were tried, and none answered.
  if (inner instanceof AggregateError && inner.errors.length > 0) inner = inner.errors[0];
  if (!(inner instanceof Error)) return { cause: String(inner) };
  const { code } = inner as NodeJS.ErrnoException;
  const names = [inner.name, code, (inner as { Code?: unknown }).Code, toStatusName(inner)];
  const hint = names.map((name) => hints.get(String(name))).find((one) => one !== undefined);
  const name = code && code !== inner.name ? code : inner.name;
  const message = inner.message.replace(/\s+/g, ' ').slice(0, 500);
  return { cause: message.startsWith(name) ? message : `${name}: ${message}`, ...(hint ? { hint } : {}) };
}

/** An answer to HEAD has no body that would name the reason. */
function toStatusName(error: Error): string | undefined {
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  return status === undefined ? undefined : `status ${status}`;
}

const noKeys =
  'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set, and neither a profile nor a role gives keys.';
const wrongKey = 'AWS_ACCESS_KEY_ID is not known to the bucket’s server, or belongs to another one.';
const notAllowed = 'The key may not do this: it needs to list, get, put and delete in the bucket.';
const expired =
  'The keys were given for a time that is over: get new ones (AWS_SESSION_TOKEN goes with them).';
const wrongRegion = 'The bucket is in another region: say so with region= in CASEBOOK_STORE.';
const notReached =
  'The endpoint in CASEBOOK_STORE cannot be reached: is its address right, and its server running?';
const notWritable = 'The folder of CASEBOOK_STORE has to be writable by the user that the server runs as.';
const diskFull = 'The disk of CASEBOOK_STORE is full.';
const tooManyFiles =
  'Too many files are open: raise the limit of the process (LimitNOFILE in systemd, ulimit -n).';

/** By the name of an error, its code, or the status of an answer without words. */
const hints = new Map<string, string>([
  ['InvalidAccessKeyId', wrongKey],
  // versitygw's word for it.
  ['XAdminUserNotFound', wrongKey],
  ['SignatureDoesNotMatch', 'AWS_SECRET_ACCESS_KEY does not belong to AWS_ACCESS_KEY_ID.'],
  ['NoSuchBucket', 'There is no such bucket: CASEBOOK_STORE names one that exists, s3://BUCKET/PREFIX.'],
  ['InvalidBucketName', 'CASEBOOK_STORE names a bucket that cannot be called so.'],
  ['AccessDenied', notAllowed],
  ['Forbidden', notAllowed],
  ['status 403', notAllowed],
  ['AllAccessDisabled', notAllowed],
  ['InvalidToken', expired],
  ['ExpiredToken', expired],
  ['ExpiredTokenException', expired],
  ['TokenRefreshRequired', expired],
  [
    'RequestTimeTooSkewed',
    'The clocks of this machine and of the bucket’s server differ by more than a quarter of an hour: set them by NTP.',
  ],
  ['RequestExpired', 'The clock of this machine is behind that of the bucket’s server: set it by NTP.'],
  ['AuthorizationHeaderMalformed', wrongRegion],
  ['PermanentRedirect', wrongRegion],
  ['CredentialsProviderError', noKeys],
  ['SlowDown', 'The bucket’s server has too much to do.'],
  ['ENOTFOUND', notReached],
  ['EAI_AGAIN', notReached],
  ['ECONNREFUSED', notReached],
  ['EHOSTUNREACH', notReached],
  ['ENETUNREACH', notReached],
  ['ETIMEDOUT', notReached],
  ['TimeoutError', notReached],
  ['EACCES', notWritable],
  ['EPERM', notWritable],
  ['EROFS', 'The folder of CASEBOOK_STORE is on a file system that is mounted read-only.'],
  ['ENOTDIR', 'A part of the path in CASEBOOK_STORE is a file, not a folder.'],
  ['ENOSPC', diskFull],
  ['EDQUOT', diskFull],
  ['EMFILE', tooManyFiles],
  ['ENFILE', tooManyFiles],
]);

/** Of a response that is written to a connection which is there no more. */
const connectionCodes = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_UNABLE_TO_PIPE', 'EPIPE']);

/**
 * Whether the one who asked has gone away: nothing failed here. Only what Node says of the request's
 * own connection counts, not a connection to a bucket that broke off.
 */
export function isClientGone(error: unknown, request?: Request): boolean {
  if (!(error instanceof Error)) return false;
  const { name, code, message } = error as NodeJS.ErrnoException;
  if (code === 'ECONNRESET' && message === 'aborted') return true;
  if (connectionCodes.has(code ?? '')) return true;
  return name !== 'StoreError' && (name === 'AbortError' || request?.signal.aborted === true);
}

import { type Codes, type NoParams, toSay } from '#codes/said.ts';
import { formatDuration, formatExactSize, formatLimit } from '#locale/format.ts';

type KeepLimit = { most: number } | NoParams;

/** Which address was asked for something that it does not do. */
type Asked =
  | { what: 'uploads' | 'file-without-store' }
  | { what: 'file'; base: string }
  | { what: 'address'; method: string; allowed: string };

const valueSentences = {
  sha256: 'A SHA-256 is 64 hexadecimal digits.',
  follow: 'from is a number of bytes, and wait one of seconds.',
  change: 'The change is JSON with a name, a tag, or both: {"name": "crash.log"}.',
};

const addressSentences = {
  'empty-part': () =>
    'There is an empty part in the address, between two slashes: is a tag or a name missing?',
  backslash: () => 'There is a backslash in the address: its parts are divided by slashes.',
  dots: () => 'A part of the address is a dot or two: that is neither a tag nor a name.',
  'no-tag': (base: string) =>
    `A tag is missing: a capture is uploaded with PUT ${base}/api/captures/TAG/NAME.`,
  'many-parts': (base: string) =>
    `There is a part too many in the address, which is ${base}/api/captures/TAG/NAME: neither a tag nor a name has a slash.`,
};

/** What is wrong with an address of the API. */
export type AddressFault = keyof typeof addressSentences;

const notFoundSentences = {
  capture: 'There is no such capture here. Was the link copied whole?',
  upload: 'There is no such upload here.',
  stream: 'The stream was removed.',
  part: 'A capture has bytes and a picture.png.',
  address: 'The API has no such address. The guide “The store over HTTP” lists those that it has.',
};

const unavailableSentences = {
  newer: 'This capture was stored by a newer Casebook.',
  piece: 'A piece of this capture is missing.',
  disk: 'The store cannot be written now. Try again later.',
  bucket: 'The object store does not answer or refuses. Try again later.',
};

/** Why there is no room: a disk or a bucket is full, or a limit of the server's is reached. */
type Full = { why: 'disk' | 'bucket' } | { maxTotalBytes: number } | { keepFreeBytes: number };

/**
 * What a server with a store refuses, by code. Each is answered as text, or where JSON is asked for as
 * `{"error": {"code", "message", "params"}}`; the guide lists them.
 */
export const storeSentences = {
  'bad-address': ({ what, base }: { what: AddressFault; base: string }) => addressSentences[what](base),
  'bad-id': () => 'A capture’s id is 26 lower-case letters and digits.',
  'bad-tag': () =>
    'A tag is 1 to 64 letters from A to Z, digits, dots, dashes and underscores, the first a letter or digit.',
  'bad-name': () =>
    'A capture’s name is a file name of up to 200 characters in any script: no slash or backslash, none of " * ? < > |, no control character; it begins with neither a dot, a dash nor a blank, and ends with neither a dot nor a blank.',
  'bad-value': ({ what }: { what: keyof typeof valueSentences }) => valueSentences[what],
  'bad-keep': (params: KeepLimit) => {
    const most = 'most' in params ? `up to ${params.most} days` : 'a number of days, or never';
    return `A capture can be kept ${most}: keep=7, for instance.`;
  },
  'bad-length': () => 'The Content-Length is no number of bytes.',
  'bad-metadata': () => 'An upload’s metadata names its filename and its tag.',
  empty: ({ what }: { what: 'capture' | 'upload' }) =>
    what === 'upload'
      ? 'An upload needs a length, and more than no bytes.'
      : 'Nothing was sent: the capture is empty.',
  'cut-short': ({ sizeBytes, declaredBytes }: { sizeBytes: number; declaredBytes: number }) =>
    `${formatExactSize(sizeBytes)} of ${formatExactSize(declaredBytes)} are here: the upload is not complete.`,
  'token-needed': ({ what }: { what: 'upload' | 'list' }) =>
    `${what === 'upload' ? 'Uploading' : 'The list of a tag'} needs a token: curl -u :TOKEN, or the header Authorization: Bearer TOKEN.`,
  'bad-key': ({ given }: { given: 'none' | 'other' }) =>
    given === 'none'
      ? 'This needs the capture’s deletion key, in the header Casebook-Key.'
      : 'This is not the capture’s deletion key.',
  'foreign-origin': (params: { origin: string } | NoParams) =>
    `Pages of ${'origin' in params ? params.origin : 'another origin'} may not change what is stored here.`,
  'no-store': () => 'This server keeps no captures.',
  'not-found': ({ what }: { what: keyof typeof notFoundSentences }) => notFoundSentences[what],
  'no-picture': () => 'There is no picture of this capture.',
  'no-such-method': (asked: Asked) => {
    if (asked.what === 'uploads') return 'Uploads are made by the tus protocol, or with curl -T.';
    if (asked.what === 'address')
      return `${asked.method} does nothing here: this address takes ${asked.allowed}.`;
    return asked.what === 'file'
      ? `There is only a file to be read here (GET, HEAD). A capture is uploaded with PUT ${asked.base}/api/captures/TAG/NAME.`
      : 'There is only a file to be read here (GET, HEAD): this server keeps no captures.';
  },
  'wrong-offset': ({ offset, given }: { offset: number; given: number }) =>
    `The upload goes on at byte ${offset}, not ${given}: ask where it stands, and go on there.`,
  'already-complete': () => 'This capture is complete: nothing can be added to it.',
  gone: ({ at, why }: { at: string; why: 'expired' | 'removed' }) =>
    why === 'expired' ? `This capture expired at ${at}.` : `This capture was removed at ${at}.`,
  'upload-ended': () =>
    'This upload was begun before the server was renewed, and cannot be gone on with. Begin it anew.',
  'too-large': ({ limitBytes }: { limitBytes: number }) =>
    `Too large: the limit is ${formatLimit(limitBytes)}.`,
  'too-long': () => 'This is more than the length that the upload was begun with.',
  'body-too-large': ({ mostBytes, base }: { mostBytes: number; base: string }) =>
    `What is sent here has at most ${formatLimit(mostBytes)}. A capture is uploaded with PUT ${base}/api/captures/TAG/NAME.`,
  'bad-range': ({ sizeBytes }: { sizeBytes: number }) => `The capture has ${formatExactSize(sizeBytes)}.`,
  'wrong-checksum': ({ found, wanted }: { found: string; wanted: string }) =>
    `The SHA-256 of what came is ${found}, not ${wanted}: it was damaged on its way, and is not kept. Send it again.`,
  'too-many-uploads': ({ uploadsPerMinute, seconds }: { uploadsPerMinute: number; seconds: number }) =>
    `Too many uploads from your address: the limit is ${uploadsPerMinute} a minute. Try again in ${formatDuration(seconds)}.`,
  'too-many-tokens': ({ seconds }: { seconds: number }) =>
    `Too many wrong tokens from your address. Try again in ${formatDuration(seconds)}.`,
  'too-many-connections': ({ most }: { most: number }) =>
    `Too many connections from your address: the limit is ${most} at once.`,
  'too-many-bytes': ({ bytesPerDay }: { bytesPerDay: number; seconds: number }) =>
    `Too much from your address: the limit is ${formatLimit(bytesPerDay)} a day.`,
  stopping: ({ what }: { what: 'server' | 'upload' }) =>
    what === 'upload' ? 'The server is being stopped. Try again.' : 'The server is being stopped.',
  'picture-later': () => 'The picture of this capture is not made yet. Ask again.',
  'store-unavailable': ({ why }: { why: keyof typeof unavailableSentences }) => unavailableSentences[why],
  'newer-layout': ({ version, known }: { version: number; known: number }) =>
    `What is stored here has layout ${version}, and this Casebook knows up to ${known}: it needs a newer Casebook.`,
  'store-full': (params: Full) => {
    if ('maxTotalBytes' in params)
      return `The store is full: it holds at most ${formatLimit(params.maxTotalBytes)}.`;
    if ('keepFreeBytes' in params)
      return `The store is full: the server keeps ${formatLimit(params.keepFreeBytes)} of its disk free.`;
    return params.why === 'disk'
      ? 'The server’s disk is full: nothing more can be stored.'
      : 'The object store is full: nothing more can be stored.';
  },
  /** A refusal of the upload protocol's own, in its words. */
  tus: ({ what }: { what: string }) => what,
  unexpected: () => 'Something went wrong here; the log says more.',
};

export type StoreErrors = Codes<typeof storeSentences>;
export type StoreErrorCode = keyof StoreErrors;

/** The HTTP status that says the same; what the upload protocol refuses has its own. */
export const storeStatuses = {
  'bad-address': 400,
  'bad-id': 400,
  'bad-tag': 400,
  'bad-name': 400,
  'bad-value': 400,
  'bad-keep': 400,
  'bad-length': 400,
  'bad-metadata': 400,
  empty: 400,
  'cut-short': 400,
  'token-needed': 401,
  'bad-key': 403,
  'foreign-origin': 403,
  'no-store': 404,
  'not-found': 404,
  'no-picture': 404,
  'no-such-method': 405,
  'wrong-offset': 409,
  'already-complete': 409,
  gone: 410,
  'upload-ended': 410,
  'too-large': 413,
  'too-long': 413,
  'body-too-large': 413,
  'bad-range': 416,
  'wrong-checksum': 422,
  'too-many-uploads': 429,
  'too-many-tokens': 429,
  'too-many-connections': 429,
  'too-many-bytes': 429,
  unexpected: 500,
  stopping: 503,
  'picture-later': 503,
  'store-unavailable': 503,
  'newer-layout': 503,
  'store-full': 507,
} as const satisfies Record<Exclude<StoreErrorCode, 'tus'>, number>;

/** What goes wrong between a client and its server. */
export const clientSentences = {
  unreachable: (params: { what: string } | NoParams) =>
    'what' in params ? `The server cannot be reached: ${params.what}` : 'The server cannot be reached.',
  /** An answer that is not the store's: of a proxy, say. */
  'http-status': ({ status }: { status: number }) => `The server answered ${status}.`,
  cancelled: () => 'The upload was cancelled.',
  'no-link': () => 'The server gave no link.',
};

export type ClientErrors = Codes<typeof clientSentences>;

export const sayOfStore = toSay(storeSentences);
export const sayOfClient = toSay(clientSentences);

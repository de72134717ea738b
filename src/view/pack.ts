import { decodeBase64Url, encodeBase64Url } from '#bytes/base64url.ts';
import { toChunks } from '#bytes/chunks.ts';
import { unzlib } from '#bytes/unzlib.ts';
import { CaptureError } from '#model/notice.ts';
import { type LinkDataProblem, sayOfLinkData } from './says.ts';

/** What a link carries at most, compressed, before base64 makes it a third longer. */
export const packLimitBytes = 24 * 1024;

/** What a packed capture may unpack to: more is no capture, but a link made to fill the memory. */
const unpackLimitBytes = 64 * 1024 * 1024;

/** Why data of a link does not unpack. */
export class PackError extends CaptureError {
  override name = 'PackError';
}

/**
 * Bytes as text for a link: compressed in zlib's format (RFC 1950, deflate with a checksum, so that
 * a link damaged on its way is noticed), in base64url. Undefined for what takes more than `packLimitBytes`.
 */
export async function packCapture(bytes: Uint8Array): Promise<string | undefined> {
  const source = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of toChunks(source.pipeThrough(new CompressionStream('deflate')))) {
    length += chunk.length;
    if (length > packLimitBytes) return undefined;
    chunks.push(chunk as Uint8Array<ArrayBuffer>);
  }
  return encodeBase64Url(new Uint8Array(await new Blob(chunks).arrayBuffer()));
}

/** The files of one capture for a link. Undefined where they take more than `packLimitBytes` together. */
export async function packFiles(files: { name: string; bytes: Uint8Array }[]): Promise<string[] | undefined> {
  const packed: string[] = [];
  for (const { bytes } of files) {
    const data = await packCapture(bytes);
    if (data === undefined) return undefined;
    packed.push(data);
    const together = packed.reduce((sum, one) => sum + toPackedBytes(one), 0);
    if (together > packLimitBytes) return undefined;
  }
  return packed;
}

/** How many compressed bytes stand in data of a link. */
function toPackedBytes(data: string): number {
  return Math.floor((data.length * 3) / 4);
}

/**
 * The bytes of a link as they were before packCapture, in pieces: what of them can be had. Gives in
 * the end what is wrong where that is not all.
 */
export function* unpack(data: string): Generator<Uint8Array, LinkDataProblem | undefined, undefined> {
  if (data.length === 0) return sayOfLinkData('link-data-empty');
  const { bytes: packed, end: digitsEnd } = decodeBase64Url(data);
  const pieces = unzlib(packed, unpackLimitBytes);
  let bytes = 0;
  let piece = pieces.next();
  for (; !piece.done; piece = pieces.next()) {
    bytes += piece.value.length;
    yield piece.value;
  }
  const end = piece.value;
  const params = { bytes, length: data.length };
  if (end === 'too-much') {
    return sayOfLinkData('link-data-too-large', { ...params, maxBytes: unpackLimitBytes });
  }
  if (end === 'broken' || (digitsEnd < data.length && end === 'cut')) {
    return sayOfLinkData('link-data-broken', params);
  }
  return end === 'cut' ? sayOfLinkData('link-data-cut', params) : undefined;
}

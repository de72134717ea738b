import { peek } from '#bytes/chunks.ts';
import { emptyGunzipReport, gunzip, isGzip } from '#bytes/gunzip.ts';
import { detectFormat, HEAD_BYTES } from './index.ts';

/** As often as a head is unpacked before it is given up. */
const mostGunzips = 4;

/**
 * The id of the format that a file seems to be of, by its first bytes alone, unpacked where they are
 * gzip: a few KB are unpacked, whatever the whole would come to. Undefined where no format would
 * take it.
 *
 * @param bytes the beginning of the file, the more the deeper it is packed
 */
export async function detectHead(bytes: Uint8Array, name: string): Promise<string | undefined> {
  let { head, chunks } = await peek(toChunks(bytes), HEAD_BYTES);
  for (let depth = 0; isGzip(head) && depth < mostGunzips; depth++) {
    ({ head, chunks } = await peek(gunzip(chunks, emptyGunzipReport()), HEAD_BYTES));
  }
  return head.length === 0 ? undefined : detectFormat(head, name)?.id;
}

async function* toChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield bytes;
}

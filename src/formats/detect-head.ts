import { detectFormat } from './index.ts';
import { openUnpacked } from './unpacked-head.ts';

/** As often as a head is unpacked before it is given up: a look at one costs little, however deep it lies. */
const MAX_GUNZIPS = 4;

/**
 * The id of the format that a file seems to be of, by its first bytes alone, unpacked where they are
 * gzip: a few KB are unpacked, whatever the whole would come to. Undefined where no format would
 * take it.
 *
 * @param bytes the beginning of the file, the more the deeper it is packed
 */
export async function detectHead(bytes: Uint8Array, name: string): Promise<string | undefined> {
  const { head } = await openUnpacked(bytes, MAX_GUNZIPS);
  return head.length === 0 ? undefined : detectFormat(head, name)?.id;
}

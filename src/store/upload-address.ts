import type { StoredCapture } from './store.ts';
import { sayOfStore } from '#api/says.ts';
import type { Captures } from './captures.ts';
import { StoreError } from './errors.ts';
import { keys } from './keys.ts';
import { hashKey, isId } from './names.ts';
import type { Manifest } from './records.ts';

/**
 * The capture that is added to at an upload's address. The store has the address's hash alone:
 * neither the capture's id nor what is kept gives the address away.
 *
 * @throws StoreError `not-found` for any other text, and `upload-ended` where the address is one of
 *   layout 1, which were the captures' ids: whoever could read could write
 */
export async function findUpload(captures: Captures, address: string): Promise<StoredCapture> {
  const upload = await captures.getJson<{ id: string }>(keys.upload(hashKey(address)));
  if (upload) return (await captures.find(upload.id)).capture;
  // One small look, the same for ids that are known and those that are not: a stranger may ask.
  const former = isId(address) ? await captures.getJson<Manifest>(keys.manifest(address)) : undefined;
  if (former && former.version < 2 && !former.live && !(await captures.isComplete(address))) {
    throw new StoreError(sayOfStore('upload-ended'));
  }
  throw new StoreError(sayOfStore('not-found', { what: 'upload' }));
}

import type { ShareStore } from './store.ts';

/** The store of the server that the page came from; undefined on a static host. */
export async function findShareStore(): Promise<ShareStore | undefined> {
  return undefined;
}

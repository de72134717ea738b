import { sayOfStore } from '#api/says.ts';
import type { Captures } from './captures.ts';
import { StoreError } from './errors.ts';
import { keys } from './keys.ts';
import { storeVersion } from './store.ts';

/**
 * Says in the store which layout its newest server writes. A server that knows less refuses to
 * start over it, in words, instead of taking what it does not know for nothing.
 */
export async function claimLayout(captures: Captures): Promise<void> {
  const found = await captures.getJson<{ version: number }>(keys.layout);
  const version = found?.version ?? 1;
  if (version > storeVersion) {
    throw new StoreError(sayOfStore('newer-layout', { version, known: storeVersion }));
  }
  if (version < storeVersion) await captures.putJson(keys.layout, { version: storeVersion });
}

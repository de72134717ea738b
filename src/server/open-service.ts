import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '#store/store.ts';
import type { Log } from './log.ts';
import { Service } from './service.ts';
import { openStore, type Settings } from './settings.ts';

export interface OpenServiceOptions {
  /** Where src/describe/child.ts stands, if not below the working folder. */
  describeScript?: string;
  log?: Log;
}

/**
 * The service that the settings describe, begun; undefined where there is to be none.
 *
 * @throws StoreError where what is stored there is of a newer Casebook
 */
export async function openService(
  settings: Settings,
  options: OpenServiceOptions = {},
): Promise<Service | undefined> {
  const store = await openStore(settings);
  if (!store) return undefined;
  await prepare(store);
  const service = new Service({ settings, store, ...options });
  service.start();
  return service;
}

/** A store that does not answer, or not soon, is no reason not to start: it may come. */
async function prepare(store: Store): Promise<void> {
  const prepared = store.prepare().catch((error: unknown) => {
    if ((error as { code?: string }).code === 'newer-layout') throw error;
  });
  const waiting = new AbortController();
  await Promise.race([prepared, sleep(5000, undefined, { signal: waiting.signal }).catch(() => {})]);
  waiting.abort();
  prepared.catch(() => {});
}

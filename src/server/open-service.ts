import { setTimeout as sleep } from 'node:timers/promises';
import { Service } from './service.ts';
import type { Store } from '#store/store.ts';
import { openStore, readSettings } from './settings.ts';

/**
 * The service that the environment's settings describe, begun; undefined where there is to be none.
 *
 * @param describeScript where bin/describe.ts stands, if not below the working folder
 * @throws SettingError, StoreError where what is stored there is of a newer Casebook
 */
export async function openService(
  env: Record<string, string | undefined>,
  describeScript?: string,
): Promise<Service | undefined> {
  const settings = readSettings(env);
  const store = await openStore(settings);
  if (!store) return undefined;
  await prepare(store);
  const service = new Service({ settings, store, ...(describeScript ? { describeScript } : {}) });
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

import { PrecacheController } from 'workbox-precaching/PrecacheController.js';
import { PrecacheRoute } from 'workbox-precaching/PrecacheRoute.js';
import { registerRoute } from 'workbox-routing/registerRoute.js';
import { toCacheName } from '#offline/addresses.ts';
import { scope, worker } from './scope.ts';
import { tell } from './tell.ts';

/*
 * The site itself: all of a version is kept before any of it is used, and the version before it is used until then.
 */

export const site = new PrecacheController({ cacheName: toCacheName('site', scope) });
site.addToCacheList(worker.casebookFiles);

const previousName = toCacheName('previous', scope);

export function keepSite(): void {
  worker.addEventListener('install', (event) => {
    const kept = site.install(event as never);
    event.waitUntil(
      kept.catch((error: Error) =>
        tell({ kind: 'not-kept', reason: error.name === 'QuotaExceededError' ? 'room' : 'network' }),
      ),
    );
  });
  worker.addEventListener('activate', (event) => event.waitUntil(takeOver(event as never)));
  // No page of ours is another one for what stands behind `?`.
  registerRoute(
    new PrecacheRoute(site, { cleanURLs: false, directoryIndex: '', ignoreURLParametersMatching: [/./] }),
  );
}

/** A page of the version before may be open still, and load parts of itself that the server has no more. */
export async function findPrevious(request: Request): Promise<Response | undefined> {
  return (await caches.has(previousName)) ? (await caches.open(previousName)).match(request) : undefined;
}

async function takeOver(event: Parameters<typeof site.activate>[0]): Promise<void> {
  await keepPrevious();
  await site.activate(event);
  // Pages that were kept as they were visited are of the version before.
  await caches.delete(toCacheName('visited', scope));
  await worker.clients.claim();
}

/** Moves what has a hash in its name out of the way: without one, an address has something else now. */
async function keepPrevious(): Promise<void> {
  const cache = await caches.open(site.strategy.cacheName);
  const current = new Set(site.getURLsToCacheKeys().values());
  const old = (await cache.keys()).filter(({ url }) => !current.has(url) && !url.includes('__WB_REVISION__'));
  if (old.length === 0) return;
  await caches.delete(previousName);
  const previous = await caches.open(previousName);
  for (const request of old) {
    const response = await cache.match(request);
    if (response) await previous.put(request, response);
  }
}

import { CacheFirst } from 'workbox-strategies/CacheFirst.js';
import { NetworkFirst } from 'workbox-strategies/NetworkFirst.js';
import { registerRoute } from 'workbox-routing/registerRoute.js';
import { toCacheName } from '#offline/addresses.ts';
import { expire } from './expire.ts';
import { scope, toOwnPath } from './scope.ts';

/*
 * Go: several megabytes that most readers never run, so each program and Go's own tools are kept when they are loaded.
 */

const toolsName = toCacheName('go-tools', scope);

/** More than the cells of a site: those of versions before go first. */
const mostPrograms = 40;

export function keepGo(): void {
  registerRoute(
    ({ url }) => /^_astro\/.+\.wasm$/.test(toOwnPath(url) ?? ''),
    new CacheFirst({
      cacheName: toCacheName('programs', scope),
      plugins: [expire(mostPrograms)],
    }),
  );
  registerRoute(
    ({ url }) => toOwnPath(url) === 'go-tools/status.json',
    new NetworkFirst({
      cacheName: toolsName,
      networkTimeoutSeconds: 4,
      plugins: [{ cacheWillUpdate: async ({ response }) => keepReady(response) }],
    }),
  );
  registerRoute(
    ({ url }) => /^go-tools\/[^/]+\/./.test(toOwnPath(url) ?? ''),
    new CacheFirst({ cacheName: toolsName }),
  );
}

/** Tools that are being built are asked for again; those of another Go are of no use any more. */
async function keepReady(response: Response): Promise<Response | null> {
  if (!response.ok) return null;
  const status = (await response.clone().json()) as { state: string; id?: string };
  if (status.state !== 'ready') return null;
  const cache = await caches.open(toolsName);
  for (const request of await cache.keys()) {
    const path = toOwnPath(new URL(request.url)) ?? '';
    if (path.split('/').length > 2 && !path.startsWith(`go-tools/${status.id}/`)) await cache.delete(request);
  }
  return response;
}

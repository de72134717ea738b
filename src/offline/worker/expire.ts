import type { WorkboxPlugin } from 'workbox-core/types.js';
import { ExpirationPlugin } from 'workbox-expiration/ExpirationPlugin.js';

/** Of a cache that grows as things are looked at: those that were looked at last stay, and all go where room is needed. */
export function expire(maxEntries: number): WorkboxPlugin {
  // Its own types leave open whether what it has is there.
  return new ExpirationPlugin({ maxEntries, purgeOnQuotaError: true }) as WorkboxPlugin;
}

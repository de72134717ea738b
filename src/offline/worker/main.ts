import { registerQuotaErrorCallback } from 'workbox-core/registerQuotaErrorCallback.js';
import type { ToWorker } from '#offline/messages.ts';
import { keepGo } from './go.ts';
import { worker } from './scope.ts';
import { takeShared } from './shared.ts';
import { keepSite } from './site.ts';
import { handOutStored } from './stored.ts';
import { tell } from './tell.ts';
import { keepVisited } from './visited.ts';

/*
 * The service worker. A newer one waits until no page of the older is open, or a reader says so. The order is that in which
 * a request is looked at.
 */

keepSite();
keepGo();
handOutStored();
takeShared();
keepVisited();

registerQuotaErrorCallback(() => tell({ kind: 'no-room' }));

worker.addEventListener('message', ({ data }) => {
  if ((data as Partial<ToWorker> | undefined)?.kind === 'take-over') void worker.skipWaiting();
});

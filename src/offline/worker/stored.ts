import { registerRoute } from 'workbox-routing/registerRoute.js';
import {
  findKeptAnswer,
  forgetCapture,
  isGone,
  refreshKeptCaptures,
  toKeptPlace,
} from '#offline/kept-captures.ts';
import { scope, toOwnPath, worker } from './scope.ts';

/*
 * Captures of the store, and their pages: never kept by themselves. What the reader has asked to have here is handed out where
 * the store does not answer.
 */

const place = toKeptPlace(scope);

/** Longer than that nobody waits for a store, if all that is asked for is here. */
const patienceMs = 4000;

/** A page, whatever is asked of it, or a whole answer; parts of a stream are between the page and the store. */
const isStored = (url: URL) => {
  const path = toOwnPath(url) ?? '';
  return /^(?:[\w-]+\/)?(?:c|t)\//.test(path) || (url.search === '' && path.startsWith('api/captures/'));
};

export function handOutStored(): void {
  registerRoute(
    ({ url }) => isStored(url),
    ({ request }) => answer(request),
  );
  registerRoute(
    ({ url }) => toId(url) !== undefined,
    async ({ request, url }) => {
      const response = await fetch(request);
      if (response.ok) await forgetCapture(place, toId(url) ?? '');
      return response;
    },
    'DELETE',
  );
  // Its pages are of the version that is used from now on.
  worker.addEventListener('activate', (event) => event.waitUntil(refreshKeptCaptures(place)));
}

/** @throws Error what the network said, where nothing is kept */
async function answer(request: Request): Promise<Response> {
  const kept = await findKeptAnswer(place, request.url);
  if (!kept) return fetch(request);
  const url = new URL(request.url);
  // Those of a capture that is complete are never others; whether it is there still its page has asked.
  if (url.pathname.endsWith('/bytes')) return kept;
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), patienceMs);
  try {
    const response = await fetch(request, { signal: AbortSignal.any([request.signal, patience.signal]) });
    // Of a proxy whose server is gone.
    if (response.status >= 502 && response.status <= 504) return kept;
    const id = toId(url);
    const isOfStore = url.pathname.includes('/api/');
    if (id !== undefined && isOfStore && (await isGone(response))) await forgetCapture(place, id);
    return response;
  } catch (error) {
    if (request.signal.aborted) throw error;
    return kept;
  } finally {
    // What has begun to answer may take its time.
    clearTimeout(timer);
  }
}

/** The capture that an address is of. */
function toId(url: URL): string | undefined {
  return /^(?:(?:[\w-]+\/)?c|api\/captures)\/(\w{26})(?:\/bytes)?$/.exec(toOwnPath(url) ?? '')?.[1];
}

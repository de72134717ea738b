import { toBytesAddress, toCaptureAddress } from '#api/addresses.ts';
import type { StoreRefusal } from '#api/wire.ts';
import { toCacheName } from './addresses.ts';

/*
 * Captures of the store that the reader has asked to have here without a network: for pages, which put them in and take them
 * out, and for the worker, which hands them out. They are gone when the store has them no more, and when they expire.
 */

/** What is kept of a capture. */
export interface KeptCapture {
  id: string;
  /** As the store says it; left out where it is kept for ever. */
  expiresAt?: string | undefined;
  /** The pages that show it: paths from the root of the host. */
  pages: string[];
}

/** Where the site stands: its root's address, with its slash. */
export interface KeptPlace {
  scope: string;
  caches: Pick<CacheStorage, 'open' | 'has' | 'delete'>;
  fetch: typeof fetch;
  now(): number;
}

/** Of a page or a worker. */
export function toKeptPlace(scope: string): KeptPlace {
  return { scope, caches, fetch: (...args) => fetch(...args), now: () => Date.now() };
}

/**
 * Puts all of a capture into the browser, or nothing of it.
 *
 * @throws Error where something of it is not to be had, or finds no room
 */
export async function keepCapture(place: KeptPlace, kept: KeptCapture): Promise<void> {
  const cache = await openCache(place);
  try {
    for (const address of toAddresses(place, kept)) {
      const response = await ask(place, address, kept.id, 'reload');
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      await cache.put(address, response);
    }
    // Last: what has no entry is not kept.
    await cache.put(toEntryAddress(place, kept.id), Response.json(kept));
  } catch (error) {
    await forgetCapture(place, kept.id, kept);
    throw error;
  }
}

/** Takes a capture out, and the pages that show it among others. */
export async function forgetCapture(place: KeptPlace, id: string, known?: KeptCapture): Promise<void> {
  const kept = known ?? (await readEntry(place, id));
  if (!kept) return;
  const cache = await openCache(place);
  // First: a capture of which a part is gone is not kept.
  await cache.delete(toEntryAddress(place, id));
  for (const address of toAddresses(place, kept)) await cache.delete(address);
}

/** What is kept of a capture; nothing of one that has expired, which is gone then. */
export async function findKeptCapture(place: KeptPlace, id: string): Promise<KeptCapture | undefined> {
  const kept = await readEntry(place, id);
  if (!kept) return undefined;
  if (!isExpired(kept, place.now())) return kept;
  await forgetCapture(place, id, kept);
  return undefined;
}

/** The answer that is kept of an address, as long as its capture is. */
export async function findKeptAnswer(place: KeptPlace, address: string): Promise<Response | undefined> {
  if (!(await hasCache(place))) return undefined;
  const url = new URL(address);
  // What follows `?` says how it is shown; the bytes of a stream are asked for with it too, and are none of these.
  if (url.pathname.includes('/api/') && url.search !== '') return undefined;
  const plain = url.origin + url.pathname;
  for (const kept of await listKeptCaptures(place)) {
    if (!toAddresses(place, kept).includes(plain)) continue;
    return (await openCache(place)).match(plain);
  }
  return undefined;
}

/** All that are kept; those that have expired are gone with this. */
export async function listKeptCaptures(place: KeptPlace): Promise<KeptCapture[]> {
  if (!(await hasCache(place))) return [];
  const cache = await openCache(place);
  const folder = toEntryAddress(place, '');
  const entries = (await cache.keys()).filter(({ url }) => url.startsWith(folder));
  const all = await Promise.all(entries.map(({ url }) => findKeptCapture(place, url.slice(folder.length))));
  return all.filter((one) => one !== undefined);
}

/**
 * Asks the store about each that is kept: what it has no more is gone here too, and pages are those of today. Without a
 * network all stays as it is.
 */
export async function refreshKeptCaptures(place: KeptPlace): Promise<void> {
  for (const kept of await listKeptCaptures(place)) {
    try {
      await refresh(place, kept);
    } catch {
      // No network: the next time.
    }
  }
}

/** Whether the store says by this, of a capture, that it has it no more; a server without a store knows of none. */
export async function isGone(response: Response): Promise<boolean> {
  if (response.status !== 404) return response.status === 410;
  const refusal = (await response
    .clone()
    .json()
    .catch(() => undefined)) as StoreRefusal | undefined;
  return refusal?.error.code !== 'no-store';
}

async function refresh(place: KeptPlace, kept: KeptCapture): Promise<void> {
  const cache = await openCache(place);
  const bytes = toBytesAddress(toServer(place), kept.id);
  for (const address of toAddresses(place, kept)) {
    // Those of a capture that is complete are never others.
    if (address === bytes) continue;
    const response = await ask(place, address, kept.id, 'no-cache');
    const isCapture = address === toCaptureAddress(toServer(place), kept.id);
    if (isCapture && (await isGone(response))) return forgetCapture(place, kept.id, kept);
    if (!response.ok) return;
    if (isCapture) {
      const { expiresAt } = (await response.clone().json()) as { expiresAt?: string };
      await cache.put(toEntryAddress(place, kept.id), Response.json({ ...kept, expiresAt }));
    }
    await cache.put(address, response);
  }
}

/** What the store says of a capture is asked for as pages ask for it: it has a text for whoever does not. */
function ask(place: KeptPlace, address: string, id: string, cache: RequestCache): Promise<Response> {
  const isCapture = address === toCaptureAddress(toServer(place), id);
  return place.fetch(address, { cache, ...(isCapture ? { headers: { Accept: 'application/json' } } : {}) });
}

function isExpired({ expiresAt }: KeptCapture, now: number): boolean {
  return expiresAt !== undefined && Date.parse(expiresAt) <= now;
}

async function readEntry(place: KeptPlace, id: string): Promise<KeptCapture | undefined> {
  if (!(await hasCache(place))) return undefined;
  const entry = await (await openCache(place)).match(toEntryAddress(place, id));
  return (await entry?.json()) as KeptCapture | undefined;
}

function toAddresses(place: KeptPlace, { id, pages }: KeptCapture): string[] {
  const server = toServer(place);
  return [
    toCaptureAddress(server, id),
    toBytesAddress(server, id),
    ...pages.map((path) => new URL(path, place.scope).href),
  ];
}

/** Nothing is ever answered from there: it says what is kept. */
function toEntryAddress({ scope }: KeptPlace, id: string): string {
  return `${scope}kept-captures/${id}`;
}

function toServer({ scope }: KeptPlace): string {
  return scope.replace(/\/$/, '');
}

const openCache = ({ caches, scope }: KeptPlace) => caches.open(toCacheName('stored', scope));
const hasCache = ({ caches, scope }: KeptPlace) => caches.has(toCacheName('stored', scope));

import type { Said } from '#codes/said.ts';
import { toBytesAddress, toCaptureAddress } from './addresses.ts';
import { type ClientErrors, sayOfClient } from './says.ts';
import type { StoreCapture, StoreInfo, StoreList, StoreRefusal, StoreStat } from './wire.ts';

/*
 * What a page or the command line asks of a Casebook with a store. Each function takes the
 * server's base address (`https://casebook.example.net`; in a page `location.origin`).
 */

/** What a client has to say: of its own, or what the server refused, which may be newer and have codes of its own. */
export type ClientFailure = Said<ClientErrors> | StoreRefusal['error'];

/** What the server refused, or that it could not be reached (`status` 0). Its message is for people, in English. */
export class StoreClientError extends Error {
  override name = 'StoreClientError';
  readonly status: number;
  readonly failure: ClientFailure;

  constructor(status: number, failure: ClientFailure) {
    super(failure.message);
    this.status = status;
    this.failure = failure;
  }

  get code(): string {
    return this.failure.code;
  }

  get params(): object {
    return this.failure.params ?? {};
  }
}

/** Undefined where the site is served without a store: on a plain static host the answer is some page, or none. */
export async function findStore(server: string): Promise<StoreInfo | undefined> {
  try {
    const response = await fetch(`${server}/api/store`, { headers: { Accept: 'application/json' } });
    if (!response.ok || !/\bjson\b/.test(response.headers.get('content-type') ?? '')) return undefined;
    const info = (await response.json()) as Partial<StoreInfo>;
    return info.store === 1 ? (info as StoreInfo) : undefined;
  } catch {
    return undefined;
  }
}

export async function statCapture(server: string, id: string, signal?: AbortSignal): Promise<StoreStat> {
  return askJson(toCaptureAddress(server, id), signal ? { signal } : {});
}

/** The bytes that are there now. */
export async function fetchCapture(server: string, id: string, signal?: AbortSignal): Promise<Blob> {
  const response = await ask(toBytesAddress(server, id), signal ? { signal } : {});
  return response.blob();
}

export interface ListOptions {
  after?: string;
  limit?: number;
  search?: string;
  /** Only the files of this topid session. */
  session?: string;
  /** The list token, where the server has one. */
  token?: string;
}

/** A tag's captures, newest first; `next` is where the next page begins. */
export async function listCaptures(
  server: string,
  tag: string,
  { token, ...options }: ListOptions = {},
): Promise<StoreList> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options)) query.set(name, String(value));
  return askJson(`${server}/api/tags/${encodeURIComponent(tag)}?${query}`, {
    headers: toAuthorization(token),
  });
}

/** @param key the deletion key */
export async function renameCapture(
  server: string,
  id: string,
  key: string,
  change: { name?: string; tag?: string },
): Promise<StoreStat> {
  return askJson(toCaptureAddress(server, id), {
    method: 'PATCH',
    headers: { 'Casebook-Key': key, 'Content-Type': 'application/json' },
    body: JSON.stringify(change),
  });
}

/** @param key the deletion key */
export async function removeCapture(server: string, id: string, key: string): Promise<void> {
  await ask(toCaptureAddress(server, id), { method: 'DELETE', headers: { 'Casebook-Key': key } });
}

/** News of a capture that grows. */
export interface Growth extends Pick<StoreStat, 'idleMs' | 'stalled'> {
  /** What has come since the last news; empty where nothing has. */
  bytes: Uint8Array<ArrayBuffer>;
  state: StoreCapture['state'];
}

/** A second at most lies between two looks, and less where the server is the one that the bytes come through. */
const waitSeconds = 20;
const retryMs = [500, 1000, 2000, 5000];

/**
 * Follows a capture from its first byte (or `from`) to its end. A lost connection is taken up
 * again where it was; ends with the signal's reason, or a StoreClientError when the capture is gone.
 */
export async function* followCapture(
  server: string,
  id: string,
  { from = 0, signal }: { from?: number; signal?: AbortSignal } = {},
): AsyncGenerator<Growth, void, undefined> {
  let failures = 0;
  for (let at = from; ;) {
    signal?.throwIfAborted();
    try {
      const response = await ask(
        `${toBytesAddress(server, id)}?from=${at}&wait=${waitSeconds}`,
        signal ? { signal } : {},
      );
      const bytes = new Uint8Array(await response.arrayBuffer());
      failures = 0;
      at += bytes.length;
      const state = (response.headers.get('Casebook-State') ?? 'complete') as StoreCapture['state'];
      yield {
        bytes,
        state,
        idleMs: Number(response.headers.get('Casebook-Idle-Ms') ?? 0),
        stalled: response.headers.get('Casebook-Stalled') === 'yes',
      };
      if (state !== 'growing' && at >= Number(response.headers.get('Casebook-Size') ?? 0)) return;
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof StoreClientError && error.status >= 400 && error.status < 500) throw error;
      const pause = retryMs[Math.min(failures++, retryMs.length - 1)] ?? 0;
      if (failures > 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

export function toAuthorization(token: string | undefined): Record<string, string> {
  if (token === undefined) return {};
  if (/^[\x20-\x7e]*$/.test(token)) return { Authorization: `Bearer ${token}` };
  // No header holds other signs, and what refuses them says no more than that nothing was sent: as `curl -u :TOKEN` sends them.
  const bytes = new TextEncoder().encode(`:${token}`);
  return { Authorization: `Basic ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}` };
}

/** What the server says itself of what it refused; a proxy's answer has nothing but its status. */
export function toClientError(status: number, body: string): StoreClientError {
  try {
    const { error } = JSON.parse(body) as StoreRefusal;
    if (typeof error.code === 'string' && typeof error.message === 'string') {
      return new StoreClientError(status, error);
    }
  } catch {
    // No JSON.
  }
  return new StoreClientError(status, sayOfClient('http-status', { status }));
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { ...init, headers: { Accept: 'application/json', ...init.headers } });
  } catch (error) {
    init.signal?.throwIfAborted();
    throw new StoreClientError(0, sayOfClient('unreachable', { what: (error as Error).message }));
  }
  if (response.ok) return response;
  throw toClientError(response.status, await response.text());
}

async function askJson<T>(url: string, init: RequestInit): Promise<T> {
  return (await (await ask(url, init)).json()) as T;
}

import { sayOfStore } from '#api/says.ts';
import type { Store, StoredCapture } from '#store/store.ts';
import { RequestError } from './answers.ts';
import { type Followers, toGrowth } from './follow.ts';

const longestWaitSeconds = 25;

/**
 * The bytes of a capture. They are a stranger's: to be saved, never shown as a page of this site.
 *
 * `?from=N&wait=S` follows one that grows: the answer comes as soon as there is more than N bytes,
 * or it has ended, or S seconds have passed (204 then). Casebook-State tells which.
 */
export class Downloads {
  readonly #store: Store;
  readonly #followers: Followers;

  constructor(store: Store, followers: Followers) {
    this.#store = store;
    this.#followers = followers;
  }

  async get(request: Request, id: string): Promise<Response> {
    const query = new URL(request.url).searchParams;
    if (query.has('from')) return this.#follow(request, id, query);
    const { capture, read } = await this.#store.look(id);
    const headers = toHeaders(capture);
    const etag = capture.sha256 ? `"${capture.sha256}"` : undefined;
    if (etag) headers.set('ETag', etag);
    if (etag && isKnown(request.headers.get('if-none-match'), etag)) {
      return new Response(null, { status: 304, headers });
    }
    const ifRange = request.headers.get('if-range');
    const range =
      ifRange === null || ifRange === etag
        ? findRange(request.headers.get('range'), capture.sizeBytes)
        : undefined;
    if (range === 'outside') {
      throw new RequestError(sayOfStore('bad-range', { sizeBytes: capture.sizeBytes }), {
        'Content-Range': `bytes */${capture.sizeBytes}`,
      });
    }
    const [from, to] = range ?? [0, capture.sizeBytes];
    headers.set('Content-Length', String(to - from));
    if (range) headers.set('Content-Range', `bytes ${from}-${to - 1}/${capture.sizeBytes}`);
    const body = request.method === 'HEAD' ? null : toStream(read([from, to]));
    return new Response(body, { status: range ? 206 : 200, headers });
  }

  async #follow(request: Request, id: string, query: URLSearchParams): Promise<Response> {
    const [from, wait] = [query.get('from') ?? '', query.get('wait') ?? '0'].map((text) =>
      /^\d{1,15}$/.test(text) ? Number(text) : undefined,
    );
    if (from === undefined || wait === undefined) {
      throw new RequestError(sayOfStore('bad-value', { what: 'follow' }));
    }
    const waitMs = Math.min(wait, longestWaitSeconds) * 1000;
    const { capture, read } = await this.#followers.waitFor(id, from, waitMs, request.signal);
    const headers = toHeaders(capture);
    if (from > capture.sizeBytes) {
      throw new RequestError(sayOfStore('bad-range', { sizeBytes: capture.sizeBytes }), {
        'Content-Range': `bytes */${capture.sizeBytes}`,
      });
    }
    if (from === capture.sizeBytes) return new Response(null, { status: 204, headers });
    headers.set('Content-Length', String(capture.sizeBytes - from));
    return new Response(toStream(read([from, capture.sizeBytes])), {
      status: 200,
      headers,
    });
  }
}

function toHeaders(capture: StoredCapture): Headers {
  const { idleMs, stalled } = toGrowth(capture);
  return new Headers({
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename="${toAscii(capture.name)}"; filename*=UTF-8''${toExtended(capture.name)}`,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Accept-Ranges': 'bytes',
    // It may be deleted or expire: whoever keeps a copy asks first.
    'Cache-Control': 'private, no-cache',
    'Casebook-State': capture.state,
    'Casebook-Size': String(capture.sizeBytes),
    ...(capture.state === 'growing'
      ? { 'Casebook-Idle-Ms': String(idleMs), 'Casebook-Stalled': stalled ? 'yes' : 'no' }
      : {}),
  });
}

function toAscii(name: string): string {
  return name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
}

/** RFC 8187's value characters. */
function toExtended(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** One range of bytes; several, or what is no range, give the whole, as RFC 9110 allows. */
function findRange(header: string | null, sizeBytes: number): [number, number] | 'outside' | undefined {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '');
  if (!found || (found[1] === '' && found[2] === '')) return undefined;
  if (found[1] === '') {
    const length = Math.min(Number(found[2]), sizeBytes);
    return length === 0 ? 'outside' : [sizeBytes - length, sizeBytes];
  }
  const from = Number(found[1]);
  const to = found[2] === '' ? sizeBytes : Math.min(Number(found[2]) + 1, sizeBytes);
  if (from >= sizeBytes) return 'outside';
  return to > from ? [from, to] : undefined;
}

function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}

function toStream(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const source = chunks[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await source.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await source.return?.();
      },
    },
    { highWaterMark: 1 },
  );
}

import { sayOfStore } from '#api/says.ts';
import { formatExactSize } from '#locale/format.ts';
import { findSession } from '#model/recording/session.ts';
import { StoreError } from '#store/errors.ts';
import { checkName } from '#store/names.ts';
import type { CaptureSpec, Created, Store, StoredCapture } from '#store/store.ts';
import { toSizeError } from '#store/records.ts';
import { type Caller } from './access.ts';
import { RequestError, toErrorAnswer, toResponse, wantsJson } from './answers.ts';
import { toKeepSeconds } from './keep.ts';
import type { Limits } from './limits.ts';
import { toAddress, toReceipt, toReceiptJson } from './receipt.ts';
import { type Reservation, toKeptBytes } from './reservation.ts';
import type { Settings } from './settings.ts';

export interface UploadsOptions {
  store: Store;
  settings: Settings;
  limits: Limits;
  /** Told when a growing capture has grown or ended. */
  onNews: (id: string) => void;
  onDone: (capture: StoredCapture, caller: Caller) => void;
  /** Told of what failed where the answer cannot: it has begun, or the protocol has one of its own. */
  onFailure: (error: unknown) => void;
  /** Runs an upload so that a stop of the server waits for it. */
  track: <T>(work: Promise<T>) => Promise<T>;
}

/** What a request brings. */
export interface Body {
  chunks: AsyncIterable<Uint8Array>;
  /** They come from the connection, and nobody else has them. */
  ownsChunks: boolean;
  /** Ends the connection after what is answered by then. */
  breakOff?: (() => void) | undefined;
}

/**
 * `curl -T FILE URL/api/captures/TAG/` and `… | curl -N -T . URL/api/captures/TAG/`: one request,
 * no special header. A file is stored whole or not at all. A stream, which says no length, is a
 * live capture: its link is answered at once, and what came before it broke off is kept.
 */
export class Uploads {
  readonly #options: UploadsOptions;

  constructor(options: UploadsOptions) {
    this.#options = options;
  }

  /** @param name as the address has it; undefined for a stream */
  async put(
    request: Request,
    { chunks, ownsChunks, breakOff }: Body,
    caller: Caller,
    tag: string,
    name: string | undefined,
  ): Promise<Response> {
    const { store, settings, limits } = this.#options;
    const declaredBytes = toLength(request.headers.get('content-length'));
    if (declaredBytes !== undefined && declaredBytes > settings.maxBytes)
      throw toSizeError(settings.maxBytes);
    if (declaredBytes === 0) {
      // topid leaves it beside its process file where it took none: `curl -T` of a session is no failure.
      if (name !== undefined && findSession(name)?.part === 'snapshot')
        return new Response(
          `${name} is empty, as topid leaves it without -snapshot: nothing is kept of it.\n`,
        );
      throw new RequestError(sayOfStore('empty', { what: 'capture' }));
    }
    const query = new URL(request.url).searchParams;
    const sha256 = findSha256(request, query);
    const spec: CaptureSpec = {
      tag,
      name: checkName(query.get('name') ?? name ?? toStreamName(new Date())),
      keepSeconds: toKeepSeconds(query.get('keep'), settings),
      ...(sha256 ? { sha256 } : {}),
      ...(declaredBytes === undefined ? { live: true } : { declaredBytes }),
    };
    await limits.lookAtSpace();
    const reservation = limits.begin(caller.address, declaredBytes);
    const body: Body = { chunks: takeBytes(chunks, reservation), ownsChunks, breakOff };
    try {
      const created = await store.create(spec);
      return declaredBytes === undefined
        ? this.#stream(request, caller, created, body, reservation)
        : await this.#store(request, caller, created, body, reservation);
    } catch (error) {
      reservation.drop();
      throw error;
    }
  }

  async #store(
    request: Request,
    caller: Caller,
    { capture, key }: Created,
    { chunks, ownsChunks }: Body,
    reservation: Reservation,
  ): Promise<Response> {
    const { store, settings, onDone, track } = this.#options;
    const work = async () => {
      try {
        const { sha256: seenSha256 } = await store.append(capture.id, 0, chunks, {
          maxBytes: settings.maxBytes,
          ownsChunks,
          onKept: toKeptBytes(reservation),
        });
        return await store.complete(capture.id, { seenSha256 });
      } catch (error) {
        // Its sender cannot go on where it stopped, so nothing of it is to be seen.
        await store.discard(capture.id).catch(() => {});
        throw error;
      }
    };
    const stored = await track(work());
    reservation.settle();
    onDone(stored, caller);
    return toResponse(request, {
      status: 201,
      text: toReceipt(stored, key, caller),
      json: toReceiptJson(stored, key, caller),
      headers: { Location: toAddress(stored, caller) },
    });
  }

  #stream(
    request: Request,
    caller: Caller,
    { capture, key }: Created,
    { chunks, ownsChunks, breakOff }: Body,
    reservation: Reservation,
  ): Response {
    const { store, settings, onNews, onDone, onFailure, track } = this.#options;
    const encoder = new TextEncoder();
    let said: ReadableStreamDefaultController<Uint8Array> | undefined;
    /** Once the last of the answer is written. */
    let whenWritten: (() => void) | undefined;
    const say = (text: string, json: object) => {
      try {
        said?.enqueue(encoder.encode(wantsJson(request) ? `${JSON.stringify(json)}\n` : text));
      } catch {
        // Who sent it does not listen any more.
      }
    };
    const work = async () => {
      let failure: unknown;
      let seenSha256: string | undefined;
      try {
        const kept = toKeptBytes(reservation);
        const appended = await store.append(capture.id, 0, chunks, {
          maxBytes: settings.maxBytes,
          ownsChunks,
          onKept: (sizeBytes) => {
            kept(sizeBytes);
            onNews(capture.id);
          },
        });
        seenSha256 = appended.sha256;
      } catch (error) {
        failure = error;
      }
      try {
        const cut = failure !== undefined;
        const stored = await store.complete(capture.id, cut ? { cut } : { seenSha256 });
        reservation.pause();
        onDone(stored, caller);
        say(
          `${cut ? 'Cut off' : 'Complete'}: ${formatExactSize(stored.sizeBytes)}\n`,
          toReceiptJson(stored, undefined, caller),
        );
      } catch (error) {
        // Removed while it ran, or nothing came.
        reservation.drop();
        failure ??= error;
      }
      onNews(capture.id);
      if (failure !== undefined) {
        onFailure(failure);
        say(toErrorAnswer(failure).text, toErrorAnswer(failure).json);
        // All came, and it is not what it should be: with the status long sent, a connection that breaks off is all
        // that a script hears. With more on its way a broken one would take the words along.
        if (failure instanceof StoreError && failure.code === 'wrong-checksum' && breakOff) {
          whenWritten = breakOff;
          return;
        }
      }
      try {
        said?.close();
      } catch {
        // Closed from the other end.
      }
    };
    const answer = new ReadableStream<Uint8Array>(
      {
        start(controller) {
          said = controller;
          say(toReceipt(capture, key, caller), toReceiptJson(capture, key, caller));
          void track(work());
        },
        pull() {
          whenWritten?.();
        },
        cancel() {
          said = undefined;
        },
      },
      // So that more is asked for only after what was said before has been written.
      { highWaterMark: 0 },
    );
    return new Response(answer, {
      status: 200,
      headers: {
        'Content-Type': wantsJson(request)
          ? 'application/x-ndjson; charset=utf-8'
          : 'text/plain; charset=utf-8',
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
        // A proxy that waits for the end would keep the link back until then.
        'X-Accel-Buffering': 'no',
      },
    });
  }
}

/** Counts bytes as they come. */
export async function* takeBytes(
  body: AsyncIterable<Uint8Array>,
  reservation: Reservation,
): AsyncIterable<Uint8Array> {
  for await (const chunk of body) {
    reservation.take(chunk.length);
    yield chunk;
  }
}

function toLength(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,16}$/.test(header)) return Number(header);
  throw new RequestError(sayOfStore('bad-length'));
}

/** `?sha256=HEX`, or `Content-Digest: sha-256=:BASE64:` (RFC 9530). */
function findSha256(request: Request, query: URLSearchParams): string | undefined {
  const said = query.get('sha256');
  if (said !== null) return said;
  const digest = /\bsha-256=:([A-Za-z0-9+/=]+):/.exec(request.headers.get('content-digest') ?? '')?.[1];
  return digest === undefined ? undefined : Buffer.from(digest, 'base64').toString('hex');
}

/** `stream-20261123-171500` */
function toStreamName(time: Date): string {
  const [date = '', clock = ''] = time.toISOString().split('T');
  return `stream-${date.replaceAll('-', '')}-${clock.slice(0, 8).replaceAll(':', '')}`;
}

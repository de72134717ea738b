import type { StoredCapture } from '#store/store.ts';
import { sayOfStore } from '#api/says.ts';
import type { Readable } from 'node:stream';
import { DataStore, ERRORS, Server, Upload } from '@tus/server';
import { toSizeError } from '#store/records.ts';
import { RequestError, toErrorAnswer, toFailure, toResponse } from './answers.ts';
import type { Caller } from './access.ts';
import { BodyPastTus } from './body-past-tus.ts';
import { isClientGone } from './causes.ts';
import { toKeepSeconds } from './keep.ts';
import { toAddress } from './receipt.ts';
import { toKeptBytes } from './reservation.ts';
import { UploadLocks } from './upload-locks.ts';
import { takeBytes, type UploadsOptions } from './uploads.ts';

/** Where uploads stand below the site's base: `POST` here creates one, its own address is below. */
export const tusPath = '/api/uploads';

const methods = ['POST', 'HEAD', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Resumable uploads by the tus protocol 1.0 (https://tus.io/protocols/resumable-upload): creation,
 * creation-with-upload and termination. Metadata: filename, tag, and where known kind, summary,
 * sha256 and keep (days). The answer to a creation has the page's link in Casebook-Link and the
 * deletion key in Casebook-Key, once. An upload begun on one server goes on at any other. Its
 * address takes bytes until it is complete; for a day after that it tells who asks that it is.
 */
export class TusUploads {
  readonly #options: UploadsOptions;
  readonly #locks = new UploadLocks();

  constructor(options: UploadsOptions) {
    this.#options = options;
  }

  /** @param incoming the body as the socket gives it, where there is one */
  async handle(request: Request, caller: Caller, incoming?: AsyncIterable<Uint8Array>): Promise<Response> {
    if (!methods.includes(request.method)) {
      throw new RequestError(sayOfStore('no-such-method', { what: 'uploads' }), {
        Allow: methods.join(', '),
      });
    }
    const answers: Record<string, string> = {};
    let failure: unknown;
    const past = incoming && request.body ? new BodyPastTus(request, incoming) : undefined;
    // A server a request: it holds nothing but its options, and so each knows who asks.
    const server = new Server({
      path: this.#options.settings.base + tusPath,
      datastore: new TusDataStore(this.#options, caller, answers, past),
      locker: this.#locks,
      allowedOrigins: [],
      maxSize: this.#options.settings.maxBytes,
      disableTerminationForFinishedUploads: true,
      generateUrl: (_, { id }) => `${caller.baseUrl}${tusPath}/${id}`,
      onResponseError: (_, error) => {
        failure = error;
        return undefined;
      },
    });
    const response = await server.handleWeb(past?.request ?? request);
    past?.end();
    // The protocol's own refusals are no errors, but plain objects.
    if (failure instanceof Error) this.#options.onFailure(failure);
    const headers = new Headers(response.headers);
    headers.set('Cache-Control', 'no-store');
    headers.set('X-Content-Type-Options', 'nosniff');
    // A HEAD that finds nothing has no body, which Astro would take for a page that is missing.
    headers.set('X-Astro-Reroute', 'no');
    for (const [name, value] of Object.entries(answers)) headers.set(name, value);
    if (response.status < 400 || request.method === 'HEAD') {
      const status = failure === undefined ? response.status : this.#toStatus(failure, response.status);
      return new Response(response.body, { status, headers });
    }
    headers.delete('Content-Length');
    const answer = await this.#toErrorAnswer(failure, response);
    return toResponse(request, { ...answer, headers: { ...Object.fromEntries(headers), ...answer.headers } });
  }

  #toStatus(failure: unknown, status: number): number {
    const { said, status: own } = toFailure(failure);
    return said.code === 'unexpected' ? status : own;
  }

  async #toErrorAnswer(failure: unknown, response: Response) {
    const own = toErrorAnswer(failure ?? new Error());
    if (failure !== undefined && toFailure(failure).said.code !== 'unexpected') return own;
    // The protocol's own refusals: a wrong offset, a header that is missing.
    const text = (await response.text()).trim();
    if (text === ERRORS.ERR_SIZE_EXCEEDED.body.trim()) return toErrorAnswer(toLengthError());
    if (response.status === 413) return toErrorAnswer(toSizeError(this.#options.settings.maxBytes));
    if (response.status >= 500) return own;
    return { status: response.status, text: `${text}\n`, json: { error: sayOfStore('tus', { what: text }) } };
  }
}

/** More was sent than the length that the upload was created with, whatever the limit is. */
function toLengthError(): RequestError {
  return new RequestError(sayOfStore('too-long'));
}

/**
 * tus's view of the store, for one request. What tus calls an upload's id is its address: a secret
 * of its own, which nobody can find who has the capture's id.
 */
class TusDataStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'termination'];
  readonly #options: UploadsOptions;
  readonly #caller: Caller;
  readonly #answers: Record<string, string>;
  readonly #past: BodyPastTus | undefined;
  /** As this request has found it. */
  #found: { address: string; capture: StoredCapture } | undefined;

  constructor(
    options: UploadsOptions,
    caller: Caller,
    answers: Record<string, string>,
    past: BodyPastTus | undefined,
  ) {
    super();
    this.#past = past;
    this.#options = options;
    this.#caller = caller;
    this.#answers = answers;
  }

  override async create(upload: Upload): Promise<Upload> {
    const { store, settings, limits } = this.#options;
    const { filename, tag, kind, summary, sha256, keep } = upload.metadata ?? {};
    if (!upload.size) throw new RequestError(sayOfStore('empty', { what: 'upload' }));
    if (typeof filename !== 'string' || typeof tag !== 'string') {
      throw new RequestError(sayOfStore('bad-metadata'));
    }
    const keepSeconds = toKeepSeconds(keep, settings);
    await limits.lookAtSpace();
    const reservation = limits.begin(this.#caller.address, upload.size);
    try {
      const created = await store.create({
        tag,
        name: filename,
        declaredBytes: upload.size,
        resumable: true,
        keepSeconds,
        ...(kind ? { kind } : {}),
        ...(summary ? { summary } : {}),
        ...(sha256 ? { sha256 } : {}),
      });
      limits.keep(created.capture.id, reservation);
      this.#answers['Casebook-Link'] = toAddress(created.capture, this.#caller);
      this.#answers['Casebook-Key'] = created.key;
      upload.id = created.upload ?? '';
      this.#found = { address: upload.id, capture: created.capture };
      upload.creation_date = created.capture.createdAt;
      return upload;
    } catch (error) {
      reservation.drop();
      throw error;
    }
  }

  override write(stream: Readable, address: string, offset: number): Promise<number> {
    return this.#options.track(this.#write(stream, address, offset));
  }

  async #write(stream: Readable, address: string, offset: number): Promise<number> {
    const { store, settings, limits } = this.#options;
    const { id, declaredBytes = 0 } = await this.#find(address);
    await limits.lookAtSpace();
    const reservation = limits.resume(id, this.#caller.address, Math.max(0, declaredBytes - offset));
    try {
      const chunks = this.#past?.take(stream, declaredBytes - offset, toLengthError) ?? stream;
      const { sizeBytes, sha256 } = await store.append(id, offset, takeBytes(chunks, reservation), {
        maxBytes: settings.maxBytes,
        ownsChunks: this.#past !== undefined,
        onKept: toKeptBytes(reservation, offset),
      });
      if (sizeBytes === declaredBytes) await this.#complete(id, sizeBytes, sha256);
      return sizeBytes;
    } catch (error) {
      // As tus says it of a connection that was lost: nobody is there to be answered.
      if (this.#past && isClientGone(error)) throw ERRORS.ABORTED;
      throw error;
    } finally {
      reservation.pause();
      this.#past?.end();
    }
  }

  override async getUpload(address: string): Promise<Upload> {
    let capture = await this.#find(address);
    // Killed after its last byte was kept, and before that was said.
    if (capture.state === 'growing' && capture.sizeBytes === capture.declaredBytes) {
      capture = await this.#complete(capture.id, capture.sizeBytes, undefined);
    }
    return new Upload({
      id: address,
      offset: capture.sizeBytes,
      metadata: { filename: capture.name, tag: capture.tag },
      creation_date: capture.createdAt,
      ...(capture.declaredBytes === undefined ? {} : { size: capture.declaredBytes }),
    });
  }

  override async remove(address: string): Promise<void> {
    const { store, limits } = this.#options;
    const { id, sizeBytes } = await this.#find(address);
    await store.discard(id);
    limits.ended(id, sizeBytes);
  }

  async #find(address: string): Promise<StoredCapture> {
    if (this.#found?.address !== address) {
      this.#found = { address, capture: await this.#options.store.findUpload(address) };
    }
    return this.#found.capture;
  }

  async #complete(id: string, sizeBytes: number, seenSha256: string | undefined): Promise<StoredCapture> {
    const { store, limits, onDone } = this.#options;
    try {
      const capture = await store.complete(id, { seenSha256 });
      limits.ended(id);
      onDone(capture, this.#caller);
      return capture;
    } catch (error) {
      if (toFailure(error).said.code === 'wrong-checksum') limits.ended(id, sizeBytes);
      throw error;
    }
  }
}

import { sayOfStore } from '#api/says.ts';
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { StoreInfo, StoreList, StoreRemoval, StoreStat } from '#api/wire.ts';
import { checkId, checkTag } from '#store/names.ts';
import type { Store, StoredCapture } from '#store/store.ts';
import { type Caller, checkOrigin, checkToken, toCaller } from './access.ts';
import { Allowances } from './allowances.ts';
import { RequestError, toErrorAnswer, toFailure, toResponse } from './answers.ts';
import { isClientGone, toCause } from './causes.ts';
import { Describer } from './describer.ts';
import { Downloads } from './downloads.ts';
import { Followers, toGrowth } from './follow.ts';
import { toKeepChoices } from './keep.ts';
import { Limits } from './limits.ts';
import { createLog, type Log, toLogId } from './log.ts';
import { toAddress } from './receipt.ts';
import { readSmallBody } from './small-body.ts';
import type { Settings } from './settings.ts';
import { TusUploads, tusPath } from './tus.ts';
import { type Body, Uploads, type UploadsOptions } from './uploads.ts';

const dayMs = 86_400_000;

/** One request on its way to an answer. */
export interface Call {
  request: Request;
  /** Address of the connection. */
  address: string;
  /** The body as the socket gives it, where there is one: a tenth of the work that a web stream is. */
  incoming?: AsyncIterable<Uint8Array> | undefined;
  /** Ends the connection after what of the answer is written, so that whoever reads it sees that it is not whole. */
  breakOff?: (() => void) | undefined;
}

export interface ServiceOptions {
  settings: Settings;
  store: Store;
  /** The program that reads captures in a process of its own; src/describe/child.ts where not given. */
  describeScript?: string;
  log?: Log;
}

/**
 * All that a server does with the store, one method an endpoint. It holds nothing that another
 * server over the same store would miss.
 */
export class Service {
  readonly settings: Settings;
  readonly store: Store;
  readonly describer: Describer;
  readonly #log: Log;
  readonly #limits: Limits;
  readonly #uploads: Uploads;
  readonly #tus: TusUploads;
  readonly #downloads: Downloads;
  /** Whoever has used them up is refused whatever comes next: were the right token answered otherwise, guessing would go on. */
  readonly #wrongTokens: Allowances;
  readonly #running = new Set<Promise<unknown>>();
  #sweeper: ReturnType<typeof setInterval> | undefined;
  #stopping = false;

  constructor({ settings, store, describeScript, log }: ServiceOptions) {
    this.settings = settings;
    this.store = store;
    this.#log = log ?? (settings.log === 'json' ? createLog((line) => process.stdout.write(line)) : () => {});
    this.#limits = new Limits(settings, Date.now, () => store.findSpace());
    this.#wrongTokens = new Allowances(settings.wrongTokensPerMinute);
    const followers = new Followers(store);
    this.describer = new Describer({
      store,
      script: describeScript ?? resolve('src/describe/child.ts'),
      maxBytes: settings.describeBytes,
      log: this.#log,
    });
    const options: UploadsOptions = {
      store,
      settings,
      limits: this.#limits,
      onNews: (id) => followers.tell(id),
      onDone: (capture, { address }) => this.#onDone(capture, address),
      onFailure: (error) => this.report('upload', error),
      track: (work) => this.#track(work),
    };
    this.#uploads = new Uploads(options);
    this.#tus = new TusUploads(options);
    this.#downloads = new Downloads(store, followers);
  }

  /** Begins what is done now and then: sweeping, and measuring where there is a limit. */
  start(): void {
    const isLimited = this.settings.maxTotalBytes < Infinity;
    let measuredAt = performance.now();
    const measure = async () => {
      measuredAt = performance.now();
      await this.#limits.measure(() => this.store.measure());
    };
    const failed = (error: unknown) => this.#log('sweep-failed', { ...toCause(error) });
    const first = isLimited ? measure().catch(failed) : Promise.resolve();
    this.#limits.waitFor(first);
    const tend = async () => {
      try {
        await first;
        const swept = await this.store.sweep();
        if (Object.values(swept).some((count) => count > 0)) this.#log('swept', { ...swept });
        // Where there is no limit, it is done for what it finds that belongs to no capture.
        if (isLimited || performance.now() - measuredAt > dayMs) await measure();
      } catch (error) {
        failed(error);
      }
    };
    this.#sweeper = setInterval(() => void this.#track(tend()), this.settings.sweepMinutes * 60_000);
    this.#sweeper.unref();
    void this.#track(this.#checkStore().then(tend));
  }

  /** A store that cannot be written says why at once, not when the first capture is lost. */
  async #checkStore(): Promise<void> {
    try {
      await this.store.check();
    } catch (error) {
      this.#log('store-unusable', { ...toCause(error) });
    }
  }

  /** From now on not ready; what runs is finished by `idle`. */
  stop(): void {
    this.#stopping = true;
    clearInterval(this.#sweeper);
    this.describer.stop();
  }

  /** Resolves when no upload runs. */
  async uploadsDone(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  /** Resolves when nothing runs. */
  async idle(): Promise<void> {
    await this.uploadsDone();
    await this.describer.idle();
  }

  /** Where an address leads to nothing. */
  nothing(call: Call, what: 'part' | 'address'): Promise<Response> {
    return this.#refuse(call, new RequestError(sayOfStore('not-found', { what })));
  }

  /** Where an address does nothing by the method that it was asked with. @param allowed `GET, HEAD` */
  otherMethod(call: Call, allowed: string): Promise<Response> {
    const said = sayOfStore('no-such-method', { what: 'address', method: call.request.method, allowed });
    return this.#refuse(call, new RequestError(said, { Allow: allowed }));
  }

  health(): Response {
    return new Response('ok\n', { headers: { 'Cache-Control': 'no-store', 'Content-Type': 'text/plain' } });
  }

  /** Whether uploads can be taken now: 503 while the store cannot be written or the server stops. */
  ready(call: Call): Promise<Response> {
    return this.#answer(call, 'ready', async () => {
      if (this.#stopping) throw new RequestError(sayOfStore('stopping', { what: 'server' }));
      await this.store.check();
      return toResponse(call.request, { status: 200, text: 'ready\n', json: { ready: true } });
    });
  }

  /** What a page needs to know before it offers to upload. */
  info(call: Call): Promise<Response> {
    return this.#answer(call, 'info', async () => {
      const { maxBytes, uploadToken, keepDays } = this.settings;
      const json: StoreInfo = {
        store: 1,
        maxBytes,
        keepDays,
        keepChoices: toKeepChoices(this.settings),
        tokenNeeded: uploadToken !== undefined,
        uploads: this.settings.base + tusPath,
      };
      return new Response(`${JSON.stringify(json)}\n`, {
        headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' },
      });
    });
  }

  /** PUT of curl -T */
  put(call: Call, tag: string, name: string | undefined): Promise<Response> {
    return this.#answer(call, 'put', async (caller) => {
      this.#checkToken(call.request, caller.address, 'upload');
      this.#refuseWhenStopping();
      return this.#uploads.put(call.request, toBody(call), caller, checkTag(tag), name);
    });
  }

  tus(call: Call): Promise<Response> {
    return this.#answer(call, 'tus', async (caller) => {
      const { method } = call.request;
      if (method !== 'OPTIONS') this.#checkToken(call.request, caller.address, 'upload');
      if (method === 'POST' || method === 'PATCH') this.#refuseWhenStopping();
      const response = await this.#tus.handle(call.request, caller, call.incoming);
      const isGone = response.status >= 500 && call.request.signal.aborted;
      return isGone ? new Response(null, { status: clientGone }) : response;
    });
  }

  bytes(call: Call, id: string): Promise<Response> {
    return this.#answer(call, 'bytes', () => this.#downloads.get(call.request, checkId(id)));
  }

  stat(call: Call, id: string): Promise<Response> {
    return this.#answer(call, 'stat', async (caller) => this.#show(call, await this.store.stat(id), caller));
  }

  /** PATCH with a JSON body: name, tag, or both; the deletion key in Casebook-Key. */
  rename(call: Call, id: string): Promise<Response> {
    return this.#answer(call, 'rename', async (caller) => {
      const key = toKey(call.request);
      // Whoever has no key, or asks for what is not here, hears so before a byte of the body is read.
      await this.store.stat(id);
      const change = await readChange(call, this.settings.base);
      return this.#show(call, await this.store.rename(id, key, change), caller);
    });
  }

  remove(call: Call, id: string): Promise<Response> {
    return this.#answer(call, 'remove', async () => {
      const { sizeBytes, noted } = await this.store.remove(id, toKey(call.request));
      this.#limits.ended(id, sizeBytes);
      const text = noted
        ? 'Deleted.\n'
        : 'Deleted. The disk is full: that there was such a capture could not be noted.\n';
      const json: StoreRemoval = { deleted: id, noted };
      return toResponse(call.request, { status: 200, text, json });
    });
  }

  /** A tag's captures, newest first: after, limit, search; or those of one topid session. */
  list(call: Call, tag: string): Promise<Response> {
    return this.#answer(call, 'list', async (caller) => {
      this.checkList(call.request, caller.address);
      const query = new URL(call.request.url).searchParams;
      const session = query.get('session');
      const page = session
        ? { captures: await this.store.listSession(tag, session) }
        : await this.store.list(tag, {
            ...(query.has('after') ? { after: query.get('after') ?? '' } : {}),
            ...(query.has('search') ? { search: (query.get('search') ?? '').slice(0, 200) } : {}),
            limit: Math.min(Math.max(Number(query.get('limit')) || 50, 1), 200),
          });
      const json: StoreList = {
        ...page,
        captures: page.captures.map((capture) => ({ ...capture, link: toAddress(capture, caller) })),
      };
      const lines = json.captures.map(
        ({ createdAt, name, sizeBytes, link }) => `${createdAt}\t${name}\t${sizeBytes}\t${link}\n`,
      );
      return toResponse(call.request, { status: 200, text: lines.join(''), json });
    });
  }

  /**
   * The picture of a capture, made when first asked for where it is not there yet. One that is late is
   * answered with 503, to be asked for again: 404 says that there is nothing to be drawn.
   */
  picture(call: Call, id: string): Promise<Response> {
    return this.#answer(call, 'picture', async ({ address }) => {
      const capture = await this.store.stat(id);
      if (!capture.picture) await this.#within(this.describer.look(capture, address), 25_000);
      const png = await this.store.readPicture(id);
      if (!png) {
        const { looked } = await this.store.stat(id);
        if (looked || capture.sizeBytes > this.settings.describeBytes) {
          throw new RequestError(sayOfStore('no-picture'));
        }
        throw new RequestError(sayOfStore('picture-later'), { 'Retry-After': '10' });
      }
      const etag = `"${createHash('sha256').update(png).digest('base64url')}"`;
      const headers = {
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        // A deleted one must be gone: nobody between keeps it, and a browser asks first.
        'Cache-Control': 'private, no-cache',
        ETag: etag,
      };
      if ((call.request.headers.get('if-none-match') ?? '').split(',').some((one) => one.trim() === etag)) {
        return new Response(null, { status: 304, headers });
      }
      return new Response(new Uint8Array(png), { headers: { ...headers, 'Content-Type': 'image/png' } });
    });
  }

  /**
   * A capture for its page, looked at if that can be had in a moment.
   *
   * @param address of who asks
   * @throws StoreError
   */
  async findForPage(id: string, address: string): Promise<StoredCapture> {
    const capture = await this.store.stat(id);
    if (!this.describer.wants(capture)) return capture;
    await this.#within(this.describer.look(capture, address), 5000);
    return this.store.stat(id);
  }

  /**
   * The files of one topid session, for their page. A session's id can be guessed, unlike a
   * capture's: this is a list.
   */
  async findSession(
    request: Request,
    tag: string,
    session: string,
    address: string,
  ): Promise<StoredCapture[]> {
    this.checkList(request, address);
    const captures = await this.store.listSession(tag, session);
    return Promise.all(captures.map(({ id }) => this.findForPage(id, address)));
  }

  /** Whether a capture’s picture is there, or may still be made. */
  mayHavePicture(capture: StoredCapture): boolean {
    return capture.picture || this.describer.wants(capture);
  }

  /**
   * Writes down what failed here, with its cause; what the caller did wrong, or that they went away,
   * is no failure.
   */
  report(what: string, error: unknown, request?: Request): void {
    const { status, said } = toFailure(error);
    if (status < 500 || isClientGone(error, request)) return;
    this.#log('error', { what, code: said.code, ...toCause(error) });
  }

  /**
   * @param address of who asks
   * @throws RequestError where a list token is set and not given
   */
  checkList(request: Request, address: string): void {
    this.#checkToken(request, address, 'list');
  }

  toCaller({ request, address }: Call): Caller {
    return toCaller(request, address, this.settings);
  }

  #checkToken(request: Request, address: string, what: 'upload' | 'list'): void {
    const token = what === 'upload' ? this.settings.uploadToken : this.settings.listToken;
    if (token === undefined) return;
    // A browser asks without one first, and is told that it takes one.
    const isGiven = request.headers.has('authorization');
    const seconds = isGiven ? this.#wrongTokens.wait(address) : 0;
    if (seconds > 0) {
      throw new RequestError(sayOfStore('too-many-tokens', { seconds }));
    }
    try {
      checkToken(request, token, what);
    } catch (error) {
      if (isGiven) this.#wrongTokens.use(address);
      throw error;
    }
  }

  #show(call: Call, capture: StoredCapture, caller: Caller): Response {
    const json: StoreStat = { ...capture, ...toGrowth(capture), link: toAddress(capture, caller) };
    const text = Object.entries(json)
      .map(([name, value]) => `${name}: ${value}\n`)
      .join('');
    return toResponse(call.request, { status: 200, text, json });
  }

  async #answer(call: Call, what: string, act: (caller: Caller) => Promise<Response>): Promise<Response> {
    const started = performance.now();
    const caller = this.toCaller(call);
    let response: Response;
    let reason: string | undefined;
    try {
      checkOrigin(call.request, caller);
      response = await act(caller);
    } catch (error) {
      // The caller hears that something went wrong, the log what.
      this.report(what, error, call.request);
      if (isClientGone(error, call.request)) {
        reason = 'client-gone';
        response = new Response(null, { status: clientGone });
      } else {
        reason = toFailure(error).said.code;
        response = toResponse(call.request, toErrorAnswer(error));
      }
    }
    if (what !== 'ready') {
      this.#log('request', {
        what,
        method: call.request.method,
        status: response.status,
        ...(reason ? { reason } : {}),
        address: caller.address,
        ms: Math.round(performance.now() - started),
      });
    }
    return response;
  }

  #onDone(capture: StoredCapture, address: string): void {
    const { id, tag, sizeBytes, state } = capture;
    this.#log('stored', { id: toLogId(id), tag, sizeBytes, state });
    if (!this.#stopping) void this.describer.look(capture, address);
  }

  #refuse(call: Call, refusal: RequestError): Promise<Response> {
    return this.#answer(call, 'nothing', () => Promise.reject(refusal));
  }

  #refuseWhenStopping(): void {
    if (this.#stopping)
      throw new RequestError(sayOfStore('stopping', { what: 'upload' }), { 'Retry-After': '10' });
  }

  #track<T>(work: Promise<T>): Promise<T> {
    this.#running.add(work);
    const done = () => this.#running.delete(work);
    work.finally(done).catch(() => {});
    return work;
  }

  async #within(work: Promise<void>, ms: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
    await Promise.race([work, over]);
    clearTimeout(timer);
  }
}

/** What the log says of a request whose sender has gone; nobody is there to read an answer. */
const clientGone = 499;

function toBody({ request, incoming, breakOff }: Call): Body {
  return {
    breakOff,
    chunks: incoming ?? request.body ?? new Blob([]).stream(),
    ownsChunks: incoming !== undefined,
  };
}

/** @throws RequestError where there is none */
function toKey(request: Request): string {
  const key = request.headers.get('casebook-key');
  if (key) return key;
  throw new RequestError(sayOfStore('bad-key', { given: 'none' }));
}

async function readChange(call: Call, base: string): Promise<{ name?: string; tag?: string }> {
  const wrong = new RequestError(sayOfStore('bad-value', { what: 'change' }));
  const body = await readSmallBody(toBody(call).chunks, call.request.headers.get('content-length'), base);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(body));
  } catch {
    throw wrong;
  }
  if (typeof value !== 'object' || value === null) throw wrong;
  const { name, tag } = value as Record<string, unknown>;
  const isText = (one: unknown) => one === undefined || typeof one === 'string';
  if (!isText(name) || !isText(tag) || (name === undefined && tag === undefined)) throw wrong;
  return {
    ...(name === undefined ? {} : { name: name as string }),
    ...(tag === undefined ? {} : { tag: tag as string }),
  };
}

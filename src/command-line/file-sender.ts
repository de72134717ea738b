import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { UploadTransport } from '#api/store-upload.ts';

type HttpStack = UploadTransport['httpStack'];
type HttpRequest = ReturnType<HttpStack['createRequest']>;
type HttpResponse = Awaited<ReturnType<HttpRequest['send']>>;

/** What of the file a request carries. */
interface Part {
  from: number;
  /** By this name the library looks for it. */
  size: number;
}

const blockBytes = 512 * 1024;
const progressMs = 100;

/**
 * Sends a file as tus-js-client asks for its parts, and hashes it on the way, so that it is read once. Each
 * block is written from where it was read to: as streams of Node's the same bytes cost twice the work.
 */
export class FileSender implements UploadTransport {
  readonly httpStack: HttpStack;
  readonly fileReader: UploadTransport['fileReader'];
  readonly #path: string;
  readonly #sizeBytes: number;
  readonly #hash = createHash('sha256');
  readonly #blocks = [Buffer.allocUnsafeSlow(blockBytes), Buffer.allocUnsafeSlow(blockBytes)] as const;
  #hashedTo = 0;
  #file: FileHandle | undefined;

  constructor(path: string, sizeBytes: number) {
    this.#path = path;
    this.#sizeBytes = sizeBytes;
    this.fileReader = {
      openFile: async () => ({
        size: sizeBytes,
        slice: async (from, to) => ({
          value: { from, size: to - from } satisfies Part,
          done: to >= sizeBytes,
        }),
        close: () => {},
      }),
    };
    this.httpStack = {
      getName: () => 'file',
      createRequest: (method, url) => new FileRequest(method, url, this),
    };
  }

  /** Writes a part to a request and ends it. */
  async write({ from, size }: Part, request: ClientRequest, onSent: (bytes: number) => void): Promise<void> {
    await this.#hashTo(from);
    let written: Promise<void> = Promise.resolve();
    let saidAt = 0;
    for (let at = from, turn = 0; at < from + size; turn ^= 1) {
      const block = await this.#read(at, Math.min(blockBytes, from + size - at), turn);
      this.#take(block, at);
      at += block.length;
      await written;
      written = new Promise((resolve, reject) =>
        request.write(block, (error) => (error ? reject(error) : resolve())),
      );
      // The loop may end before it is looked at.
      written.catch(() => {});
      if (performance.now() - saidAt < progressMs) continue;
      saidAt = performance.now();
      onSent(at - from);
    }
    await written;
    onSent(size);
    request.end();
  }

  /** Of the whole file: what was not sent, since the server had it, is read for it. */
  async findSha256(): Promise<string> {
    await this.#hashTo(this.#sizeBytes);
    return this.#hash.copy().digest('hex');
  }

  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
  }

  async #hashTo(end: number): Promise<void> {
    while (this.#hashedTo < end) {
      const at = this.#hashedTo;
      this.#take(await this.#read(at, Math.min(blockBytes, end - at), 0), at);
    }
  }

  /** What is sent once more has been hashed already. */
  #take(block: Buffer, at: number): void {
    const fresh = block.subarray(Math.min(block.length, this.#hashedTo - at));
    this.#hash.update(fresh);
    this.#hashedTo += fresh.length;
  }

  async #read(at: number, bytes: number, turn: number): Promise<Buffer> {
    this.#file ??= await open(this.#path);
    const block = this.#blocks[turn === 0 ? 0 : 1];
    const { bytesRead } = await this.#file.read(block, 0, bytes, at);
    if (bytesRead === 0) throw new Error('the file has become shorter while it was sent');
    return block.subarray(0, bytesRead);
  }
}

/** One request of an upload. */
class FileRequest implements HttpRequest {
  readonly #method: string;
  readonly #url: string;
  readonly #sender: FileSender;
  readonly #headers: Record<string, string> = {};
  #onProgress: (bytes: number) => void = () => {};
  #request: ClientRequest | undefined;

  constructor(method: string, url: string, sender: FileSender) {
    this.#method = method;
    this.#url = url;
    this.#sender = sender;
  }

  getMethod(): string {
    return this.#method;
  }

  getURL(): string {
    return this.#url;
  }

  setHeader(name: string, value: string): void {
    this.#headers[name] = value;
  }

  getHeader(name: string): string | undefined {
    return this.#headers[name];
  }

  setProgressHandler(handler: (bytes: number) => void): void {
    this.#onProgress = handler;
  }

  send(part?: Part | null): Promise<HttpResponse> {
    return new Promise((resolve, reject) => {
      const send = this.#url.startsWith('https:') ? requestHttps : requestHttp;
      const headers = { ...this.#headers, ...(part ? { 'Content-Length': String(part.size) } : {}) };
      const request = send(this.#url, { method: this.#method, headers });
      this.#request = request;
      request.on('response', (response) => toResponse(response).then(resolve, reject));
      request.on('error', reject);
      if (!part) request.end();
      else
        this.#sender.write(part, request, this.#onProgress).catch((error: Error) => request.destroy(error));
    });
  }

  async abort(): Promise<void> {
    this.#request?.destroy();
  }

  getUnderlyingObject(): ClientRequest | undefined {
    return this.#request;
  }
}

async function toResponse(response: IncomingMessage): Promise<HttpResponse> {
  let body = '';
  response.setEncoding('utf8');
  for await (const text of response) body += text as string;
  return {
    getStatus: () => response.statusCode ?? 0,
    getHeader: (name) => {
      const value = response.headers[name.toLowerCase()];
      return Array.isArray(value) ? value.join(', ') : value;
    },
    getBody: () => body,
    getUnderlyingObject: () => response,
  };
}

import { type DetailedError, Upload, type UploadOptions } from 'tus-js-client';
import { sayOfClient } from './says.ts';
import { StoreClientError, toAuthorization, toClientError } from './store-client.ts';

/** What is to be uploaded. */
export interface UploadSpec {
  /** Base address of the server. */
  server: string;
  tag: string;
  /** See `toStoreName` for what the server takes. */
  name: string;
  sizeBytes: number;
  /** Checked by the server when all has come. */
  sha256?: string;
  /** By which an upload is found again after a reload or kill, where it is not by its hash. */
  identity?: string;
  kind?: string;
  summary?: string;
  /** Days; what is usual on the server where not said. */
  keep?: number | 'never';
  /** The upload token, where the server has one. */
  token?: string;
}

export interface UploadReceipt {
  id: string;
  /** Address of the page. */
  link: string;
  /** The deletion key: the server tells it once. */
  key: string;
}

/** An upload that was begun: enough to go on with it. */
export interface KeptUpload extends UploadReceipt {
  uploadUrl: string;
}

/** Where uploads that were begun are remembered, so that they go on after a reload, a kill, or a day. */
export interface KeptUploads {
  find(fingerprint: string): Promise<KeptUpload | undefined>;
  keep(fingerprint: string, upload: KeptUpload): Promise<void>;
  forget(fingerprint: string): Promise<void>;
}

export interface UploadHandlers {
  onProgress?: (sentBytes: number, totalBytes: number) => void;
  /** The link is known, and being at it is safe: the upload can go on from here on. */
  onBegun?: (receipt: UploadReceipt) => void;
  /** It goes on where one that was begun earlier stood. */
  onResumed?: () => void;
  /** The connection was lost; it tries again by itself. */
  onRetry?: (error: StoreClientError) => void;
}

/** What tus-js-client reads from: a File or Blob in a page, in Node a ReadStream or what its transport knows. */
export type UploadBody = Blob | NodeFileStream;
interface NodeFileStream {
  path: string | Uint8Array;
}

/** How a body is read and sent, where it is not as tus-js-client does it. */
export type UploadTransport = Required<Pick<UploadOptions, 'fileReader' | 'httpStack'>>;

/** Milliseconds before each next try; progress in between begins them anew. */
const defaultRetryDelays = [0, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000, 15_000, 15_000];

/**
 * One upload by tus: resumes by itself after a lost connection, and, where `kept` remembers it,
 * after a reload or kill. `start` once; then `pause` and `resume` at will, or `cancel`.
 */
export class CaptureUpload {
  readonly #upload: Upload;
  readonly #spec: UploadSpec;
  readonly #kept: KeptUploads | undefined;
  readonly #handlers: UploadHandlers;
  #receipt: UploadReceipt | undefined;
  #done: (receipt: UploadReceipt) => void = () => {};
  #failed: (error: Error) => void = () => {};

  constructor(
    body: UploadBody,
    spec: UploadSpec,
    {
      kept,
      retryDelays = defaultRetryDelays,
      transport,
      ...handlers
    }: UploadHandlers & { kept?: KeptUploads; retryDelays?: number[]; transport?: UploadTransport } = {},
  ) {
    this.#spec = spec;
    this.#kept = kept;
    this.#handlers = handlers;
    const { kind, summary, keep } = spec;
    const options: UploadOptions = {
      endpoint: `${spec.server}/api/uploads`,
      metadata: {
        filename: spec.name,
        tag: spec.tag,
        ...(spec.sha256 ? { sha256: spec.sha256 } : {}),
        ...(kind ? { kind } : {}),
        ...(summary ? { summary } : {}),
        ...(keep === undefined ? {} : { keep: String(keep) }),
      },
      uploadSize: spec.sizeBytes,
      headers: { Accept: 'application/json', ...toAuthorization(spec.token) },
      retryDelays,
      ...(transport ? { fileReader: transport.fileReader, httpStack: transport.httpStack } : {}),
      // Remembered by content in `kept`, with the key that the library does not know of.
      storeFingerprintForResuming: false,
      onShouldRetry: (error) => {
        const failure = toFailure(error);
        const again =
          failure.status === 0 || failure.status >= 500 || [409, 423, 429].includes(failure.status);
        if (again && failure.code !== 'store-full') handlers.onRetry?.(failure);
        return again && failure.code !== 'store-full';
      },
      onAfterResponse: async (request, response) => {
        if (request.getMethod() !== 'POST' || response.getStatus() !== 201) return;
        const link = response.getHeader('Casebook-Link') ?? '';
        const key = response.getHeader('Casebook-Key') ?? '';
        const uploadUrl = toReachable(response.getHeader('Location') ?? '', spec.server);
        this.#receipt = { id: link.slice(link.lastIndexOf('/') + 1), link, key };
        await this.#kept?.keep(toFingerprint(spec), { ...this.#receipt, uploadUrl });
        handlers.onBegun?.(this.#receipt);
      },
      onUploadUrlAvailable: () => {
        if (this.#upload.url) this.#upload.url = toReachable(this.#upload.url, spec.server);
      },
      onProgress: (sent, total) => handlers.onProgress?.(sent, total),
      onSuccess: () => void this.#finish(),
      onError: (error) => void this.#fail(error),
    };
    this.#upload = new Upload(body as Blob, options);
  }

  /** Resolves when the server has all of it and has found it whole. */
  async start(): Promise<UploadReceipt> {
    const kept = await this.#kept?.find(toFingerprint(this.#spec));
    if (kept) {
      const { uploadUrl, ...receipt } = kept;
      this.#receipt = receipt;
      this.#upload.options.uploadUrl = uploadUrl;
      this.#handlers.onResumed?.();
      this.#handlers.onBegun?.(receipt);
    }
    const finished = new Promise<UploadReceipt>((resolve, reject) => {
      this.#done = resolve;
      this.#failed = reject;
    });
    this.#upload.start();
    return finished;
  }

  /** What was sent stays on the server. */
  pause(): Promise<void> {
    return this.#upload.abort(false);
  }

  resume(): void {
    this.#upload.start();
  }

  /** Takes back what was sent; `start` then rejects. */
  async cancel(): Promise<void> {
    await this.#upload.abort(true).catch(() => {});
    await this.#kept?.forget(toFingerprint(this.#spec));
    this.#failed(new StoreClientError(0, sayOfClient('cancelled')));
  }

  async #finish(): Promise<void> {
    await this.#kept?.forget(toFingerprint(this.#spec));
    if (this.#receipt) this.#done(this.#receipt);
    else this.#failed(new StoreClientError(0, sayOfClient('no-link')));
  }

  async #fail(error: Error | DetailedError): Promise<void> {
    const failure = toFailure(error);
    // Refused for good; what is merely out of reach can be gone on with.
    if (failure.status >= 400 && failure.status < 500) await this.#kept?.forget(toFingerprint(this.#spec));
    this.#failed(failure);
  }
}

/** An address of the server's, by the name that it is reached by here: its own may be of another network. */
function toReachable(address: string, server: string): string {
  return new URL(new URL(address, server).pathname, server).href;
}

/** Uploads of the same bytes to the same place are the same upload. */
function toFingerprint({ server, tag, name, sizeBytes, sha256, identity }: UploadSpec): string {
  return [server, tag, name, sizeBytes, identity ?? sha256].join(' ');
}

/** A file's name as the store takes it: what it does not becomes `_`, or goes where it stands at an end. */
export function toStoreName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/^(?:\.*[/\\]+)+/, '')
    .replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}/\\"*?<>|]/gu, '_')
    .replace(/^[.\-\p{Z}]+/u, '');
  return (
    Array.from(plain)
      .slice(0, 200)
      .join('')
      .replace(/[.\p{Z}]+$/u, '') || 'capture'
  );
}

function toFailure(error: Error | DetailedError): StoreClientError {
  const response = 'originalResponse' in error ? error.originalResponse : undefined;
  if (response) return toClientError(response.getStatus(), response.getBody());
  return new StoreClientError(0, sayOfClient('unreachable', {}));
}

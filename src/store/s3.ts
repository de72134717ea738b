import { sayOfStore } from '#api/says.ts';
import { tmpdir } from 'node:os';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { StoreError } from './errors.ts';
import { toStoreError as toDiskError } from './disk.ts';
import { toRandomId } from './names.ts';
import type { ObjectBody, ObjectEntry, Objects } from './objects.ts';
import { findOwnFolder, readOwnFile } from './own-folder.ts';

export interface S3Spec {
  bucket: string;
  /** `https://s3.example.net`; AWS's own where not given. */
  endpoint?: string;
  /** Default `us-east-1`, which other makers' servers take for any. */
  region?: string;
  /** The bucket as the first part of the path instead of in the host name. Default: with an endpoint. */
  pathStyle?: boolean;
  /** Before every key, for a bucket that holds other things: `casebook/`. */
  prefix?: string;
  /** From the SDK's chain (environment, profile, instance role) where not given. */
  credentials?: { accessKeyId: string; secretAccessKey: string };
  /** Default: one of this user's in the system's folder for temporary files. */
  spoolFolder?: string;
  /** Largest object of a capture; `concurrentPuts` of them are held in memory. Default 8 MiB. */
  pieceBytes?: number;
  /** How long one request may take before it is tried again. Default 30 s. */
  timeoutMs?: number;
}

/** How many pieces are held in memory at once on their way to the bucket. */
const concurrentPuts = 4;

/**
 * Objects in a bucket of any S3-compatible server. It has to be one whose reads and listings see
 * what was written before, as AWS's since 2020; `ifAbsent` is a conditional write (If-None-Match).
 */
export class S3Objects implements Objects {
  readonly pieceBytes: number;
  readonly #spoolFolder: string | undefined;
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #prefix: string;
  #puts = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(spec: S3Spec) {
    this.pieceBytes = spec.pieceBytes ?? 8 * 1024 * 1024;
    this.#bucket = spec.bucket;
    this.#prefix = spec.prefix ?? '';
    this.#spoolFolder = spec.spoolFolder;
    this.#client = new S3Client({
      region: spec.region ?? 'us-east-1',
      ...(spec.endpoint ? { endpoint: spec.endpoint } : {}),
      forcePathStyle: spec.pathStyle ?? spec.endpoint !== undefined,
      ...(spec.credentials ? { credentials: spec.credentials } : {}),
      maxAttempts: 4,
      // Not every server knows the newer checksums; what they would guard, the capture's SHA-256 does.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: 5000, requestTimeout: spec.timeoutMs ?? 30_000 },
    });
  }

  /** Looked at each time: what clears temporary files away leaves its name to whoever takes it. */
  get spoolFolder(): string {
    try {
      return this.#spoolFolder ?? findOwnFolder(tmpdir(), 'casebook-incoming');
    } catch (error) {
      throw toDiskError(error);
    }
  }

  async put(key: string, body: ObjectBody, { ifAbsent = false } = {}): Promise<boolean> {
    await this.#enter();
    try {
      const bytes = body instanceof Uint8Array ? body : await readOwnFile(body.path);
      await this.#client.send(
        new PutObjectCommand({
          Bucket: this.#bucket,
          Key: this.#prefix + key,
          Body: bytes,
          ContentLength: bytes.length,
          ...(ifAbsent ? { IfNoneMatch: '*' } : {}),
        }),
      );
      return true;
    } catch (error) {
      if (ifAbsent && (statusOf(error) === 412 || statusOf(error) === 409)) return false;
      throw toStoreError(error);
    } finally {
      this.#leave();
    }
  }

  async get(key: string, range?: [from: number, to: number]): Promise<AsyncIterable<Uint8Array> | undefined> {
    if (range && range[1] <= range[0]) return emptyBytes();
    try {
      const { Body } = await this.#client.send(
        new GetObjectCommand({
          Bucket: this.#bucket,
          Key: this.#prefix + key,
          ...(range ? { Range: `bytes=${range[0]}-${range[1] - 1}` } : {}),
        }),
      );
      return Body as unknown as AsyncIterable<Uint8Array>;
    } catch (error) {
      // A bucket that is not there is no object that is not there.
      if (statusOf(error) === 404 && (error as Error).name !== 'NoSuchBucket') return undefined;
      throw toStoreError(error);
    }
  }

  async *list(prefix: string, after?: string): AsyncIterable<ObjectEntry> {
    let token: string | undefined;
    do {
      try {
        const page = await this.#client.send(
          new ListObjectsV2Command({
            Bucket: this.#bucket,
            Prefix: this.#prefix + prefix,
            ...(after && !token ? { StartAfter: this.#prefix + after } : {}),
            ...(token ? { ContinuationToken: token } : {}),
          }),
        );
        token = page.IsTruncated ? page.NextContinuationToken : undefined;
        for (const { Key, Size, LastModified } of page.Contents ?? []) {
          if (Key === undefined || Key.endsWith('/')) continue;
          yield {
            key: Key.slice(this.#prefix.length),
            sizeBytes: Size ?? 0,
            modifiedAt: LastModified?.getTime() ?? 0,
          };
        }
      } catch (error) {
        throw toStoreError(error);
      }
    } while (token);
  }

  async remove(keys: readonly string[]): Promise<void> {
    for (let at = 0; at < keys.length; at += 1000) {
      const Objects = keys.slice(at, at + 1000).map((key) => ({ Key: this.#prefix + key }));
      try {
        const { Errors } = await this.#client.send(
          new DeleteObjectsCommand({ Bucket: this.#bucket, Delete: { Objects, Quiet: true } }),
        );
        const failed = Errors?.find(({ Code }) => Code !== 'NoSuchKey');
        if (failed) throw new Error(`${failed.Key}: ${failed.Message}`);
      } catch (error) {
        throw toStoreError(error);
      }
    }
  }

  async findSpace(): Promise<undefined> {}

  async check(): Promise<void> {
    const key = `check/${toRandomId()}`;
    await this.put(key, new TextEncoder().encode('ok'));
    await this.remove([key]);
  }

  async close(): Promise<void> {
    this.#client.destroy();
  }

  async #enter(): Promise<void> {
    if (this.#puts >= concurrentPuts) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#puts++;
  }

  #leave(): void {
    this.#puts--;
    this.#waiting.shift()?.();
  }
}

async function* emptyBytes(): AsyncIterable<Uint8Array> {}

function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}

/** Whatever the bucket's server says, a client is told to come back; the log has the reason. */
function toStoreError(error: unknown): unknown {
  if (error instanceof StoreError) return error;
  const code = error instanceof Error ? error.name : '';
  if (statusOf(error) === 507 || /QuotaExceeded|StorageFull/.test(code)) {
    return new StoreError(sayOfStore('store-full', { why: 'bucket' }), error);
  }
  return new StoreError(sayOfStore('store-unavailable', { why: 'bucket' }), error);
}

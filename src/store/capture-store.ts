import { sayOfStore } from '#api/says.ts';
import { Captures } from './captures.ts';
import { Catalogue } from './catalogue.ts';
import { Completer } from './completion.ts';
import { StoreError } from './errors.ts';
import { IdLocks } from './id-locks.ts';
import { Intake } from './intake.ts';
import { keys } from './keys.ts';
import { toStoredKind } from './kinds.ts';
import { claimLayout } from './layout.ts';
import { measure } from './measure.ts';
import { checkName, checkTag, hashKey, toRandomId } from './names.ts';
import { readAll, type Objects } from './objects.ts';
import { checkKey, toKept, toPlainText, type Label, type Manifest } from './records.ts';
import { Removal } from './removal.ts';
import { Renaming } from './renaming.ts';
import {
  storeVersion,
  type Appended,
  type AppendOptions,
  type CaptureAbout,
  type CapturePage,
  type CaptureSpec,
  type CompleteOptions,
  type Created,
  type Look,
  type Measured,
  type Space,
  type Store,
  type Swept,
  type StoredCapture,
} from './store.ts';
import { Sweeper } from './sweep.ts';
import { findUpload } from './upload-address.ts';

export interface CaptureStoreOptions {
  /** Unix milliseconds; for tests. */
  now?: () => number;
  /** After how long an upload that nobody goes on with is removed. Default 24 h. */
  abandonAfterMs?: number;
  /** After how long of silence a stream counts as cut. Default 1 h. */
  endStreamAfterMs?: number;
  /** How long it is told that there was a capture. Default 400 days. */
  rememberGoneMs?: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The store, over whatever keeps its objects. */
export class CaptureStore implements Store {
  readonly #objects: Objects;
  readonly #captures: Captures;
  readonly #catalogue: Catalogue;
  readonly #removal: Removal;
  readonly #intake: Intake;
  readonly #completer: Completer;
  readonly #renaming: Renaming;
  readonly #sweeper: Sweeper;
  /** Of what changes a capture's record, one at a time; what happens on other servers is dealt with besides. */
  readonly #locks = new IdLocks();

  constructor(objects: Objects, options: CaptureStoreOptions = {}) {
    const { now = Date.now, endStreamAfterMs = hourMs, abandonAfterMs = dayMs } = options;
    this.#objects = objects;
    this.#captures = new Captures(objects, now);
    this.#catalogue = new Catalogue(this.#captures);
    this.#removal = new Removal(this.#captures, this.#catalogue, options.rememberGoneMs ?? 400 * dayMs);
    this.#intake = new Intake(this.#captures, endStreamAfterMs);
    this.#completer = new Completer(this.#captures, this.#catalogue, this.#removal);
    this.#renaming = new Renaming(this.#captures, this.#removal);
    this.#sweeper = new Sweeper(this.#captures, this.#removal, this.#completer, {
      abandonAfterMs,
      endStreamAfterMs,
    });
  }

  prepare(): Promise<void> {
    return claimLayout(this.#captures);
  }

  async create(spec: CaptureSpec): Promise<Created> {
    const now = this.#captures.now();
    const key = toRandomId();
    const id = toRandomId();
    const upload = spec.resumable ? toRandomId() : undefined;
    if (spec.sha256 !== undefined && !/^[0-9a-f]{64}$/i.test(spec.sha256)) {
      throw new StoreError(sayOfStore('bad-value', { what: 'sha256' }));
    }
    const kind = toStoredKind(spec.kind);
    const manifest: Manifest = {
      version: storeVersion,
      id,
      tag: checkTag(spec.tag),
      name: checkName(spec.name),
      live: spec.live ?? false,
      createdAt: new Date(now).toISOString(),
      ...(spec.keepSeconds === undefined
        ? {}
        : { expiresAt: new Date(now + spec.keepSeconds * 1000).toISOString() }),
      ...(spec.declaredBytes === undefined ? {} : { declaredBytes: spec.declaredBytes }),
      ...(spec.sha256 ? { sha256: spec.sha256.toLowerCase() } : {}),
      ...(kind ? { kind } : {}),
      ...(spec.summary ? { summary: toPlainText(spec.summary, 500) } : {}),
      keyHash: hashKey(key),
      ...(upload === undefined ? {} : { uploadHash: hashKey(upload) }),
    };
    // Marks first: whatever is left of a create that was cut off is found by the sweep.
    await this.#objects.put(keys.open(id), new Uint8Array());
    if (manifest.expiresAt) await this.#objects.put(keys.expiry(id, manifest.expiresAt), new Uint8Array());
    if (manifest.uploadHash) await this.#captures.putJson(keys.upload(manifest.uploadHash), { id });
    await this.#captures.putJson(keys.manifest(id), manifest);
    const { capture } = toKept(manifest, {}, []);
    if (manifest.live) await this.#catalogue.add(capture);
    return { capture, key, ...(upload === undefined ? {} : { upload }) };
  }

  findUpload(address: string): Promise<StoredCapture> {
    return findUpload(this.#captures, address);
  }

  append(
    id: string,
    offset: number,
    chunks: AsyncIterable<Uint8Array>,
    options: AppendOptions = {},
  ): Promise<Appended> {
    return this.#intake.append(id, offset, chunks, options);
  }

  complete(id: string, options: CompleteOptions = {}): Promise<StoredCapture> {
    return this.#completer.complete(id, options);
  }

  async stat(id: string): Promise<StoredCapture> {
    return (await this.#captures.find(id)).capture;
  }

  async look(id: string): Promise<Look> {
    const { capture, pieces } = await this.#captures.find(id);
    return {
      capture,
      read: ([from, to] = [0, capture.sizeBytes]) => {
        if (from < 0 || to > capture.sizeBytes || from > to) {
          throw new StoreError(sayOfStore('bad-range', { sizeBytes: capture.sizeBytes }));
        }
        return this.#captures.readPieces(id, pieces, from, to);
      },
    };
  }

  hasNews(id: string, from: number): Promise<boolean> {
    return this.#captures.hasNews(id, from);
  }

  async read(id: string, range?: [from: number, to: number]): Promise<AsyncIterable<Uint8Array>> {
    return (await this.look(id)).read(range);
  }

  list(tag: string, options: { after?: string; limit?: number; search?: string } = {}): Promise<CapturePage> {
    return this.#catalogue.list(tag, options);
  }

  listSession(tag: string, session: string): Promise<StoredCapture[]> {
    return this.#catalogue.listSession(tag, session);
  }

  async describe(id: string, about: CaptureAbout): Promise<void> {
    const json = JSON.stringify({
      kind: toStoredKind(about.kind) ?? 'unknown',
      summary: toPlainText(about.summary, 500),
    });
    await this.#locks.run(id, () => this.#renaming.add(id, keys.about(id), new TextEncoder().encode(json)));
  }

  async putPicture(id: string, png: Uint8Array): Promise<void> {
    await this.#locks.run(id, () => this.#renaming.add(id, keys.picture(id), png));
  }

  async readPicture(id: string): Promise<Uint8Array | undefined> {
    await this.#captures.find(id);
    const chunks = await this.#objects.get(keys.picture(id));
    return chunks && readAll(chunks);
  }

  rename(id: string, key: string, change: Partial<Label>): Promise<StoredCapture> {
    return this.#locks.run(id, () => this.#renaming.rename(id, key, change));
  }

  remove(id: string, key: string): Promise<{ sizeBytes: number; noted: boolean }> {
    return this.#locks.run(id, async () => {
      const kept = await this.#captures.find(id);
      checkKey(kept.manifest, key);
      const at = new Date(this.#captures.now()).toISOString();
      const noted = await this.#removal.bury(id, kept, 'removed', at);
      return { sizeBytes: kept.capture.sizeBytes, noted };
    });
  }

  async discard(id: string): Promise<void> {
    const kept = await this.#captures.find(id);
    if (!kept.completion) await this.#removal.erase(id, kept);
  }

  sweep(): Promise<Swept> {
    return this.#sweeper.sweep();
  }

  measure(): Promise<Measured> {
    return measure(this.#captures, this.#removal);
  }

  findSpace(): Promise<Space | undefined> {
    return this.#objects.findSpace();
  }

  check(): Promise<void> {
    return this.#objects.check();
  }

  close(): Promise<void> {
    return this.#objects.close();
  }
}

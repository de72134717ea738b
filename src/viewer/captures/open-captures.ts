import { siteAddress, siteBase, toSitePath } from '#locale/site-path.ts';
import type { Kind } from '#model/kind.ts';
import { CaptureError } from '#model/notice.ts';
import { toOwnPath } from '#view/capture-ref.ts';
import { fetchCapture, statCapture, StoreClientError } from '#api/store-client.ts';
import type { CaptureRef } from '#view/view-state.ts';
import { parseFile } from '#workers/parse-client.ts';
import { sayOfWorker } from '#workers/says.ts';
import { loadBody } from './CaptureBody.tsx';
import type { CatalogEntry } from './catalog.ts';
import { toItems } from './items.ts';
import { followGrowing } from './follow-growing.ts';
import { dropKeptFile, findKeptFile, keepFile } from './kept-files.ts';
import { sayOfOpening } from './says.ts';
import type { OpenItem, ReadFailure, Source } from './source.ts';

/**
 * What is open on a page. Reads in workers, tells its listeners of each change, and gives the list
 * as items. Nothing here touches the network but to fetch what the site itself publishes or its
 * server keeps, or an address of the same origin that the reader gave.
 */
export class OpenCaptures {
  #sources: Source[] = [];
  #items: OpenItem[] = [];
  #listeners = new Set<() => void>();
  #aborts = new Map<number, AbortController>();
  /** Files that a link names, being looked for among those that this browser keeps. */
  #lookups = new Set<Promise<File | undefined>>();
  #nextId = 1;
  #isBegun = false;
  #isReplacing = false;
  readonly #catalog: readonly CatalogEntry[];

  constructor(catalog: readonly CatalogEntry[]) {
    this.#catalog = catalog;
  }

  get items(): readonly OpenItem[] {
    return this.#items;
  }

  /** Whether all that the page is opened with has been begun to be read: until then more will come. */
  get isBegun(): boolean {
    return this.#isBegun;
  }

  markBegun(): void {
    if (this.#isBegun) return;
    this.#isBegun = true;
    this.#tell();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Opens dropped, picked or pasted files; each fills the place of a missing one of the same name, if there is one.
   *
   * @param onProgress called when all of them are listed, and none is read yet; then each time one is read or has failed
   */
  async addFiles(files: readonly File[], slot?: string, onProgress?: () => void): Promise<void> {
    // Only then is it known what is missing.
    await Promise.all(this.#lookups);
    const begun = files.map((file) => {
      const gap = this.#sources.find(
        (source) =>
          source.status === 'missing' &&
          (slot ? source.slot === slot : source.name === file.name || files.length === 1),
      );
      const ref: CaptureRef = { from: 'file', name: file.name, sizeBytes: file.size, sha256: '' };
      if (!gap) return this.#read(this.#start(ref, file.name, file.size, slot), async () => [file]);
      return this.#fill(gap, file);
    });
    onProgress?.();
    await Promise.all(begun.map((one) => one.then(onProgress)));
  }

  /** Opens whatever a link names. */
  async addRef(ref: CaptureRef, slot?: string): Promise<void> {
    switch (ref.from) {
      case 'site':
        return this.#addSite(ref, slot);
      case 'url':
        return this.#addUrl(ref, slot);
      case 'store':
        return this.#addStored(ref, slot);
      case 'link':
        return this.#addLinkData(ref, slot);
      case 'file': {
        const source = this.#start(ref, ref.name, ref.sizeBytes, slot);
        const lookup = findKeptFile(ref.sha256);
        this.#lookups.add(lookup);
        const kept = await lookup;
        this.#lookups.delete(lookup);
        if (!this.#sources.some(({ id }) => id === source.id)) return;
        if (kept) return this.#read(source, async () => [kept]);
        this.#change(source.id, { status: 'missing' });
      }
    }
  }

  remove(slot: string): void {
    const gone = this.#items.find((item) => item.slot === slot)?.sources ?? [];
    for (const source of gone) {
      this.#aborts.get(source.id)?.abort();
      for (const { sha256 } of source.files) void dropKeptFile(sha256);
    }
    this.#sources = this.#sources.filter((source) => !gone.some(({ id }) => id === source.id));
    this.#tell();
  }

  clear(): void {
    this.replace([]);
  }

  /**
   * Opens what a link names in the place of all that is open. Told of once: who writes down what is open must
   * find neither nothing nor half of it.
   */
  replace(captures: readonly { ref: CaptureRef; slot?: string }[]): void {
    for (const abort of this.#aborts.values()) abort.abort();
    this.#sources = [];
    this.#isReplacing = true;
    for (const { ref, slot } of captures) void this.addRef(ref, slot);
    this.#isReplacing = false;
    this.#tell();
  }

  async #addSite(ref: CaptureRef & { from: 'site' }, slot: string | undefined): Promise<void> {
    const entry = this.#catalog.find(({ name }) => name === ref.name);
    if (!entry) {
      const source = this.#start(ref, ref.name, 0, slot);
      return this.#fail(source, sayOfOpening('unknown-site-capture', { name: ref.name }));
    }
    const sizeBytes = entry.files.reduce((sum, file) => sum + file.sizeBytes, 0);
    const source = this.#start(ref, entry.name, sizeBytes, slot ?? entry.name);
    return this.#read(source, (signal) =>
      Promise.all(entry.files.map((file) => fetchFile(file.url, file.name, signal))),
    );
  }

  /** A link that was cut on its way still shows what came through, and says what is lost. */
  #addLinkData(ref: CaptureRef & { from: 'link' }, slot: string | undefined): Promise<void> {
    const source = this.#start(ref, ref.name, ref.sizeBytes ?? 0, slot);
    return this.#attempt(source, async (signal) => {
      let blob = new Blob();
      const file = await parseFile({ packed: ref.data }, ref.name, {
        signal,
        onProgress: (bytesRead) => this.#change(source.id, { bytesRead }),
        onRecognised: beginBody,
        onUnpacked: (unpacked) => {
          ({ blob } = unpacked);
          const notices = unpacked.problem ? [unpacked.problem] : [];
          this.#change(source.id, { sizeBytes: blob.size, notices });
        },
      });
      this.#change(source.id, { status: 'ready', files: [file], blobs: [{ name: ref.name, blob }] });
    });
  }

  async #addUrl(ref: CaptureRef & { from: 'url' }, slot: string | undefined): Promise<void> {
    const path = toOwnPath(ref.url, location.href, siteBase());
    const name = decodeURIComponentSafely((path ?? ref.url).split(/[?#]/)[0]?.split('/').pop() || ref.url);
    const source = this.#start(path === undefined ? ref : { from: 'url', url: path }, name, 0, slot);
    if (path === undefined) {
      return this.#fail(source, sayOfOpening('foreign-url', { url: ref.url, origin: siteAddress() }));
    }
    return this.#read(source, async (signal) => [await fetchFile(toSitePath(path), name, signal)]);
  }

  /** Of the server that the page came from; one that still grows is read again as it does. */
  async #addStored(ref: CaptureRef & { from: 'store' }, slot: string | undefined): Promise<void> {
    const source = this.#start(ref, ref.name ?? ref.id, 0, slot);
    const abort = new AbortController();
    this.#aborts.set(source.id, abort);
    try {
      const { name, sizeBytes, state } = await statCapture(siteAddress(), ref.id, abort.signal);
      if (abort.signal.aborted) return;
      this.#change(source.id, { name, sizeBytes, ref: { ...ref, name } });
      if (state !== 'growing') {
        this.#change(source.id, { ended: state });
        return await this.#read(source, async (signal) => [
          new File([await fetchCapture(siteAddress(), ref.id, signal)], name),
        ]);
      }
      await followGrowing(ref.id, name, abort.signal, (change) => this.#change(source.id, change));
    } catch (error) {
      if (!abort.signal.aborted) this.#fail(source, toFailure(error));
    } finally {
      this.#aborts.delete(source.id);
    }
  }

  async #fill(gap: Source, file: File): Promise<void> {
    const expected = gap.ref;
    this.#change(gap.id, { status: 'reading', bytesRead: 0, sizeBytes: file.size, failure: undefined });
    await this.#read(gap, async () => [file]);
    const filled = this.#sources.find(({ id }) => id === gap.id);
    if (filled?.status !== 'ready' || expected.from !== 'file') return;
    const other = expected.sha256 !== '' && filled.files[0]?.sha256 !== expected.sha256;
    this.#change(gap.id, { name: file.name, remark: other ? 'other-file' : undefined });
  }

  #start(ref: CaptureRef, name: string, sizeBytes: number, slot: string | undefined): Source {
    const source: Source = {
      id: this.#nextId++,
      ref,
      slot,
      name,
      sizeBytes,
      status: 'reading',
      bytesRead: 0,
      files: [],
      blobs: [],
      notices: [],
      failure: undefined,
      remark: undefined,
    };
    this.#sources = [...this.#sources, source];
    this.#tell();
    return source;
  }

  /** Each file in a worker of its own; how many run at once is the pool's to say. */
  #read(source: Source, open: (signal: AbortSignal) => Promise<File[]>): Promise<void> {
    return this.#attempt(source, async (signal) => {
      const blobs = await open(signal);
      this.#change(source.id, { sizeBytes: blobs.reduce((sum, file) => sum + file.size, 0) });
      const bytesRead = blobs.map(() => 0);
      const files = await Promise.all(
        blobs.map((file, index) =>
          parseFile(file, file.name, {
            signal,
            onRecognised: beginBody,
            onProgress: (bytes) => {
              bytesRead[index] = bytes;
              this.#change(source.id, { bytesRead: bytesRead.reduce((sum, one) => sum + one, 0) });
            },
          }),
        ),
      );
      const own = source.ref.from === 'file' ? files[0] : undefined;
      if (own && blobs[0]) void keepFile(own.sha256, blobs[0]);
      this.#change(source.id, {
        status: 'ready',
        files,
        blobs: blobs.map((blob) => ({ name: blob.name, blob })),
        ...(own
          ? { ref: { from: 'file', name: own.name, sizeBytes: own.sizeBytes, sha256: own.sha256 } }
          : {}),
      });
    });
  }

  /** Ends early where the source is removed; what goes wrong is the source's failure. */
  async #attempt(source: Source, act: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const abort = new AbortController();
    this.#aborts.set(source.id, abort);
    try {
      await act(abort.signal);
    } catch (error) {
      if (!abort.signal.aborted) this.#fail(source, toFailure(error));
    } finally {
      this.#aborts.delete(source.id);
    }
  }

  #fail(source: Source, failure: ReadFailure): void {
    this.#change(source.id, { status: 'failed', failure });
  }

  #change(id: number, change: Partial<Source>): void {
    this.#sources = this.#sources.map((source) => (source.id === id ? { ...source, ...change } : source));
    this.#tell();
  }

  #tell(): void {
    if (this.#isReplacing) return;
    this.#items = toItems(this.#sources);
    for (const listener of this.#listeners) listener();
  }
}

/** What a capture is drawn by is loaded while it is parsed. Where that fails, its place says so when it is to be drawn. */
function beginBody(kind: Kind): void {
  loadBody(kind).catch(() => undefined);
}

async function fetchFile(url: string, name: string, signal: AbortSignal): Promise<File> {
  let response: Response;
  let blob: Blob;
  try {
    response = await fetch(url, { signal });
    blob = await response.blob();
  } catch (error) {
    if (signal.aborted) throw error;
    throw new FetchError(sayOfOpening('no-answer', { url }));
  }
  if (!response.ok) {
    // HTTP/2 has numbers alone.
    const status = `${response.status} ${response.statusText}`.trim();
    throw new FetchError(sayOfOpening('http-status', { url, status }));
  }
  return new File([blob], name);
}

/** Why bytes did not come from the site. */
class FetchError extends CaptureError {
  override name = 'FetchError';
}

function toFailure(error: unknown): ReadFailure {
  if (error instanceof CaptureError) return error.failure;
  if (error instanceof StoreClientError)
    return { from: 'store', said: error.failure, message: error.message };
  return sayOfWorker('unexpected', { what: error instanceof Error ? error.message : String(error) });
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

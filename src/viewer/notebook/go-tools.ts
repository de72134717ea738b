import { toSitePath } from '#locale/site-path.ts';
import type { FileEntry, GoToolsManifest, GoToolsStatus } from '#notebook/go/tools-manifest.ts';
import type { ToolName, WantedFile } from '#notebook/go-frame/messages.ts';
import { fetchBytes } from './fetch-bytes.ts';
import type { GoFrame } from './go-frame.ts';

/** How far Go's compiler is on its way into the page. */
export type ToolsState =
  | { state: 'unknown' }
  /** The reader's browser asks to save data: they are asked first. Bytes as they are sent. */
  | { state: 'asking'; bytes: number }
  | { state: 'fetching'; doneBytes: number; bytes: number }
  | { state: 'starting' }
  | { state: 'ready'; goVersion: string }
  | { state: 'building'; done: number; of: number }
  | { state: 'none' }
  | { state: 'not-built'; message: string }
  | { state: 'failed'; message: string };

/** How often a server is asked that still builds them. */
const askMs = 2000;

const toolNames: readonly ToolName[] = ['compile', 'link', 'gofmt'];

/** Fetches Go's compiler once, when the first cell is edited, and hands it to the frame. */
export class GoToolsLoader {
  readonly #folder: string;
  readonly #frame: () => GoFrame;
  readonly #listeners = new Set<(state: ToolsState) => void>();
  #state: ToolsState = { state: 'unknown' };
  #manifest: { manifest: GoToolsManifest; folder: string; isPacked: boolean } | undefined;
  #loading: Promise<void> | undefined;

  /** @param frame made when it is needed */
  constructor(frame: () => GoFrame, folder = toSitePath('/go-tools/')) {
    this.#frame = frame;
    this.#folder = folder;
  }

  get state(): ToolsState {
    return this.#state;
  }

  /** Called at once, and with each change. @returns how to end that */
  subscribe(listener: (state: ToolsState) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#state);
    return () => this.#listeners.delete(listener);
  }

  /** Begins, where it has not begun; resolves when they are ready, or are not to be had. */
  load({ isAgreed = false } = {}): Promise<void> {
    if (this.#loading && !(isAgreed && this.#state.state === 'asking') && !this.#canRetry())
      return this.#loading;
    return (this.#loading = this.#load(isAgreed).catch((error: Error) => {
      this.#set({ state: 'failed', message: error.message });
    }));
  }

  /** Resolves with whether there is a compiler, however long it is on its way. */
  whenSettled(): Promise<boolean> {
    return new Promise((resolve) => {
      const end = this.subscribe(({ state }) => {
        if (!['ready', 'none', 'not-built', 'failed'].includes(state)) return;
        // The first call may come before there is an end to call.
        queueMicrotask(() => end());
        resolve(state === 'ready');
      });
    });
  }

  /** A file of a package, which the compiler asks for while it builds. */
  async loadFile({ importPath, of }: WantedFile): Promise<ArrayBuffer> {
    const entry = this.#manifest?.manifest.packages[importPath]?.[of];
    if (!entry) throw new Error(`no package ${importPath}`);
    return this.#fetch(entry);
  }

  #canRetry(): boolean {
    return ['failed', 'not-built', 'none'].includes(this.#state.state);
  }

  async #load(isAgreed: boolean): Promise<void> {
    const id = await this.#waitUntilBuilt();
    if (id === undefined) return;
    const folder = `${this.#folder}${id}/`;
    const answer = await fetch(`${folder}manifest.json`);
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    const manifest = (await answer.json()) as GoToolsManifest;
    // Of a host that compresses nothing the files are taken as they lie compressed beside themselves.
    const isPacked = !answer.headers.get('content-encoding');
    this.#manifest = { manifest, folder, isPacked };
    // The three may be one file.
    const entries = [...new Map(toolNames.map((name) => [manifest[name].path, manifest[name]])).values()];
    if (!isAgreed && savesData()) {
      this.#set({ state: 'asking', bytes: sum(entries, isPacked ? sentAsGzip : sentAsBrotli) });
      return;
    }
    await this.#fetchTools(manifest, entries);
  }

  /** @returns undefined where there will be none */
  async #waitUntilBuilt(): Promise<string | undefined> {
    for (;;) {
      const answer = await fetch(`${this.#folder}status.json`, { cache: 'no-cache' });
      if (answer.status === 404) {
        this.#set({ state: 'none' });
        return undefined;
      }
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      const status = (await answer.json()) as GoToolsStatus;
      if (status.state === 'ready') return status.id;
      if (status.state === 'none') {
        this.#set({ state: 'none' });
        return undefined;
      }
      if (status.state === 'failed') {
        this.#set({ state: 'not-built', message: status.message });
        return undefined;
      }
      this.#set({ state: 'building', done: status.done, of: status.of });
      await new Promise((resolve) => setTimeout(resolve, askMs));
    }
  }

  async #fetchTools(manifest: GoToolsManifest, entries: readonly FileEntry[]): Promise<void> {
    const isPacked = this.#manifest?.isPacked ?? false;
    const sent = isPacked ? sentAsGzip : sentAsBrotli;
    const bytes = sum(entries, sent);
    const done = new Map<FileEntry, number>();
    const report = () => {
      const doneBytes = [...done].reduce((all, [entry, share]) => all + sent(entry) * share, 0);
      this.#set({ state: 'fetching', doneBytes, bytes });
    };
    report();
    const frame = this.#frame();
    const loads = entries.map((entry) =>
      this.#fetch(entry, (read) => {
        done.set(entry, Math.min(1, read / entry.sizeBytes));
        report();
      }),
    );
    const [runtime, ...files] = await Promise.all([this.#fetch(manifest.wasmExec), ...loads]);
    this.#set({ state: 'starting' });
    const { goVersion, packages } = manifest;
    await frame.setRuntime(goVersion, new TextDecoder().decode(runtime));
    const placeOf = (name: ToolName) => entries.findIndex(({ path }) => path === manifest[name].path);
    const places = { compile: placeOf('compile'), link: placeOf('link'), gofmt: placeOf('gofmt') };
    await frame.setTools(goVersion, files, places, { goVersion, packages });
    this.#set({ state: 'ready', goVersion });
  }

  #fetch(entry: FileEntry, onRead?: (bytes: number) => void): Promise<ArrayBuffer> {
    const { folder = '', isPacked = false } = this.#manifest ?? {};
    return fetchBytes(`${folder}${entry.path}${isPacked ? '.gz' : ''}`, onRead);
  }

  #set(state: ToolsState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }
}

function sum(entries: readonly FileEntry[], sent: (entry: FileEntry) => number): number {
  return entries.reduce((all, entry) => all + sent(entry), 0);
}

const sentAsGzip = ({ gzipBytes }: FileEntry) => gzipBytes;
const sentAsBrotli = ({ gzipBytes, brotliBytes = gzipBytes }: FileEntry) => brotliBytes;

function savesData(): boolean {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
}

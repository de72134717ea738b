import { readAll } from '#store/objects.ts';
import type { Store, StoredCapture } from '#store/store.ts';
import { toFailure } from './answers.ts';
import { toCause } from './causes.ts';
import { type Bounds, type Found, readInChild, toBounds } from './describe-child.ts';
import { FairQueue, toLane } from './fair-queue.ts';
import { type Log, toLogId } from './log.ts';

export interface DescriberOptions {
  store: Store;
  /** The program that reads a capture, src/describe/child.ts: see `readInChild`. */
  script: string;
  maxBytes: number;
  /** What reading one of a size may cost; for tests. */
  bounds?: (sizeBytes: number) => Bounds;
  log: Log;
}

const mostWaiting = 1000;
/** Of a capture whose reading was stopped, before it counts as one that cannot be read. */
const mostTries = 3;
/** What a child reads beside a large capture that another reads. */
const smallBytes = 2 ** 20;
/** Enough to tell a format by, when it is packed and packed again. */
const headBytes = 64 * 1024;

/**
 * Finds out what a capture is, and pictures it, in child processes of bounded memory and time. Who
 * uploads much waits for it, and nobody else does: the queue is fair by address. What does not fit
 * into it, or was stopped, is left for when somebody asks.
 */
export class Describer {
  readonly #options: DescriberOptions;
  readonly #queue = new FairQueue({ mostWaiting });
  /** How often a capture was begun in vain; by id. */
  readonly #tries = new Map<string, number>();

  constructor(options: DescriberOptions) {
    this.#options = options;
  }

  /** Whether there is anything to find out about it. */
  wants(capture: StoredCapture): boolean {
    return capture.state !== 'growing' && capture.sizeBytes <= this.#options.maxBytes && !capture.looked;
  }

  /**
   * Resolves when it has been looked at, whatever came of it, or there is no room for it now; never
   * rejects.
   *
   * @param address of who uploads it, or asks for it
   */
  async look(capture: StoredCapture, address: string): Promise<void> {
    if (!this.wants(capture)) return;
    const { id, sizeBytes } = capture;
    await this.#queue.add(id, toLane(address), sizeBytes <= smallBytes, async () => {
      try {
        await this.#describe(capture);
      } catch (error) {
        const { code } = toFailure(error).said;
        // Removed while it waited.
        if (code === 'gone' || code === 'not-found') return;
        this.#options.log('describe-failed', { id: toLogId(id), code, ...toCause(error) });
      }
    });
  }

  async idle(): Promise<void> {
    await this.#queue.idle();
  }

  /** What waits is left for when somebody asks. */
  stop(): void {
    this.#queue.clear();
  }

  async #describe(capture: StoredCapture): Promise<void> {
    const { store, script, log, bounds = toBounds } = this.#options;
    const { id, name, sizeBytes } = capture;
    const started = performance.now();
    const known = await this.#hasKnownFormat(capture);
    const found: Found = known
      ? await readInChild(script, name, await store.read(id), bounds(sizeBytes))
      : { state: 'unreadable' };
    if (found.state === 'stopped' && !this.#isLastTry(id)) {
      log('describe-stopped', { id: toLogId(id), sizeBytes, reason: found.why });
      return;
    }
    this.#tries.delete(id);
    const picture = found.state === 'read' ? found.picture : undefined;
    if (picture) await store.putPicture(id, picture);
    const description = found.state === 'unreadable' ? undefined : found.description;
    // What its uploader has said of it stays, where there is nothing better.
    const { kind = 'unknown', summary = '' } = capture;
    await store.describe(id, description ?? { kind, summary });
    log('described', {
      id: toLogId(id),
      kind: description?.kind ?? 'unknown',
      picture: picture?.length ?? 0,
      ms: Math.round(performance.now() - started),
    });
  }

  /** A look at the first bytes, which costs next to nothing: most of what is no capture ends here. */
  async #hasKnownFormat({ id, name, sizeBytes }: StoredCapture): Promise<boolean> {
    // Loaded when the first capture comes: a server at rest has no need of it.
    const { detectHead } = await import('#formats/detect-head.ts');
    const head = await readAll(await this.#options.store.read(id, [0, Math.min(sizeBytes, headBytes)]));
    return (await detectHead(head, name)) !== undefined;
  }

  #isLastTry(id: string): boolean {
    const tries = (this.#tries.get(id) ?? 0) + 1;
    if (this.#tries.size > 10_000) this.#tries.clear();
    this.#tries.set(id, tries);
    return tries >= mostTries;
  }
}

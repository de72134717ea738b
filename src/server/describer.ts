import { spawn } from 'node:child_process';
import { readAll } from '#store/objects.ts';
import type { Store, StoredCapture } from '#store/store.ts';
import { toFailure } from './answers.ts';
import { type Log, toLogId } from './log.ts';

/** What the child process says of a capture. */
interface Description {
  kind: string;
  summary: string;
}

export interface DescriberOptions {
  store: Store;
  /** The program that reads a capture: bytes in on stdin, a line of JSON out, a PNG on its fourth descriptor. */
  script: string;
  maxBytes: number;
  timeoutMs?: number;
  log: Log;
}

const mostWaiting = 200;
const largestPicture = 2 * 1024 * 1024;

/**
 * Finds out what a capture is, and pictures it, in a child process of bounded memory and time that
 * gets the bytes and nothing else: what a stranger sent is never parsed in the server itself. One
 * at a time; what does not fit into the queue is left for when somebody asks.
 */
export class Describer {
  readonly #options: DescriberOptions;
  readonly #running = new Map<string, Promise<void>>();
  #queue: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(options: DescriberOptions) {
    this.#options = options;
  }

  /** Whether there is anything to find out about it. */
  wants(capture: StoredCapture): boolean {
    return capture.state !== 'growing' && capture.sizeBytes <= this.#options.maxBytes && !capture.looked;
  }

  /** Resolves when it has been looked at, whatever came of it; never rejects. */
  look(capture: StoredCapture): Promise<void> {
    if (!this.wants(capture)) return Promise.resolve();
    const running = this.#running.get(capture.id);
    if (running) return running;
    if (this.#waiting >= mostWaiting) return Promise.resolve();
    this.#waiting++;
    const task = this.#queue.then(async () => {
      try {
        await this.#describe(capture);
      } catch (error) {
        const reason = toFailure(error).code === 'unexpected' ? String(error) : toFailure(error).code;
        this.#options.log('describe-failed', { id: toLogId(capture.id), reason });
      } finally {
        this.#waiting--;
        this.#running.delete(capture.id);
      }
    });
    this.#queue = task;
    this.#running.set(capture.id, task);
    return task;
  }

  async idle(): Promise<void> {
    await this.#queue;
  }

  async #describe(capture: StoredCapture): Promise<void> {
    const { store, log } = this.#options;
    const started = performance.now();
    const bytes = await readAll(await store.read(capture.id));
    const { description, picture } = await this.#run(bytes, capture.name);
    if (picture) await store.putPicture(capture.id, picture);
    // What its uploader has said of it stays, where there is nothing better.
    const { kind = 'unknown', summary = '' } = capture;
    await store.describe(capture.id, description.kind === 'unknown' ? { kind, summary } : description);
    log('described', {
      id: toLogId(capture.id),
      kind: description.kind,
      picture: picture?.length ?? 0,
      ms: Math.round(performance.now() - started),
    });
  }

  #run(
    bytes: Uint8Array,
    name: string,
  ): Promise<{ description: Description; picture: Uint8Array | undefined }> {
    const unknown: Description = { kind: 'unknown', summary: '' };
    return new Promise((resolve) => {
      const child = spawn(
        process.execPath,
        ['--max-old-space-size=512', '--max-semi-space-size=16', this.#options.script, name],
        {
          // No tokens, no keys of the bucket.
          env: { PATH: process.env['PATH'], NODE_ENV: 'production' },
          stdio: ['pipe', 'pipe', 'ignore', 'pipe'],
        },
      );
      const timer = setTimeout(() => child.kill('SIGKILL'), this.#options.timeoutMs ?? 20_000);
      const out: Buffer[] = [];
      const picture: Buffer[] = [];
      const collect = (into: Buffer[], most: number) => (chunk: Buffer) => {
        into.push(chunk);
        if (into.reduce((sum, part) => sum + part.length, 0) > most) child.kill('SIGKILL');
      };
      child.stdout?.on('data', collect(out, 64 * 1024));
      (child.stdio[3] as NodeJS.ReadableStream | null)?.on('data', collect(picture, largestPicture));
      child.stdin?.on('error', () => {});
      child.stdin?.end(bytes);
      child.once('error', () => resolve({ description: unknown, picture: undefined }));
      child.once('close', (code) => {
        clearTimeout(timer);
        const description = code === 0 ? findDescription(Buffer.concat(out).toString('utf8')) : undefined;
        const png = Buffer.concat(picture);
        const isPng = png.subarray(0, 4).toString('latin1') === '\u0089PNG' && code === 0;
        resolve({ description: description ?? unknown, picture: isPng ? png : undefined });
      });
    });
  }
}

function findDescription(text: string): Description | undefined {
  try {
    const { kind, summary } = JSON.parse(text) as Partial<Description>;
    return typeof kind === 'string' && typeof summary === 'string' ? { kind, summary } : undefined;
  } catch {
    return undefined;
  }
}

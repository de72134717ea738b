import { createHash, type Hash } from 'node:crypto';
import { Worker } from 'node:worker_threads';

/** The SHA-256 of bytes that come piece by piece. */
export interface RunningHash {
  /** Looks at bytes before they are written. */
  see(chunk: Uint8Array): void;
  /** Is given bytes once they are written: where nobody else has them, their memory is given back. */
  drop(chunks: readonly Uint8Array[]): Promise<void> | void;
  /** In hex. */
  digest(): Promise<string>;
  close(): void;
}

/** From where on a thread is worth its start. */
const largeBytes = 16 * 1024 * 1024;

/**
 * To hash a gigabyte takes most of a second, in which nothing else is read from any connection. Where the bytes are
 * of nobody else and many, it is done beside.
 *
 * @param expectedBytes how many are to come, where that is known
 */
export function startHash(ownsChunks: boolean, expectedBytes: number | undefined): RunningHash {
  if (!ownsChunks) return new OwnHash(() => {});
  return (expectedBytes ?? 0) >= largeBytes ? new ThreadHash() : new OwnHash(giveBack);
}

class OwnHash implements RunningHash {
  readonly #hash: Hash = createHash('sha256');
  readonly drop: (chunks: readonly Uint8Array[]) => void;

  constructor(drop: (chunks: readonly Uint8Array[]) => void) {
    this.drop = drop;
  }

  see(chunk: Uint8Array): void {
    this.#hash.update(chunk);
  }

  async digest(): Promise<string> {
    return this.#hash.digest('hex');
  }

  close(): void {}
}

/**
 * Left to the collector, a gigabyte of chunks makes it go over the whole heap every few megabytes, for a third of
 * the time that an upload takes, and as many again wait to be found.
 */
function giveBack(chunks: readonly Uint8Array[]): void {
  for (const chunk of chunks) wholeBuffer(chunk)?.transfer(0);
}

class ThreadHash implements RunningHash {
  readonly #thread = HashThread.take();
  readonly #id = this.#thread.open();
  #turn: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  see(): void {}

  /** Resolves when what was given before is hashed, so that no more than two lots are held. */
  async drop(chunks: readonly Uint8Array[]): Promise<void> {
    await this.#turn;
    // Of a chunk that goes on in the next piece the rest is still to be written.
    const buffers = chunks.map((chunk) => wholeBuffer(chunk) ?? new Uint8Array(chunk).buffer);
    void this.#ask(buffers);
  }

  async digest(): Promise<string> {
    await this.#turn;
    return this.#ask('digest');
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#thread.close(this.#id);
  }

  #ask(asked: ArrayBuffer[] | 'digest'): Promise<string> {
    const answer = this.#thread.ask(this.#id, asked);
    answer.catch(() => {});
    this.#turn = answer;
    return answer;
  }
}

/**
 * What a thread does: of each hash by its number, it hashes what it is given and says when it has, or says the hash. A
 * text, since a server that is built is one file.
 */
const program = `
const { parentPort } = require('node:worker_threads');
const { createHash } = require('node:crypto');
const hashes = new Map();
parentPort.on('message', ([id, asked]) => {
  if (asked === 'close') return hashes.delete(id);
  let hash = hashes.get(id);
  if (!hash) hashes.set(id, (hash = createHash('sha256')));
  if (asked === 'digest') return parentPort.postMessage([id, hash.digest('hex')]);
  for (const buffer of asked) {
    hash.update(new Uint8Array(buffer));
    buffer.transfer(0);
  }
  parentPort.postMessage([id, '']);
});
`;

/** Threads at once: more would take time from what reads and writes. */
const mostThreads = 2;

/** A thread that many hashes share: one whose bytes come slowly holds nobody up. It ends with the last of them. */
class HashThread {
  static readonly #threads: HashThread[] = [];
  static #lastId = 0;
  readonly #worker = new Worker(program, { eval: true });
  /** By the number of a hash: what waits for the thread. */
  readonly #open = new Map<number, Waiting | undefined>();
  /** Why the thread is no more. */
  #end: Error | undefined;

  private constructor() {
    this.#worker.on('message', ([id, said]: [number, string]) => {
      const waiting = this.#open.get(id);
      if (!waiting) return;
      this.#open.set(id, undefined);
      waiting.resolve(said);
    });
    this.#worker.on('error', (error) => this.#stop(error));
  }

  /** The one with the fewest hashes, or another where there may be more. */
  static take(): HashThread {
    const threads = HashThread.#threads;
    if (threads.length < mostThreads) threads.push(new HashThread());
    return threads.reduce((least, thread) => (thread.#open.size < least.#open.size ? thread : least));
  }

  /** @returns the number of a new hash */
  open(): number {
    const id = ++HashThread.#lastId;
    this.#open.set(id, undefined);
    return id;
  }

  /** Resolves with what the thread says to it; one answer at a time is waited for of each hash. */
  ask(id: number, asked: ArrayBuffer[] | 'digest'): Promise<string> {
    return new Promise((resolve, reject) => {
      if (this.#end) throw this.#end;
      if (!this.#open.has(id)) throw unasked();
      this.#open.set(id, { resolve, reject });
      this.#worker.postMessage([id, asked], asked === 'digest' ? [] : asked);
    });
  }

  close(id: number): void {
    const waiting = this.#open.get(id);
    this.#open.delete(id);
    waiting?.reject(unasked());
    if (this.#open.size === 0) this.#stop(unasked());
    else this.#worker.postMessage([id, 'close'], []);
  }

  #stop(why: Error): void {
    if (this.#end) return;
    this.#end = why;
    for (const waiting of this.#open.values()) waiting?.reject(why);
    HashThread.#threads.splice(HashThread.#threads.indexOf(this), 1);
    void this.#worker.terminate();
  }
}

interface Waiting {
  resolve: (said: string) => void;
  reject: (error: unknown) => void;
}

const unasked = (): Error => new Error('the hash is asked for no more');

/** The memory of a chunk, where it is all of its buffer. */
function wholeBuffer({ buffer, length }: Uint8Array): ArrayBuffer | undefined {
  return buffer instanceof ArrayBuffer && length === buffer.byteLength ? buffer : undefined;
}

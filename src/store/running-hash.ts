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

/** From where on a thread of its own is worth its start. */
const largeBytes = 16 * 1024 * 1024;

/** Threads at once: what is large beyond them is hashed on the way, as what is small is. */
const mostThreads = 2;
let threads = 0;

/**
 * To hash a gigabyte takes most of a second, in which nothing else is read from any connection. Where the bytes are
 * of nobody else and many, it is done beside.
 *
 * @param expectedBytes how many are to come, where that is known
 */
export function startHash(ownsChunks: boolean, expectedBytes: number | undefined): RunningHash {
  if (ownsChunks && (expectedBytes ?? 0) >= largeBytes && threads < mostThreads) return new ThreadHash();
  return new OwnHash(ownsChunks);
}

class OwnHash implements RunningHash {
  readonly #hash: Hash = createHash('sha256');
  readonly #ownsChunks: boolean;

  constructor(ownsChunks: boolean) {
    this.#ownsChunks = ownsChunks;
  }

  see(chunk: Uint8Array): void {
    this.#hash.update(chunk);
  }

  /**
   * Left to the collector, a gigabyte of chunks makes it go over the whole heap every few megabytes, for a third of
   * the time that an upload takes, and as many again wait to be found.
   */
  drop(chunks: readonly Uint8Array[]): void {
    if (this.#ownsChunks) for (const chunk of chunks) wholeBuffer(chunk)?.transfer(0);
  }

  async digest(): Promise<string> {
    return this.#hash.digest('hex');
  }

  close(): void {}
}

/**
 * What the thread does: it hashes what it is given and says when it has, or says the hash. A text, since a server
 * that is built is one file.
 */
const program = `
const { parentPort } = require('node:worker_threads');
const hash = require('node:crypto').createHash('sha256');
parentPort.on('message', (buffers) => {
  if (buffers === 'digest') return parentPort.postMessage(hash.digest('hex'));
  for (const buffer of buffers) {
    hash.update(new Uint8Array(buffer));
    buffer.transfer(0);
  }
  parentPort.postMessage('');
});
`;

class ThreadHash implements RunningHash {
  readonly #worker = new Worker(program, { eval: true });
  /** What waits for the thread. */
  #waiting: { resolve: (said: string) => void; reject: (error: unknown) => void } | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  /** Why the thread is no more. */
  #end: Error | undefined;

  constructor() {
    threads++;
    this.#worker.on('message', (said: string) => this.#waiting?.resolve(said));
    this.#worker.on('error', (error) => this.#stop(error));
  }

  see(): void {}

  /** Resolves when what was given before is hashed, so that no more than two lots are held. */
  async drop(chunks: readonly Uint8Array[]): Promise<void> {
    await this.#turn;
    // Of a chunk that goes on in the next piece the rest is still to be written.
    const buffers = chunks.map((chunk) => wholeBuffer(chunk) ?? new Uint8Array(chunk).buffer);
    void this.#ask(buffers, buffers);
  }

  async digest(): Promise<string> {
    await this.#turn;
    return this.#ask('digest', []);
  }

  close(): void {
    this.#stop(new Error('the hash is asked for no more'));
  }

  /** Resolves with what the thread says to it. */
  #ask(message: unknown, transfer: ArrayBuffer[]): Promise<string> {
    const answer = new Promise<string>((resolve, reject) => {
      if (this.#end) throw this.#end;
      this.#waiting = { resolve, reject };
      this.#worker.postMessage(message, transfer);
    });
    answer.catch(() => {});
    this.#turn = answer;
    return answer;
  }

  #stop(why: Error): void {
    if (this.#end) return;
    this.#end = why;
    this.#waiting?.reject(why);
    threads--;
    void this.#worker.terminate();
  }
}

/** The memory of a chunk, where it is all of its buffer. */
function wholeBuffer({ buffer, length }: Uint8Array): ArrayBuffer | undefined {
  return buffer instanceof ArrayBuffer && length === buffer.byteLength ? buffer : undefined;
}

import { FormatError } from '#formats/format.ts';
import { fillIn, type ListPart } from './long-lists.ts';
import type { ParsedCapture, ParseReply, ParseRequest, ParseSource } from './messages.ts';
import type { ParseOptions } from './parse-task.ts';
import { sayOfWorker, type WorkerEnd } from './says.ts';

/** What of a Worker the pool uses. */
export type ParseWorker = Pick<
  Worker,
  'postMessage' | 'terminate' | 'onmessage' | 'onmessageerror' | 'onerror'
>;

/**
 * Workers that parse, each one file at a time and as many as the machine has cores to spare. A
 * worker that is done takes the next file, or ends after a while: its memory goes with it. To cancel
 * a parse ends its worker, in the middle of whatever it is doing.
 */
export class ParsePool {
  readonly #create: () => ParseWorker;
  readonly #limit: number;
  readonly #idleMs: number;
  #running = 0;
  #idle: { worker: ParseWorker; timer: ReturnType<typeof setTimeout> }[] = [];
  #waiting: (() => void)[] = [];

  constructor(create: () => ParseWorker, limit: number, idleMs = 10_000) {
    this.#create = create;
    this.#limit = limit;
    this.#idleMs = idleMs;
  }

  /**
   * @throws FormatError with the code of the failure, or the signal's reason
   */
  async parse(file: ParseSource, name: string, options: ParseOptions = {}): Promise<ParsedCapture> {
    const { signal } = options;
    signal?.throwIfAborted();
    await this.#takeTurn(signal);
    let worker: ParseWorker | undefined;
    try {
      signal?.throwIfAborted();
      worker = this.#take();
      const reply = await ask(worker, { file, name }, options);
      if (reply.kind === 'failed') throw new FormatError(reply.failure);
      this.#keep(worker);
      worker = undefined;
      return reply.capture;
    } finally {
      worker?.terminate();
      this.#passTurn();
    }
  }

  /** Waits until one more may run: in order, each taking over from one that ends. */
  async #takeTurn(signal: AbortSignal | undefined): Promise<void> {
    if (this.#running < this.#limit) {
      this.#running += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const leave = () => {
        this.#waiting = this.#waiting.filter((one) => one !== start);
        reject(signal?.reason as Error);
      };
      const start = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      this.#waiting.push(start);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }

  #passTurn(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running -= 1;
  }

  #take(): ParseWorker {
    const kept = this.#idle.pop();
    if (!kept) return this.#create();
    clearTimeout(kept.timer);
    return kept.worker;
  }

  #keep(worker: ParseWorker): void {
    const timer = setTimeout(() => {
      this.#idle = this.#idle.filter((one) => one.worker !== worker);
      worker.terminate();
    }, this.#idleMs);
    this.#idle.push({ worker, timer });
  }
}

function ask(
  worker: ParseWorker,
  request: ParseRequest,
  { signal, onProgress, onRecognised, onUnpacked }: ParseOptions,
): Promise<Extract<ParseReply, { kind: 'done' | 'failed' }>> {
  const parts: ListPart[] = [];
  return new Promise((resolve, reject) => {
    const cancel = () => settle(() => reject(signal?.reason as Error));
    const settle = (end: () => void) => {
      signal?.removeEventListener('abort', cancel);
      worker.onmessage = null;
      worker.onerror = null;
      worker.onmessageerror = null;
      end();
    };
    signal?.addEventListener('abort', cancel, { once: true });
    worker.onmessage = ({ data }: MessageEvent<ParseReply>) => {
      if (data.kind === 'progress') onProgress?.(data.bytesRead);
      else if (data.kind === 'recognised') onRecognised?.(data.as);
      else if (data.kind === 'unpacked') onUnpacked?.(data.unpacked);
      else if (data.kind === 'part') parts.push(data.part);
      else {
        if (data.kind === 'done') fillIn(data.capture.value, parts);
        settle(() => resolve(data));
      }
    };
    // Its script did not load, or it died of something that no code of ours caught.
    worker.onerror = (event: Event | string) => {
      if (typeof event !== 'string') event.preventDefault();
      const what = typeof event === 'string' ? event : (event as ErrorEvent).message;
      settle(() => reject(toWorkerError(request.name, what ? { error: what } : 'stopped')));
    };
    worker.onmessageerror = () => {
      settle(() => reject(toWorkerError(request.name, 'result-lost')));
    };
    worker.postMessage(request, []);
  });
}

function toWorkerError(file: string, what: WorkerEnd): FormatError {
  return new FormatError(sayOfWorker('worker-failed', { file, what }));
}

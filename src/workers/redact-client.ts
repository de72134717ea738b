import { CaptureError } from '#model/notice.ts';
import type { RedactReply, RedactRequest, RedactResult } from './redact-messages.ts';
import { sayOfWorker, type WorkerEnd } from './says.ts';

export interface RedactOptions {
  /** Ends it with its reason, in the middle of whatever it is doing. */
  signal?: AbortSignal | undefined;
  /** Called now and then with how much is done, from 0 to 1. */
  onProgress?: ((done: number) => void) | undefined;
}

/** What of a Worker is used. */
export type RedactWorker = Pick<
  Worker,
  'postMessage' | 'terminate' | 'onmessage' | 'onmessageerror' | 'onerror'
>;

/**
 * Redacts in a worker of its own, so that no text, however made, holds up the page.
 *
 * @throws the signal's reason where it was aborted; a CaptureError where the worker failed
 */
export function redactInWorker(
  request: RedactRequest,
  options: RedactOptions = {},
  create: () => RedactWorker = () =>
    new Worker(new URL('./redact.worker.ts', import.meta.url), { type: 'module' }),
): Promise<RedactResult> {
  const { signal, onProgress } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const worker = create();
    const settle = (end: () => void) => {
      signal?.removeEventListener('abort', cancel);
      worker.onmessage = null;
      worker.onerror = null;
      worker.onmessageerror = null;
      worker.terminate();
      end();
    };
    const fail = (what: WorkerEnd) =>
      settle(() => reject(new CaptureError(sayOfWorker('worker-failed', { what }))));
    const cancel = () => settle(() => reject(signal?.reason as Error));
    signal?.addEventListener('abort', cancel, { once: true });
    worker.onmessage = ({ data }: MessageEvent<RedactReply>) => {
      if (data.kind === 'progress') onProgress?.(data.done);
      else if (data.kind === 'done') settle(() => resolve(data.result));
      else settle(() => reject(new CaptureError(sayOfWorker('unexpected', { what: data.message }))));
    };
    // Its script did not load, or it died of something that no code of ours caught.
    worker.onerror = (event: Event | string) => {
      if (typeof event !== 'string') event.preventDefault();
      const error = typeof event === 'string' ? event : (event as ErrorEvent).message;
      fail(error ? { error } : 'stopped');
    };
    worker.onmessageerror = () => fail('result-lost');
    try {
      worker.postMessage(request, []);
    } catch (error) {
      settle(() => reject(error instanceof Error ? error : new Error(String(error))));
    }
  });
}

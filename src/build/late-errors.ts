import { AsyncLocalStorage } from 'node:async_hooks';

type Take = (error: unknown) => void;

const takers = new AsyncLocalStorage<Take>();
let isListening = false;

/**
 * Runs code of an author: what it throws when nobody waits for it any more, in a timer or in a promise of its own, is
 * given to `take`. Node would end the build with it, in words of no page.
 */
export function takeLateErrors<T>(take: Take, run: () => T): T {
  if (!isListening) process.on('uncaughtException', hear);
  isListening = true;
  return takers.run(take, run);
}

function hear(error: unknown): void {
  const take = takers.getStore();
  if (take) take(error);
  // It is none of an author's: the end, as if nobody listened.
  else if (process.listenerCount('uncaughtException') === 1) throw error;
}

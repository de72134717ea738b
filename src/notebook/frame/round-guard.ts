import { formatSize } from '#locale/format.ts';
import { type MemoryWatch, memoryLimitBytes, type TooMuch } from './memory-watch.ts';

/** The names by which guarded code calls it. */
export const guardNames = { round: '__casebookRound', made: '__casebookMade' } as const;

/** The global that gives guarded code of a module its guard, where there is no frame: at build. */
export const guarded = '__casebookGuarded';

/** How long code may run without giving way, before it is ended. */
const limitMs = 10_000;

/** Rounds that may pass between two looks at the clock: few, since one round may take long. */
const mostUnseen = 32;

/** Rounds that took longer than this together are slow: each of them is looked at from then on. */
const slowMs = 4;

/** How much of the time is left to a frame whose code was ended once already. */
const lessAgain = 10;

export interface RoundGuard {
  /**
   * What loops call once a round, and functions once a call.
   *
   * @throws Error when the code has not given way to the browser for ten seconds, and from then on
   *   at each round until it does, so that no `catch` goes on; and from the time on when it holds
   *   more memory than it may
   */
  round(): void;
  /** What every buffer goes through that the code makes. */
  made<T>(value: T): T;
}

/** What watches over memory, and who is told when there is too much: the error says where it was made. */
export interface MemoryGuard {
  watch: MemoryWatch;
  onTooMuch(found: TooMuch, error: Error): void;
}

/**
 * Watches over the code of a frame. The time starts anew with each turn of the event loop; whoever
 * was ended once gets a tenth of it from then on, so that a timer which never gives way leaves room
 * for Stop.
 */
export function createRoundGuard(
  limit = limitMs,
  now: () => number = () => performance.now(),
  onNextTurn: (call: () => void) => void = nextTurn,
  memory?: MemoryGuard,
): RoundGuard {
  let left = 1;
  let stride = 1;
  let since: number | undefined;
  let seen = 0;
  let allowed = limit;
  let ended: string | undefined;
  /** For good: only what takes the frame away gives the memory back. */
  let isFull = false;
  const lookAtMemory = (time: number) => {
    const found = memory?.watch.find(time);
    if (!found) return;
    isFull = true;
    left = 0;
    ended = toTooMuchText(found);
    const error = new Error(ended);
    memory?.onTooMuch(found, error);
    throw error;
  };
  const look = () => {
    const time = now();
    if (ended !== undefined) throw new Error(ended);
    lookAtMemory(time);
    if (since === undefined) {
      since = time;
      stride = 1;
      onNextTurn(() => {
        since = undefined;
        if (!isFull) ended = undefined;
      });
    } else if (time - since > allowed) {
      ended = `the code ran for more than ${allowed / 1000} ${allowed === 1000 ? 'second' : 'seconds'} without a pause`;
      allowed = limit / lessAgain;
      throw new Error(ended);
    } else stride = time - seen > slowMs ? 1 : Math.min(mostUnseen, stride + 1);
    seen = time;
    left = stride;
  };
  return {
    round() {
      if (--left <= 0) look();
    },
    made(value) {
      memory?.watch.add(value);
      if (isFull) throw new Error(ended);
      lookAtMemory(now());
      return value;
    },
  };
}

function toTooMuchText({ bytes, isMeasured }: TooMuch): string {
  const limit = formatSize(memoryLimitBytes);
  return isMeasured
    ? `the code holds ${formatSize(bytes)} of memory, more than the ${limit} that an edited cell may hold`
    : `the code has made buffers of ${formatSize(bytes)}, more than the ${limit} that an edited cell may hold`;
}

/** A message comes sooner than a timer, which browsers put off. */
function nextTurn(call: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    call();
  };
  port2.postMessage(undefined);
}

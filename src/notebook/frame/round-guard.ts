/** The name by which guarded code calls it. */
export const guardName = '__casebookRound';

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
   *   at each round until it does, so that no `catch` goes on
   */
  round(): void;
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
): RoundGuard {
  let left = 1;
  let stride = 1;
  let since: number | undefined;
  let seen = 0;
  let allowed = limit;
  let ended: string | undefined;
  const look = () => {
    const time = now();
    if (ended !== undefined) throw new Error(ended);
    if (since === undefined) {
      since = time;
      stride = 1;
      onNextTurn(() => {
        since = undefined;
        ended = undefined;
      });
    } else if (time - since > allowed) {
      ended = `the code ran for more than ${allowed / 1000} ${allowed === 1000 ? 'second' : 'seconds'} without a pause`;
      allowed = limit / lessAgain;
      throw new Error(ended);
    } else stride = time - seen > slowMs ? 1 : Math.min(mostUnseen, stride * 2);
    seen = time;
    left = stride;
  };
  return {
    round() {
      if (--left <= 0) look();
    },
  };
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

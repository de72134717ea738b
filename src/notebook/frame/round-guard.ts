/** The name by which guarded code calls it. */
export const guardName = '__casebookRound';

/** How long code may run without giving way, before its loops are ended. */
const limitMs = 10_000;

/**
 * What loops call once a round: throws when the code has not given way to the browser for ten
 * seconds. The clock is read every 1024 rounds, and starts anew with each turn of the event loop.
 */
export function startRound(limit = limitMs, now: () => number = () => performance.now()): () => void {
  let rounds = 0;
  let since: number | undefined;
  return () => {
    if ((++rounds & 1023) !== 0) return;
    if (since === undefined) {
      since = now();
      setTimeout(() => (since = undefined));
    } else if (now() - since > limit) {
      since = undefined;
      throw new Error(`a loop ran for more than ${limit / 1000} seconds without a pause`);
    }
  };
}

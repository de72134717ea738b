/** What an island of `client:asked` waits for, and what it answers where it cannot be loaded. */
export const askEvent = 'casebook:ask';
export const failEvent = 'casebook:fail';

/** Asks an island to come alive, as often as one likes. `onFail` is told why it could not be loaded. */
export function askIsland(island: Element, onFail: (error: unknown) => void): void {
  const fail = (event: Event) => onFail((event as CustomEvent<unknown>).detail);
  island.addEventListener(failEvent, fail, { once: true });
  island.dispatchEvent(new Event(askEvent));
}

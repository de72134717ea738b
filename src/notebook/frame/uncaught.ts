/** So many of them are told: a timer may fail a thousand times a second. */
const mostTold = 500;

/**
 * Errors that no run of a cell meets: of a timer, of a listener, of a promise that nobody waits for.
 *
 * @param take given each of them, the first five hundred
 */
export function observeUncaught(target: EventTarget, take: (error: unknown) => void): void {
  let told = 0;
  const hear = (event: Event, error: unknown) => {
    // It stands under the cell and goes to the browser's console with that; the browser itself would say it again.
    event.preventDefault();
    if (told++ < mostTold) take(error);
  };
  target.addEventListener('error', (event) => {
    const { error } = event as ErrorEvent;
    // Browsers report in this way, without an error, that an observer has changed what it observes.
    if (error !== undefined && error !== null) hear(event, error);
  });
  target.addEventListener('unhandledrejection', (event) =>
    hear(event, (event as PromiseRejectionEvent).reason),
  );
}

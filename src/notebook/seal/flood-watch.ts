const windowMs = 1000;

/** More than cells say in a second that change fifty variables with each picture. */
const mostMessages = 5000;

/** So long a second's messages may take the page, where they are many: one alone may be a table of megabytes. */
const mostMs = 250;
const many = 100;

/**
 * Watches how much a frame says: each word of it takes the page's time, in which its reader cannot press Stop.
 *
 * @returns to be told of each message, and how many ms it took; gives whether it is too much by now
 */
export function createFloodWatch(now: () => number = () => performance.now()): (tookMs: number) => boolean {
  let since = -Infinity;
  let count = 0;
  let spentMs = 0;
  return (tookMs) => {
    const time = now();
    if (time - since >= windowMs) {
      since = time;
      count = 0;
      spentMs = 0;
    }
    count++;
    spentMs += tookMs;
    return count > mostMessages || (count >= many && spentMs > mostMs);
  };
}

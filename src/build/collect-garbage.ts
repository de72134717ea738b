import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What may gather between two collections. */
const mostGarbageBytes = 192 * 1024 * 1024;

let collect: (() => void) | undefined;
let keptBytes = Number.POSITIVE_INFINITY;

/**
 * Lets go of the documents that drawings were made with, once there are many. The engine by itself lets
 * its memory grow with that of the machine before it does; a build of a hundred cases then takes a
 * gigabyte more than it needs.
 */
export function collectGarbage(): void {
  const { used_heap_size: usedBytes } = getHeapStatistics();
  if (keptBytes === Number.POSITIVE_INFINITY) keptBytes = usedBytes;
  if (usedBytes < keptBytes + mostGarbageBytes) return;
  collect ??= findCollector();
  collect();
  keptBytes = getHeapStatistics().used_heap_size;
}

/** The engine's own, which Node shows to whoever asks for it. */
function findCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const found: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  return typeof found === 'function' ? (found as () => void) : () => {};
}

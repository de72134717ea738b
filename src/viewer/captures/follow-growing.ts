import { followCapture } from '#api/store-client.ts';
import { siteAddress } from '#locale/site-path.ts';
import { parseFile } from '#workers/parse-client.ts';
import type { Source } from './source.ts';

/** Between two readings there is at least this, and three times what the last one took. */
const leastPauseMs = 500;

/**
 * Reads a capture of the store again and again while it grows, telling what has changed, until it
 * is complete or cut. As long as there is too little of it to be read, it counts as being read.
 */
export async function followGrowing(
  id: string,
  name: string,
  signal: AbortSignal,
  onChange: (change: Partial<Source>) => void,
): Promise<void> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let fresh = false;
  let reading: Promise<void> | undefined;

  const read = async () => {
    const file = new File(parts, name);
    const parsed = await parseFile(file, name, { signal });
    onChange({ status: 'ready', files: [parsed], blobs: [{ name, blob: file }], sizeBytes: file.size });
  };
  const keepReading = async () => {
    while (fresh && !signal.aborted) {
      fresh = false;
      const started = performance.now();
      // A header without rows is nothing yet; what is still wrong at the end is told then.
      await read().catch(() => {});
      const pauseMs = Math.max(leastPauseMs, 3 * (performance.now() - started));
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    reading = undefined;
  };

  let changedAt = Date.now();
  for await (const { bytes, state, idleMs, stalled } of followCapture(siteAddress(), id, { signal })) {
    changedAt = bytes.length > 0 ? Date.now() - idleMs : changedAt;
    onChange({ live: { state, stalled, changedAt } });
    if (bytes.length === 0) continue;
    parts.push(bytes);
    fresh = true;
    reading ??= keepReading();
  }
  await reading;
  await read();
}

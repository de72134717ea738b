import { join } from 'node:path';
import type { GoToolsStatus } from '#notebook/go/tools-manifest.ts';
import { buildGoTools } from './build-tools.ts';
import { writeWhole } from './cache.ts';
import { findGo } from './find-go.ts';

/** A tenth less to fetch, for a minute and a half of work: where whoever has the site built has asked for it. */
const bestQuality = 11;
/** A few seconds, where somebody may be waiting for them. */
const fastQuality = 9;

/**
 * Puts the tools into a folder of a built site, `go-tools/`, with `status.json` that says how far they are,
 * to pages that ask meanwhile too. Nothing is thrown but what keeps the folder from being written.
 *
 * @returns the last status
 */
export async function makeGoTools(
  folder: string,
  {
    behind = false,
    onProgress = () => {},
  }: { behind?: boolean; onProgress?(status: GoToolsStatus): void } = {},
): Promise<GoToolsStatus> {
  let status: GoToolsStatus = { state: 'none', reason: 'no-go' };
  // One after another, so that the last is the last.
  let written: Promise<void> = Promise.resolve();
  const report = (next: GoToolsStatus) => {
    status = next;
    onProgress(next);
    written = written.then(() => writeStatus(folder, next));
    written.catch(() => {});
  };
  const go = await findGo();
  if ('missing' in go) report(status);
  else {
    try {
      await buildGoTools(go, {
        to: folder,
        brotliQuality: behind ? fastQuality : bestQuality,
        behind,
        onProgress: report,
      });
    } catch (error) {
      report({ state: 'failed', message: (error as Error).message.slice(0, 2000) });
    }
  }
  await written;
  return status;
}

/** Says to pages how far the tools are. */
export async function writeStatus(folder: string, status: GoToolsStatus): Promise<void> {
  await writeWhole(join(folder, 'status.json'), `${JSON.stringify(status)}\n`);
}

import { mkdir, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning, withFreeLock } from './cache.ts';

/** So many tools are kept, by when they were used last: of two Gos, before and after a change of the packages. */
const keptTools = 4;
/** What was used since is kept anyway: of another container the cache knows no processes. */
const recentMs = 24 * 3600 * 1000;
/** So many compiled cells, of three megabytes each. */
const keptCells = 100;

/** Says that this process uses the tools in a folder for as long as it runs. Their lock is the caller's. */
export async function markUse(folder: string): Promise<void> {
  await mkdir(join(folder, marks), { recursive: true });
  await writeFile(join(folder, marks, String(process.pid)), '');
  await touch(folder);
}

/** A file or a folder was used now. */
export async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now);
}

/** Removes all but the newest tools of a cache, and but for what a process uses that runs. */
export async function removeOldTools(root: string): Promise<void> {
  for (const { path, usedAt } of (await listByUse(root, (entry) => entry.isDirectory())).slice(keptTools)) {
    if (Date.now() - usedAt < recentMs) continue;
    await withFreeLock(`${path}.lock`, async () => {
      // Somebody may have begun to use them meanwhile.
      if ((await stat(path)).mtimeMs !== usedAt || (await isInUse(path))) return;
      // First what says that the others are there.
      await rm(join(path, 'manifest.json'), { force: true });
      await rm(path, { recursive: true, force: true });
    });
  }
}

/** Removes all but the newest compiled cells. Whoever reads one has it whole, or compiles it anew. */
export async function removeOldCells(folder: string): Promise<void> {
  const cells = await listByUse(folder, ({ name }) => name.endsWith('.wasm'));
  for (const { path } of cells.slice(keptCells)) await rm(path, { force: true });
}

/** Files in a folder of tools, each of which is called as a process that uses them. */
const marks = 'used-by';

async function isInUse(folder: string): Promise<boolean> {
  const pids = await readdir(join(folder, marks)).catch(() => []);
  return pids.some((pid) => isRunning(Number(pid)));
}

type Entry = Awaited<ReturnType<typeof readEntries>>[number];

function readEntries(folder: string) {
  return readdir(folder, { withFileTypes: true });
}

/** The newest first. What is removed meanwhile is left out. */
async function listByUse(
  folder: string,
  isMeant: (entry: Entry) => boolean,
): Promise<{ path: string; usedAt: number }[]> {
  const paths = (await readEntries(folder)).filter(isMeant).map(({ name }) => join(folder, name));
  const found = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        ({ mtimeMs }) => [{ path, usedAt: mtimeMs }],
        () => [],
      ),
    ),
  );
  return found.flat().sort((a, b) => b.usedAt - a.usedAt);
}

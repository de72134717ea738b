import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Where what Go has built is kept: outside of what `npm ci` and a clean build throw away.
 * `CASEBOOK_CACHE`, or `casebook` in the user's cache.
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  return (
    env['CASEBOOK_CACHE'] || join(env['XDG_CACHE_HOME'] || join(homedir() || '/tmp', '.cache'), 'casebook')
  );
}

/** Of all that a result depends on; two lists of parts never have one hash where they differ. */
export function hashOf(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex').slice(0, 32);
}

export async function findFile(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whole or not at all, whoever reads meanwhile. */
export async function writeWhole(path: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const fresh = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(fresh, bytes);
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}

const lockBeatMs = 2000;
/** A lock that nobody has touched for so long is of a process that is no more, where that is not to be seen running. */
const lockStaleMs = 15_000;
/** And one of a process that runs, for so long: its number may have become another's. */
const lockDeadMs = 300_000;

/**
 * Does the work while no other process does any under the same lock; `path` is of a file, which is
 * there as long as it is held.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  while (!(await tryLock(path))) await delay(200);
  return whileLocked(path, work);
}

/** Does the work under the lock where nobody else has it; otherwise it is left undone. */
export async function withFreeLock(path: string, work: () => Promise<void>): Promise<void> {
  if (await tryLock(path)) await whileLocked(path, work);
}

async function whileLocked<T>(path: string, work: () => Promise<T>): Promise<T> {
  const beat = setInterval(() => {
    const now = new Date();
    // A lock that somebody took away is theirs.
    utimes(path, now, now).catch(() => {});
  }, lockBeatMs);
  beat.unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await rm(path, { force: true });
  }
}

async function tryLock(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  try {
    const { mtimeMs } = await stat(path);
    const stillMs = Date.now() - mtimeMs;
    const pid = Number(await readFile(path, 'utf8'));
    if (stillMs > (isRunning(pid) ? lockDeadMs : lockStaleMs)) await rm(path, { force: true });
  } catch {
    // It was given back meanwhile.
  }
  return false;
}

export function isRunning(pid: number): boolean {
  // 0 is whoever asks.
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

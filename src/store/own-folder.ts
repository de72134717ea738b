import { lstatSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { constants, open } from 'node:fs/promises';
import { join } from 'node:path';
import { isCode } from './disk.ts';

/** Undefined on Windows, where each user has a folder of their own for temporary files. */
const user = process.getuid?.();

/**
 * A folder of this user alone in one where everybody may write, as /tmp. Always the same one, so that what a
 * server that was killed has left in it is found; where its name is somebody else's, or a link, it has another.
 *
 * @throws what the file system throws
 */
export function findOwnFolder(parent: string, name: string): string {
  const usual = join(parent, user === undefined ? name : `${name}-${user}`);
  mkdirSync(parent, { recursive: true });
  try {
    mkdirSync(usual, { mode: 0o700 });
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  }
  if (isOwnFolder(usual)) return usual;
  const others = readdirSync(parent).filter((other) => join(parent, other).startsWith(`${usual}-`));
  const own = others.toSorted().find((other) => isOwnFolder(join(parent, other)));
  return own === undefined ? mkdtempSync(`${usual}-`) : join(parent, own);
}

/** Of this user, with nobody else to write in it. */
function isOwnFolder(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return isOwn(found) && found.isDirectory() && (user === undefined || (found.mode & 0o022) === 0);
}

function isOwn<Found extends { uid: number }>(found: Found | undefined): found is Found {
  return found !== undefined && (user === undefined || found.uid === user);
}

/**
 * A file that this process has written, whole.
 *
 * @throws Error where a link, or somebody else's file, stands in its place
 */
export async function readOwnFile(path: string): Promise<Buffer> {
  // Windows has no such flag.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const found = await handle.stat();
    if (!isOwn(found) || !found.isFile()) throw new Error(`${path} is not the file that was written`);
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const succeeds = (command: string, ...args: string[]) =>
  run(command, args).then(
    () => true,
    () => false,
  );

export async function hasBusybox(): Promise<boolean> {
  return process.platform === 'linux' && (await succeeds('busybox', 'true'));
}

/** A board can be played by root alone: it takes chroot and a mount. */
export async function canPlayBoard(): Promise<boolean> {
  return (await hasBusybox()) && process.getuid?.() === 0 && (await succeeds('chroot', '/', 'true'));
}

export interface Board {
  root: string;
  /** `chroot` and its arguments that run a command of the board's shell. */
  toCommand(command: string): [string, string[]];
  remove(): Promise<void>;
}

/** A root folder with busybox, its applets and /proc, and nothing else. */
export async function makeBoard(): Promise<Board> {
  const root = await mkdtemp(join(tmpdir(), 'casebook-board-'));
  for (const dir of ['bin', 'proc', 'tmp', 'dev']) await mkdir(join(root, dir));
  const { stdout } = await run('sh', ['-c', 'command -v busybox']);
  const busybox = stdout.trim();
  await cp(busybox, join(root, 'bin/busybox'), { dereference: true });
  // A busybox that is not static brings its libraries along.
  const { stdout: libraries } = await run('ldd', [busybox]).catch(() => ({ stdout: '' }));
  for (const [path] of libraries.matchAll(/\/\S+\.so\S*/g)) {
    await mkdir(join(root, dirname(path)), { recursive: true });
    await cp(path, join(root, path), { dereference: true });
  }
  await run('chroot', [root, '/bin/busybox', '--install', '-s', '/bin']);
  await run('mount', ['-t', 'proc', 'proc', join(root, 'proc')]);
  return {
    root,
    toCommand: (command) => ['chroot', [root, '/bin/env', '-i', 'PATH=/bin', '/bin/sh', '-c', command]],
    async remove() {
      await run('umount', [join(root, 'proc')]);
      await rm(root, { recursive: true, force: true });
    },
  };
}

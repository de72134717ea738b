import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { cacheFolder, hashOf } from '#go-toolchain/cache.ts';
import type { Missing } from './scenario.ts';

/** A program that can be run with a file, or why there is none. */
export type Program = { command: readonly string[] } | Missing;

const folder = join(cacheFolder(), 'bench');
const panicparse = 'github.com/maruel/panicparse/v2@v2.5.0';

export const hasGo = spawnSync('go', ['version']).status === 0;
export const noGo: Missing = { missing: 'no go on PATH' };

/** A program of one file in this folder, built once for each text of it. */
export async function buildGo(path: string): Promise<Program> {
  if (!hasGo) return noGo;
  const source = join(import.meta.dirname, path);
  const hash = hashOf(await readFile(source));
  const built = join(folder, `${basename(path, '.go')}-${hash}`);
  if (!existsSync(built)) {
    await mkdir(folder, { recursive: true });
    execFileSync('go', ['build', '-o', built, source], { stdio: 'pipe' });
  }
  return { command: [built] };
}

/** panicparse of a version, installed outside of everything. */
export async function installPanicparse(): Promise<Program> {
  if (!hasGo) return noGo;
  const installed = join(folder, 'panicparse');
  if (!existsSync(installed)) {
    await mkdir(folder, { recursive: true });
    const { status, stderr } = spawnSync('go', ['install', panicparse], {
      env: { ...process.env, GOBIN: folder, GOFLAGS: '-mod=mod' },
      encoding: 'utf8',
    });
    if (status !== 0) return { missing: `go install ${panicparse}: ${stderr.trim().split('\n').at(-1)}` };
  }
  return { command: [installed, '-aggressive'] };
}

/** `go tool pprof`, which prints all functions as `inspect` has them. */
export function findPprof(): Program {
  return hasGo ? { command: ['go', 'tool', 'pprof', '-top', '-nodefraction=0'] } : noGo;
}

/**
 * The importer of a checkout of speedscope whose dependencies are installed, as a program. What it has at the end is
 * less: a list of the stacks of one sample type, without labels and inlined calls.
 */
export async function bundleSpeedscope(checkout: string): Promise<Program> {
  await mkdir(folder, { recursive: true });
  const bundle = join(folder, 'speedscope-pprof.mjs');
  const input = join(checkout, 'src/import/pprof.ts');
  const options = ['--bundle', '--format=esm', '--platform=node', `--outfile=${bundle}`];
  execFileSync(join(checkout, 'node_modules/.bin/esbuild'), [input, ...options], { stdio: 'pipe' });
  return { command: [process.execPath, join(import.meta.dirname, 'peers/speedscope.ts'), bundle] };
}

/** A file that a Go program prints, made once. */
export async function makeByGo(
  path: string,
  args: readonly string[],
  name: string,
): Promise<string | Missing> {
  const program = await buildGo(path);
  if ('missing' in program) return program;
  const [built = ''] = program.command;
  return makeFile(`${basename(built)}-${args.join('-')}-${name}`, async (to) => {
    const file = await open(to, 'w');
    try {
      const { status, error } = spawnSync(built, args, { stdio: ['ignore', file.fd, 'inherit'] });
      if (error || status !== 0) throw error ?? new Error(`${built} ended with ${status}`);
    } finally {
      await file.close();
    }
  });
}

/** A file of the cache, whole or not there at all. */
export async function makeFile(name: string, write: (to: string) => Promise<void>): Promise<string> {
  const path = join(folder, name);
  if (!existsSync(path)) {
    await mkdir(folder, { recursive: true });
    await write(`${path}.new`);
    await rename(`${path}.new`, path);
  }
  return path;
}

export async function sizeOf(path: string): Promise<string> {
  return `${((await stat(path)).size / 1e6).toFixed(0)} MB`;
}

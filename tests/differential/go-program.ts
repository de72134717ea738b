import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { go } from '../go-toolchain/go.ts';

const run = promisify(execFile);
const cwd = join(import.meta.dirname, 'go');

/** A program of the module beside this file, built; Go keeps what it compiled of it. */
export interface GoProgram {
  run(args: readonly (string | number)[]): Promise<string>;
  remove(): Promise<void>;
}

/** @returns undefined without Go, or where what it is made of cannot be fetched */
export async function buildGo(name: string): Promise<GoProgram | undefined> {
  if (!go) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'casebook-peer-'));
  const path = join(folder, name);
  try {
    await run('go', ['build', '-o', path, `./${name}`], { cwd });
  } catch (error) {
    await rm(folder, { recursive: true });
    if (!/dial tcp|no such host|lookup disabled|connection refused|i\/o timeout/.test(String(error)))
      throw error;
    console.log(`skipped, for there is no network: ${String(error)}`);
    return undefined;
  }
  return {
    async run(args) {
      const { stdout } = await run(path, args.map(String), { maxBuffer: 256 * 2 ** 20 });
      return stdout;
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

/** Drawn anew in each run but in CI, which tells of the change at hand. `CASEBOOK_SEED` repeats one. */
export function drawSeed(): number {
  const seed = Number(
    process.env['CASEBOOK_SEED'] ?? (process.env['CI'] ? 20_261_123 : Date.now() % 2 ** 31),
  );
  console.log(`CASEBOOK_SEED=${seed}`);
  return seed;
}

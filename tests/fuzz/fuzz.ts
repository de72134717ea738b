import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from './child.ts';
import type { FuzzJob, FuzzReply } from './fuzz-child.ts';
import { makeInput } from './make-input.ts';

/** Runs that a process does before it answers. */
const batch = 20;
/** After so many the rest says nothing new. */
const mostFailures = 10;

export interface FuzzOptions {
  seed: number;
  runs: number;
  /** The first run. Default 0. */
  from?: number;
  /** Told after each batch. */
  onProgress?: (runs: number) => void;
}

/** @returns a text for each run that failed: what happened, its input's file, and the command that repeats it */
export async function fuzz({ seed, runs, from = 0, onProgress }: FuzzOptions): Promise<string[]> {
  const failures: { run: number; error: string }[] = [];
  const url = new URL('./fuzz-child.ts', import.meta.url);
  let next = from;
  const work = async () => {
    const child = new Child<FuzzJob, FuzzReply>(url, [], ['--max-old-space-size=768']);
    const ask = (run: number, count: number) => child.ask({ seed, run, count });
    while (next < from + runs && failures.length < mostFailures) {
      const run = next;
      const count = Math.min(batch, from + runs - run);
      next += count;
      try {
        failures.push(...(await ask(run, count)).failures);
      } catch {
        // One of them hung or took the process with it: which one, they tell alone.
        for (let at = run; at < run + count; at++) {
          try {
            failures.push(...(await ask(at, 1)).failures);
          } catch (error) {
            failures.push({ run: at, error: String(error) });
          }
        }
      }
      onProgress?.(next - from);
    }
    await child.end();
  };
  await Promise.all([work(), work()]);
  return Promise.all(failures.slice(0, mostFailures).map((failure) => toReport(seed, failure)));
}

async function toReport(seed: number, { run, error }: { run: number; error: string }): Promise<string> {
  const { kind, name, bytes } = makeInput(seed, run);
  const file = join(await mkdtemp(join(tmpdir(), 'casebook-fuzz-')), `seed-${seed}-run-${run}`);
  await writeFile(file, bytes);
  return [
    `run ${run} of seed ${seed} (${kind}, named ${JSON.stringify(name)}): ${error}`,
    `  its ${bytes.length} bytes: ${file}`,
    `  again: npm run fuzz -- --seed ${seed} --from ${run} --runs 1`,
  ].join('\n');
}

import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from './child.ts';
import type { FuzzJob, FuzzReply } from './fuzz-child.ts';
import { makeInput } from './make-input.ts';
import { addTallies, type Heavy, keepMost, type Tallies } from './tally.ts';

/** Runs that a process does before it answers. */
const batch = 20;
/** After so many the rest says nothing new. */
const mostFailures = 10;
const execArgs = ['--max-old-space-size=768', '--expose-gc'];
const childUrl = new URL('./fuzz-child.ts', import.meta.url);

export interface FuzzOptions {
  seed: number;
  runs: number;
  /** The first run. Default 0. */
  from?: number;
  /** Processes side by side. Default 2. */
  workers?: number;
  /** Ends it before all runs are done. */
  signal?: AbortSignal;
  /** Told after each batch. */
  onProgress?: (runs: number) => void;
}

export interface FuzzResult {
  /** A text for each run that failed: what happened, its input's file, and the command that repeats it. */
  failures: string[];
  tallies: Tallies;
  /** How many were done. */
  runs: number;
}

export async function fuzz({
  seed,
  runs,
  from = 0,
  workers = 2,
  signal,
  onProgress,
}: FuzzOptions): Promise<FuzzResult> {
  const failures: { run: number; error: string }[] = [];
  const heavy: number[] = [];
  const tallies: Tallies = {};
  let next = from;
  const take = (reply: FuzzReply) => {
    failures.push(...reply.failures);
    heavy.push(...reply.heavy);
    addTallies(tallies, reply.tallies);
  };
  const work = async () => {
    const child = startChild();
    const ask = (run: number, count: number) => child.ask({ seed, run, count });
    while (next < from + runs && failures.length < mostFailures) {
      if (signal?.aborted) break;
      const run = next;
      const count = Math.min(batch, from + runs - run);
      next += count;
      try {
        take(await ask(run, count));
      } catch {
        // One of them hung or took the process with it: which one, they tell alone.
        for (let at = run; at < run + count; at++) {
          try {
            take(await ask(at, 1));
          } catch (error) {
            failures.push({ run: at, error: String(error) });
          }
        }
      }
      onProgress?.(next - from);
    }
    await child.end();
  };
  await Promise.all(Array.from({ length: workers }, work));
  failures.push(...(await findHungry(seed, heavy)));
  return {
    failures: await Promise.all(failures.slice(0, mostFailures).map((failure) => toReport(seed, failure))),
    tallies,
    runs: next - from,
  };
}

function startChild(): Child<FuzzJob, FuzzReply> {
  return new Child<FuzzJob, FuzzReply>(childUrl, [], execArgs);
}

/** Which of them hold too much in a process that has done nothing else. */
async function findHungry(seed: number, runs: readonly number[]): Promise<{ run: number; error: string }[]> {
  const found: { run: number; error: string }[] = [];
  for (const run of runs) {
    const child = startChild();
    const reply = await child.ask({ seed, run, count: 1, alone: true });
    await child.end();
    const [most] = Object.values(reply.tallies).flatMap(({ largest }) => largest);
    if (!most || !reply.heavy.includes(run)) continue;
    const error = `${toMib(most.value)} MiB above an idle process for ${toMib(most.inputBytes)} MiB of input`;
    found.push({ run, error });
    if (found.length === mostFailures) break;
  }
  return found;
}

/** Measures the slowest and the largest runs once more, in a process that has nothing else to do. */
export async function measureAlone(seed: number, tallies: Tallies): Promise<void> {
  const child = startChild();
  for (const tally of Object.values(tallies)) {
    const [slowest, largest]: [Heavy[], Heavy[]] = [[], []];
    for (const run of new Set([...tally.slowest, ...tally.largest].map((heavy) => heavy.run))) {
      const reply = await child.ask({ seed, run, count: 1, alone: true });
      for (const again of Object.values(reply.tallies)) {
        keepMost(slowest, ...again.slowest);
        keepMost(largest, ...again.largest);
      }
    }
    Object.assign(tally, { slowest, largest });
  }
  await child.end();
}

function toMib(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
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

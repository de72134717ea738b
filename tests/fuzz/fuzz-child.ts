/** Runs that may hang or use up the memory, in a process of its own: see fuzz.ts. */
import { check, checkLarge } from './check.ts';
import { growthCases } from './growth-cases.ts';
import { makeInput } from './make-input.ts';

/** Some runs of a seed, or one growth case at its largest. */
export type FuzzJob = FuzzRuns | { large: string };

interface FuzzRuns {
  seed: number;
  run: number;
  count: number;
}

export interface FuzzReply {
  failures: { run: number; error: string }[];
}

process.on('message', (job: FuzzJob) => {
  void ('large' in job ? readLarge(job.large) : readRuns(job)).then((failures) => {
    process.send?.({ failures } satisfies FuzzReply);
  });
});

async function readRuns({ seed, run, count }: FuzzRuns): Promise<FuzzReply['failures']> {
  const failures: FuzzReply['failures'] = [];
  for (let at = run; at < run + count; at++) {
    const error = await findError(() => check(makeInput(seed, at)));
    if (error !== undefined) failures.push({ run: at, error });
  }
  return failures;
}

async function readLarge(name: string): Promise<FuzzReply['failures']> {
  const found = growthCases.find((one) => one.name === name);
  const input = found?.make(found.large ?? 0) ?? '';
  const error = await findError(() => checkLarge(Buffer.from(input)));
  return error === undefined ? [] : [{ run: 0, error }];
}

async function findError(run: () => Promise<void>): Promise<string | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    return String((error as Error).stack ?? error);
  }
}

process.send?.({ ready: true });

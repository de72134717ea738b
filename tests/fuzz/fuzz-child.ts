/** Runs that may hang or use up the memory, in a process of its own: see fuzz.ts. */
import { check, checkLarge } from './check.ts';
import { growthCases } from './growth-cases.ts';
import { type FuzzInput, makeInput } from './make-input.ts';
import { allowedBytes, peakBytes, resetPeak } from './memory.ts';
import { keepMost, type Tallies, tallyOf } from './tally.ts';

/** Some runs of a seed, or one growth case at its largest. */
export type FuzzJob = FuzzRuns | { large: string };

interface FuzzRuns {
  seed: number;
  run: number;
  count: number;
  /** Let go of what was left before each run, and tell the time of the processor, not of the clock. */
  alone?: true;
}

export interface FuzzReply {
  failures: { run: number; error: string }[];
  /** Runs that held more memory than their input allows, though that may be what others left behind. */
  heavy: number[];
  tallies: Tallies;
}

/** So much may lie about before it is collected. */
const mostGarbage = 32 * 2 ** 20;
/** Held after the last collection. */
let collectedBytes = 0;

process.on('message', (job: FuzzJob) => {
  void ('large' in job ? readLarge(job.large) : readRuns(job)).then((reply) => process.send?.(reply));
});

async function readRuns({ seed, run, count, alone }: FuzzRuns): Promise<FuzzReply> {
  const reply: FuzzReply = { failures: [], heavy: [], tallies: {} };
  for (let at = run; at < run + count; at++) await readRun(makeInput(seed, at), at, reply, alone);
  return reply;
}

async function readRun(input: FuzzInput, run: number, reply: FuzzReply, alone = false): Promise<void> {
  const tally = tallyOf(reply.tallies, input.target);
  if (alone || peakBytes() > collectedBytes + mostGarbage) collect();
  resetPeak();
  const before = Math.max(idleBytes, peakBytes());
  const begun = alone ? process.cpuUsage() : undefined;
  const started = performance.now();
  let inputBytes = input.bytes.length;
  const error = await findError(async () => {
    const checked = await check(input);
    inputBytes = checked.bytes;
    if (checked.read) tally.read++;
  });
  const { user, system } = process.cpuUsage(begun);
  const ms = alone ? (user + system) / 1000 : performance.now() - started;
  const above = Math.max(0, peakBytes() - before);
  tally.runs++;
  tally.bytes += input.bytes.length;
  if (input.redacts) tally.redacted++;
  keepMost(tally.slowest, { run, value: ms, inputBytes });
  keepMost(tally.largest, { run, value: above, inputBytes });
  // Garbage of runs before it may have been of use to it: without, it is looked at once more.
  const isSuspect = above + mostGarbage > allowedBytes(inputBytes);
  if (alone ? above > allowedBytes(inputBytes) : isSuspect && (await isHeavy(input, inputBytes))) {
    reply.heavy.push(run);
  }
  if (error !== undefined) reply.failures.push({ run, error });
}

async function isHeavy(input: FuzzInput, inputBytes: number): Promise<boolean> {
  collect();
  await findError(async () => void (await check(input)));
  return peakBytes() - collectedBytes > allowedBytes(inputBytes);
}

/** What the process holds when all garbage is gone. */
function collect(): void {
  globalThis.gc?.();
  resetPeak();
  collectedBytes = peakBytes();
}

/** A small input of each target. */
function warmUps(): FuzzInput[] {
  const inputs = Array.from({ length: 200 }, (_, run) => makeInput(0, run));
  const small = inputs.filter(({ bytes }) => bytes.length < 2000);
  return [...new Map(small.map((input) => [input.target, input])).values()];
}

async function readLarge(name: string): Promise<FuzzReply> {
  const found = growthCases.find((one) => one.name === name);
  const input = found?.make(found.large ?? 0) ?? '';
  const error = await findError(() => checkLarge(Buffer.from(input)));
  return { failures: error === undefined ? [] : [{ run: 0, error }], heavy: [], tallies: {} };
}

async function findError(run: () => Promise<void>): Promise<string | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    return String((error as Error).stack ?? error);
  }
}

// What is read first loads and compiles the readers: an idle process is one that has done so.
for (const input of warmUps()) await findError(async () => void (await check({ ...input, redacts: true })));
collect();
const idleBytes = collectedBytes;
process.send?.({ ready: true });

/** Counts the steps of growth cases, in a process of its own: see growth-suite.ts. */
import { limit } from './count-builtins.ts';
import { startBlocks, startMethods } from './count-steps.ts';
import { type GrowthCase, growthCases } from './growth-cases.ts';
import { drawGrowth } from './growth-draws.ts';
import { checkProfile } from './check-profile.ts';
import { readCells } from './read-cells.ts';
import { inspect, read, readData, readLink, readProfiles, redact } from './readers.ts';

/** A growth case by its name, or what a seed and a run draw. */
export type GrowthJob = { name: string } | { seed: number; run: number };

/** Work that depends on neither the machine nor its load: the same input gives the same counts. */
export type Count =
  /** Functions called and blocks run of src/ and bin/, by V8's own coverage. */
  | 'blocks'
  /** What the language's own methods did, see count-builtins.ts. */
  | 'builtins'
  /** Of a backtracking matcher, see regex-steps.ts. */
  | 'patterns'
  /** What is held after it, which is no work. */
  | 'keptBytes';

/** What one size took: the counts of each part by its name. */
export interface Measure {
  sizeBytes: number;
  parts: Record<string, Partial<Record<Count, number>>>;
}

/** A linear reader with all of today's patterns takes a tenth of this. */
const mostPatternStepsPerByte = 4000;

process.on('message', (job: GrowthJob) => {
  void measure(job).then(
    (measures) => process.send?.({ measures }),
    (error: unknown) => process.send?.({ error: String((error as Error).stack ?? error) }),
  );
});

async function measure(job: GrowthJob): Promise<Measure[]> {
  const { make, reader, count = 100, file = 'unknown', kept = false } = toCase(job);
  const measures: Measure[] = [];
  // The first time fills caches, makes tables and compiles.
  for (const times of [0, 1, 2, 4]) {
    const input = make(Math.max(1, count * times));
    const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : Uint8Array.from(input);
    limit.patternSteps = mostPatternStepsPerByte * (bytes.length + 1000);
    const parts: Measure['parts'] = {};
    const looksAtKept = kept && counts === 'methods' && times > 0;
    let held = looksAtKept ? keptBytes() : 0;
    const part = async (called: string, run: () => unknown): Promise<unknown> => {
      let result: unknown;
      const took = await countWhile(async () => {
        result = await run();
      });
      parts[called] = took;
      if (looksAtKept) {
        const before = held;
        held = keptBytes();
        parts[called] = { ...took, keptBytes: held - before };
      }
      return result;
    };
    if (reader === 'link') await part('link', () => readLink(new TextDecoder().decode(bytes)));
    else if (reader === 'cells') await part('compile', () => readCells(new TextDecoder().decode(bytes)));
    else if (reader === 'data') await part('data', () => readData(bytes));
    else if (reader === 'profile') {
      const profiles = (await part('read', () => readProfiles(file, bytes))) as Awaited<
        ReturnType<typeof readProfiles>
      >;
      await part('fold', () => profiles.forEach(({ value }) => checkProfile(value)));
      await part('inspect', () => profiles.forEach(inspect));
      await part('redact', () => profiles.forEach(redact));
    } else {
      const capture = (await part('read', () => read(file, bytes))) as Awaited<ReturnType<typeof read>>;
      if (capture) {
        await part('inspect', () => inspect(capture));
        await part('redact', () => redact(capture));
      }
    }
    if (times > 0) measures.push({ sizeBytes: bytes.length, parts });
  }
  return measures;
}

function toCase(job: GrowthJob): GrowthCase {
  if ('seed' in job) return drawGrowth(job.seed, job.run);
  const found = growthCases.find((one) => one.name === job.name);
  if (!found) throw new Error(`no case is called ${job.name}`);
  return found;
}

function keptBytes(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

// Coverage slows down what runs below it, the matcher most: each is counted in a process of its own. What
// is held is looked at in one of them: the collector takes longer than the reading.
const counts = process.argv[2];
const countWhile = counts === 'blocks' ? await startBlocks() : startMethods();
process.send?.({ ready: true });

/**
 * Reads damaged and made-up inputs for as long as wanted, the same as `npm test` does for a while:
 *
 *   npm run fuzz -- [--runs N] [--seed S] [--from RUN] [--growth DRAWS] [--minutes M] [--workers N] [--write]
 *
 * `--growth` draws so many texts and counts what n, 2n and 4n of each take; `--minutes` ends the runs
 * after so long, whatever is left of them; `--write` puts the result into tests/fuzz/REPORT.md.
 */
import { fuzz, measureAlone } from './fuzz.ts';
import { fuzzGrowth } from './growth-fuzz.ts';
import { prefixCount } from './prefixes.ts';
import { toLines, writeReport } from './report.ts';
import { readOptions } from '../command-options.ts';

const usage =
  'npm run fuzz -- [--runs N] [--seed S] [--from RUN] [--growth DRAWS] [--minutes M] [--workers N] [--write]';
const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const { values } = readOptions(
  {
    options: {
      runs: text,
      seed: text,
      from: text,
      growth: text,
      workers: text,
      minutes: text,
      write: flag,
      help: flag,
    },
  },
  usage,
);
if (values.help) {
  console.log(usage);
  process.exit(0);
}
const [most, seed, from, draws, workers, minutes] = [
  values.runs ?? '20000',
  values.seed ?? String(Date.now() % 2 ** 31),
  values.from ?? '0',
  values.growth ?? '0',
  values.workers ?? '2',
  values.minutes ?? '10000',
].map(Number) as [number, number, number, number, number, number];
if (
  ![most, seed, from, draws, workers, minutes].every((value) => Number.isSafeInteger(value) && value >= 0)
) {
  console.error('--runs, --seed, --from, --growth, --minutes and --workers are whole numbers');
  process.exit(2);
}
console.log(`${most} runs from run ${from} of seed ${seed}`);
const started = performance.now();
let toldMs = started;
const tell = (done: number, what: string) => {
  if (performance.now() - toldMs < 10_000) return;
  toldMs = performance.now();
  console.log(`${done} ${what}, ${Math.round((toldMs - started) / 1000)} s`);
};
const { failures, tallies, runs } = await fuzz({
  seed,
  runs: most,
  from,
  workers,
  signal: AbortSignal.timeout(minutes * 60_000),
  onProgress: (done) => tell(done, 'runs'),
});
let drawn = 0;
const growth =
  draws > 0 ? await fuzzGrowth({ seed, draws, onProgress: () => tell((drawn += 0.5), 'draws') }) : [];
await measureAlone(seed, tallies);
for (const failure of [...failures, ...growth]) console.error(failure);
console.log(toLines(tallies).join('\n'));
const seconds = Math.round((performance.now() - started) / 1000);
console.log(`${failures.length + growth.length} failures, ${seconds} s`);
if (values.write) {
  const command = `npm run fuzz -- ${process.argv.slice(2).join(' ')}`;
  await writeReport({
    command,
    seed,
    runs,
    prefixCount,
    draws,
    failures: [...failures, ...growth],
    tallies,
    seconds,
  });
}
process.exitCode = failures.length + growth.length > 0 ? 1 : 0;

/**
 * Reads damaged and made-up inputs for as long as wanted, the same as `npm test` does for a while:
 *
 *   npm run fuzz -- [--runs N] [--seed S] [--from RUN]
 */
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';

const usage = 'npm run fuzz -- [--runs N] [--seed S] [--from RUN]';
const { values } = readArguments();
if (values.help) {
  console.log(usage);
  process.exit(0);
}
const [runs, seed, from] = [values.runs ?? '20000', values.seed ?? String(Date.now() % 2 ** 31), values.from ?? '0'].map(Number) as [number, number, number]; // prettier-ignore
if (![runs, seed, from].every((value) => Number.isSafeInteger(value) && value >= 0)) {
  console.error('--runs, --seed and --from are whole numbers');
  process.exit(2);
}
console.log(`${runs} runs from run ${from} of seed ${seed}`);
const started = performance.now();
let toldMs = started;
const failures = await fuzz({
  seed,
  runs,
  from,
  onProgress(done) {
    if (performance.now() - toldMs < 10_000) return;
    toldMs = performance.now();
    console.log(`${done} runs, ${Math.round((toldMs - started) / 1000)} s`);
  },
});
for (const failure of failures) console.error(failure);
console.log(`${failures.length} failures, ${Math.round((performance.now() - started) / 1000)} s`);
process.exitCode = failures.length > 0 ? 1 : 0;

function readArguments() {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ options: { runs: text, seed: text, from: text, help: { type: 'boolean' } } });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}

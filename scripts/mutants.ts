/**
 * `npm run mutants`: changes a place of a source that matters, again and again, and runs the tests that
 * import it. A mutant that no test sees shows what is not tested.
 *
 *   npm run mutants -- [LAYER...] [--count N] [--seed S] [--seconds T] [--json FILE]
 *
 * Without a layer model, view, redact, one-file and viewer/share; N of each (40) by the seed that is
 * printed, each within T seconds (60), after which it counts as seen: it does not come to an end. Exits 0
 * whatever survives, and 2 where it is asked for what cannot be.
 */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { listSources, readImports } from './layers/import-graph.ts';
import { draw, findMutants, type Mutant } from './mutants/mutate.ts';
import { findTests } from './mutants/near-tests.ts';
import { type MutantOptions, readOptions } from './mutants/options.ts';

const files = listSources();
const { layers, count, seed, seconds, json } = toOptions();
/** Tests that are this much farther than the nearest are run only where the near ones saw nothing. */
const near = 1;

type Fate = 'seen' | 'endless' | 'survived' | 'untested';
const imports = readImports(files);
const report: Record<
  string,
  { drawn: number; of: number; fates: Record<Fate, number>; survivors: Mutant[] }
> = {};

console.log(`${count} mutants of each of ${layers.map(({ layer }) => layer).join(', ')} by seed ${seed}`);
for (const { layer, sources } of layers) {
  const all = sources.flatMap((file) => findMutants(file, readFileSync(file, 'utf8')));
  const fates: Record<Fate, number> = { seen: 0, endless: 0, survived: 0, untested: 0 };
  const survivors: Mutant[] = [];
  const drawnOnes = draw(all, count, seed);
  await checkTests(drawnOnes);
  for (const mutant of drawnOnes) {
    const fate = await meet(mutant);
    fates[fate]++;
    if (fate !== 'survived' && fate !== 'untested') continue;
    survivors.push(mutant);
    const short = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text).replaceAll('\n', ' ');
    console.log(`${fate}: ${mutant.file}:${mutant.line}: ${short(mutant.before)} -> ${short(mutant.after)}`);
  }
  const drawn = drawnOnes.length;
  report[layer] = { drawn, of: all.length, fates, survivors };
  console.log(
    `${layer}: ${fates.seen + fates.endless} of ${drawn} seen (${fates.endless} without an end), of ${all.length} possible`,
  );
}
if (json) writeFileSync(json, `${JSON.stringify({ seed, layers: report }, null, 2)}\n`);

/** Or the end of the process, saying why. */
function toOptions(): MutantOptions {
  try {
    return readOptions(process.argv.slice(2), files);
  } catch (error) {
    console.error((error as Error).message);
    process.exit(2);
  }
}

/** A test that fails without a mutant would see every one. @throws Error where one does */
async function checkTests(mutants: readonly Mutant[]): Promise<void> {
  const tests = new Set(mutants.flatMap(({ file }) => splitTests(file)[0] ?? []));
  if (tests.size === 0) return;
  const fate = await run(null, [...tests], 600);
  if (fate !== 'survived')
    throw new Error(`a test fails without a mutant: vitest run ${[...tests].join(' ')}`);
}

async function meet(mutant: Mutant): Promise<Fate> {
  const parts = splitTests(mutant.file);
  if (parts.length === 0) return 'untested';
  for (const part of parts) {
    const fate = await run(mutant, part, seconds);
    if (fate !== 'survived') return fate;
  }
  return 'survived';
}

/** The tests of a file: those nearby, and the others. */
function splitTests(file: string): string[][] {
  const tests = findTests(file, imports);
  const [first] = tests;
  if (!first) return [];
  const isNear = ({ distance }: { distance: number }) => distance <= first.distance + near;
  return [tests.filter(isNear), tests.filter((one) => !isNear(one))]
    .filter((part) => part.length > 0)
    .map((part) => part.map(({ test }) => test));
}

function run(mutant: Mutant | null, tests: string[], seconds: number): Promise<Fate> {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      ['node_modules/vitest/vitest.mjs', 'run', '--config', 'scripts/mutants/vitest.config.ts', ...tests],
      { env: { ...process.env, CASEBOOK_MUTANT: JSON.stringify(mutant) }, stdio: 'ignore', detached: true },
    );
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      // Its workers too, one of which goes round and round.
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, seconds * 1000);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve(isLate ? 'endless' : code === 0 ? 'survived' : 'seen');
    });
  });
}

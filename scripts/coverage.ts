/**
 * `npm run coverage`: how much of each layer the unit tests run, beside its floor. Exits 1 where a layer
 * has fallen below, and names it.
 *
 *   npm run coverage -- --write    sets the floors anew, a little below what is there
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { layers } from '../layers.mjs';
import {
  compareToFloors,
  sumByLayer,
  toFloors,
  toTable,
  type FileCoverage,
  type Floors,
} from './coverage/floors.ts';

const floorsFile = 'scripts/coverage/floors.json';
const folder = mkdtempSync(join(tmpdir(), 'casebook-coverage-'));

const { status } = spawnSync(
  'vitest',
  [
    'run',
    // What draws inputs at random shows faults, not what is covered.
    '--project=!drawn',
    '--coverage.enabled',
    '--coverage.provider=v8',
    '--coverage.include=src/**/*.{ts,tsx}',
    '--coverage.reporter=json-summary',
    `--coverage.reportsDirectory=${folder}`,
    // Counting makes everything slower: a test that goes by the clock may fail, and is told of by Vitest.
    '--coverage.reportOnFailure',
    '--testTimeout=300000',
    '--reporter=dot',
    ...process.argv.slice(2).filter((arg) => !arg.startsWith('--write')),
  ],
  { stdio: 'inherit', shell: process.platform === 'win32' },
);
const report = join(folder, 'coverage-summary.json');
if (!existsSync(report)) process.exit(status ?? 1);

const summary = JSON.parse(readFileSync(report, 'utf8')) as Record<string, FileCoverage>;
rmSync(folder, { recursive: true });
const files = Object.entries(summary)
  .filter(([file]) => file !== 'total')
  .map(([file, coverage]) => ({ file: relative(process.cwd(), file).replaceAll('\\', '/'), coverage }));
const sums = sumByLayer(layers, files);
if (process.argv.includes('--write')) {
  writeFileSync(floorsFile, `${JSON.stringify(toFloors(sums), null, 2)}\n`);
}
const floors = JSON.parse(readFileSync(floorsFile, 'utf8')) as Floors;
console.log(toTable(sums, floors));
const { problems, hints } = compareToFloors(sums, floors);
for (const hint of hints) console.log(hint);
for (const problem of problems) console.error(problem);
process.exit(problems.length > 0 ? 1 : 0);

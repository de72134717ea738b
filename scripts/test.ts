/**
 * `npm test`: every check and every test, and a line with the sum at the end.
 * Goes on after a failure, so that one run tells all, and says at the end what failed; exits 1 if anything did.
 *
 *   node scripts/test.ts [check] [unit] [go] [build] [server] [engines] [browser]     only these
 */
import { rmSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { tallyGoEvents } from './test/go-events.ts';
import { endRunning, run } from './test/run.ts';
import { atLeastOneFailure, type Tally } from './test/tally.ts';

/** The longest first: each takes one core, and they run two at a time. */
const checks = ['types', 'format', 'docs', 'cycles', 'lint', 'layers', 'dead'];
/** At the root of a host and below a path of one, each where it is not built from these sources already. */
const builds = ['build', 'build:below-base'];
/**
 * Where Node keeps sources as it compiled them. The tests start hundreds of processes, of the program and
 * of their own, each of which would strip the types from the same sources and compile them again.
 */
process.env['NODE_COMPILE_CACHE'] = resolve('node_modules/.cache/casebook/compiled');
const reports = await mkdtemp(join(tmpdir(), 'casebook-test-'));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // Again while it ends: nothing is left to wait for that ends sooner.
  process.on(signal, () => {
    void endRunning().finally(() => {
      rmSync(reports, { recursive: true, force: true });
      process.exit(128 + constants.signals[signal]);
    });
  });
}

const stages: Record<string, () => Promise<Tally>> = {
  async check() {
    const waiting = [...checks];
    const said: string[] = [];
    const work = async () => {
      for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
        const { ok, output } = await run('npm', ['run', '--silent', `check:${check}`], { quiet: true });
        console.log(`${ok ? '' : 'FAILED: '}check:${check}\n${output}`.trimEnd());
        if (!ok) said.push(`check:${check}`);
      }
    };
    await Promise.all([work(), work()]);
    return { passed: checks.length - said.length, failed: said.length, skipped: 0, said };
  },

  unit: () => runVitest('unit'),

  async go() {
    const names = await goTests('go');
    if (!(await run('go', ['version'], { quiet: true })).ok) {
      console.log(`Go is not installed: ${names} tests of go/ are skipped (https://go.dev/dl/ has it).`);
      return { passed: 0, failed: 0, skipped: names };
    }
    const { ok, stdout, stderr } = await run('go', ['test', '-json', './...'], { cwd: 'go', quiet: true });
    if (!ok && stderr) console.log(stderr.trimEnd());
    const tally = tallyGoEvents(ok, stdout, (text) => process.stdout.write(text));
    console.log(`go test: ${tally.passed} passed`);
    return tally;
  },

  async build() {
    const said: string[] = [];
    // At once, since each has one core busy for half its time; what one says is printed when it is done.
    const make = async (build: string) => {
      const { ok, output } = await run('npm', ['run', '--silent', build, '--', '--if-changed'], {
        quiet: true,
      });
      console.log(`${ok ? '' : 'FAILED: '}${build}\n${output}`.trimEnd());
      if (!ok) said.push(`npm run ${build}`);
    };
    await Promise.all(builds.map(make));
    return { passed: builds.length - said.length, failed: said.length, skipped: 0, said };
  },

  /** On what was built. */
  server: () => runVitest('server', '--config', 'vitest.server.config.ts'),

  /** The other engines than the browser tests', where they are installed; else counted as skipped. */
  engines: () => runVitest('engines', '--config', 'vitest.engines.config.ts'),

  async browser() {
    const report = join(reports, 'browser.json');
    const { ok } = await run('playwright', ['test', '--reporter=list,json'], {
      env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    });
    const counts = await readReport<
      BrowserSuite & { stats: { expected: number; unexpected: number; flaky: number; skipped: number } }
    >(report);
    return atLeastOneFailure(ok, {
      passed: (counts?.stats.expected ?? 0) + (counts?.stats.flaky ?? 0),
      failed: counts?.stats.unexpected ?? 0,
      skipped: counts?.stats.skipped ?? 0,
      said: counts ? browserFaults(counts) : [],
    });
  },
};

/**
 * One line after another. What is in one line goes on at the same time: each waits for a browser, a server or
 * one process of its own for much of its time.
 */
const order = [['check'], ['unit'], ['go', 'build'], ['server'], ['engines'], ['browser']];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in stages));
if (unknown.length > 0) {
  console.error(`no such stage: ${unknown.join(', ')}; there are ${Object.keys(stages).join(', ')}`);
  process.exit(2);
}

const sum: Tally = { passed: 0, failed: 0, skipped: 0 };
const times: string[] = [];
const faults: string[] = [];
/** What a stage prints goes out when it is done, or the lines of several would be mixed. */
let sideBySide = false;
for (const line of order) {
  const names = line.filter((name) => wanted.length === 0 || wanted.includes(name));
  sideBySide = names.length > 1;
  if (names.length > 0) console.log(`\n== ${names.join(', ')}`);
  const tallies = await Promise.all(
    names.map(async (name) => {
      const started = performance.now();
      const tally = await stages[name]!().catch(toFailure);
      const seconds = Math.round((performance.now() - started) / 1000);
      times.push(`${name} ${seconds} s`);
      console.log(`== ${name}: ${seconds} s`);
      return { name, tally };
    }),
  );
  for (const { name, tally } of tallies) {
    for (const key of ['passed', 'failed', 'skipped'] as const) sum[key] += tally[key];
    faults.push(...(tally.said ?? []).map((fault) => `${name}: ${fault}`));
  }
}
await rm(reports, { recursive: true, force: true });
if (faults.length > 0) console.log(`\n${faults.join('\n')}`);
console.log(`\n${times.join(', ')}`);
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exit(sum.failed > 0 ? 1 : 0);

/** A stage that cannot be gone on with is a failure of it: what the others find is told all the same. */
function toFailure(error: unknown): Tally {
  const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { passed: 0, failed: 1, skipped: 0, said: [`it could not be gone on with\n${beginning(why)}`] };
}

async function runVitest(name: string, ...args: string[]): Promise<Tally> {
  const report = join(reports, `${name}.json`);
  const { ok, output } = await run(
    'vitest',
    ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { quiet: sideBySide },
  );
  if (output) console.log(output.trimEnd());
  const counts = await readReport<{
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    testResults: UnitFile[];
  }>(report);
  return atLeastOneFailure(ok, {
    passed: counts?.numPassedTests ?? 0,
    failed: counts?.numFailedTests ?? 0,
    skipped: counts?.numPendingTests ?? 0,
    said: (counts?.testResults ?? []).flatMap(unitFaults),
  });
}

/** As Vitest's JSON reporter writes a file of tests. */
interface UnitFile {
  name: string;
  status: string;
  /** Why none of its tests ran, if so. */
  message: string;
  assertionResults: { status: string; fullName: string; failureMessages?: string[] }[];
}

function unitFaults({ name, status, message, assertionResults }: UnitFile): string[] {
  const file = relative('.', name);
  const told = assertionResults
    // One that passed has the messages of the tries before.
    .filter(({ status, failureMessages = [] }) => status === 'failed' || failureMessages.length > 0)
    .map((test) => {
      const again = test.status === 'passed' ? ' (passed at its second try)' : '';
      return `${file} › ${test.fullName}${again}\n${beginning(test.failureMessages?.[0] ?? '')}`;
    });
  if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) {
    told.push(`${file}\n${beginning(message)}`);
  }
  return told;
}

/** As Playwright's JSON reporter writes a file, or a describe block in one. */
interface BrowserSuite {
  suites?: BrowserSuite[];
  specs?: {
    title: string;
    file: string;
    tests: { status: string; results: { error?: { message?: string } }[] }[];
  }[];
}

function browserFaults({ suites = [], specs = [] }: BrowserSuite): string[] {
  const own = specs.flatMap(({ title, file, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ status, results }) => {
        const why = results.find(({ error }) => error)?.error?.message ?? '';
        return `${file} › ${title}${status === 'flaky' ? ' (passed at its second try)' : ''}\n${beginning(why)}`;
      }),
  );
  return [...own, ...suites.flatMap(browserFaults)];
}

/** The first lines of an error, without the colours of a terminal. */
function beginning(error: string): string {
  return stripVTControlCharacters(error).split('\n').slice(0, 6).join('\n').replace(/^/gm, '    ');
}

async function readReport<T>(file: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}

/** How many test functions stand below a folder. */
async function goTests(folder: string): Promise<number> {
  let count = 0;
  for (const entry of await readdir(folder, { recursive: true })) {
    if (!entry.endsWith('_test.go')) continue;
    count += (await readFile(join(folder, entry), 'utf8')).match(/^func Test\w*\(/gm)?.length ?? 0;
  }
  return count;
}

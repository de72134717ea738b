/**
 * `npm test`: every check and every test, one after another, and a line with the sum at the end.
 * Goes on after a failure, so that one run tells all; exits 1 if anything failed.
 *
 *   node scripts/test.ts [check] [unit] [go] [build] [server] [browser]     only these
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** The longest first: each takes one core, and they run two at a time. */
const checks = ['types', 'format', 'docs', 'cycles', 'lint', 'layers', 'dead'];
/** At the root of a host, and below a path of one. */
const builds = ['build', 'build:below-base'];
/**
 * Where Node keeps sources as it compiled them. The tests start hundreds of processes, of the program and
 * of their own, each of which would strip the types from the same sources and compile them again.
 */
const compiled = resolve('node_modules/.cache/casebook/compiled');
const reports = await mkdtemp(join(tmpdir(), 'casebook-test-'));

const stages: Record<string, () => Promise<Tally>> = {
  async check() {
    const waiting = [...checks];
    let failed = 0;
    const work = async () => {
      for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
        const { ok, output } = await run('npm', ['run', '--silent', `check:${check}`], { quiet: true });
        console.log(`${ok ? '' : 'FAILED: '}check:${check}\n${output}`.trimEnd());
        if (!ok) failed++;
      }
    };
    await Promise.all([work(), work()]);
    return { passed: checks.length - failed, failed, skipped: 0 };
  },

  unit: () => runVitest('unit'),

  async go() {
    const names = await goTests('go');
    if (!(await run('go', ['version'], { quiet: true })).ok) {
      console.log(`Go is not installed: ${names} tests of go/ are skipped (https://go.dev/dl/ has it).`);
      return { passed: 0, failed: 0, skipped: names };
    }
    const { ok, output } = await run('go', ['test', '-json', './...'], { cwd: 'go', quiet: true });
    const tally = { passed: 0, failed: 0, skipped: 0 };
    for (const line of output.split('\n').filter((text) => text.startsWith('{'))) {
      const event = JSON.parse(line) as { Action: string; Test?: string; Output?: string };
      if (!ok && event.Action === 'output') process.stdout.write(event.Output ?? '');
      if (!event.Test) continue;
      if (event.Action === 'pass') tally.passed++;
      if (event.Action === 'fail') tally.failed++;
      if (event.Action === 'skip') tally.skipped++;
    }
    console.log(`go test: ${tally.passed} passed`);
    return atLeastOneFailure(ok, tally);
  },

  async build() {
    let passed = 0;
    // At once, since each has one core busy for half its time; what one says is printed when it is done.
    const make = async (build: string) => {
      const { ok, output } = await run('npm', ['run', '--silent', build], { quiet: true });
      console.log(`${ok ? '' : 'FAILED: '}${build}\n${output}`.trimEnd());
      if (ok) passed++;
    };
    await Promise.all(builds.map(make));
    return { passed, failed: builds.length - passed, skipped: 0 };
  },

  /** On what was built. */
  server: () => runVitest('server', '--config', 'vitest.server.config.ts'),

  async browser() {
    const report = join(reports, 'browser.json');
    const { ok } = await run('playwright', ['test', '--reporter=list,json'], {
      env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    });
    const counts = await readReport<{
      stats: { expected: number; unexpected: number; flaky: number; skipped: number };
    }>(report);
    return atLeastOneFailure(ok, {
      passed: (counts?.stats.expected ?? 0) + (counts?.stats.flaky ?? 0),
      failed: counts?.stats.unexpected ?? 0,
      skipped: counts?.stats.skipped ?? 0,
    });
  },
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in stages));
if (unknown.length > 0) {
  console.error(`no such stage: ${unknown.join(', ')}; there are ${Object.keys(stages).join(', ')}`);
  process.exit(2);
}

const sum: Tally = { passed: 0, failed: 0, skipped: 0 };
const times: string[] = [];
for (const [name, stage] of Object.entries(stages)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n== ${name}`);
  const started = performance.now();
  const tally = await stage();
  const seconds = Math.round((performance.now() - started) / 1000);
  times.push(`${name} ${seconds} s`);
  console.log(`== ${name}: ${seconds} s`);
  for (const key of ['passed', 'failed', 'skipped'] as const) sum[key] += tally[key];
}
await rm(reports, { recursive: true });
console.log(`\n${times.join(', ')}`);
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exit(sum.failed > 0 ? 1 : 0);

async function runVitest(name: string, ...args: string[]): Promise<Tally> {
  const report = join(reports, `${name}.json`);
  const { ok } = await run('vitest', [
    'run',
    ...args,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const counts = await readReport<{
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
  }>(report);
  return atLeastOneFailure(ok, {
    passed: counts?.numPassedTests ?? 0,
    failed: counts?.numFailedTests ?? 0,
    skipped: counts?.numPendingTests ?? 0,
  });
}

function run(
  command: string,
  args: string[],
  { cwd, env, quiet = false }: { cwd?: string; env?: Record<string, string>; quiet?: boolean } = {},
): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, NODE_COMPILE_CACHE: compiled, ...env },
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
      shell: process.platform === 'win32',
    });
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', () => resolve({ ok: false, output }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

/** A runner that fails without a failed test (it did not start, say) counts as one failure. */
function atLeastOneFailure(ok: boolean, tally: Tally): Tally {
  return ok || tally.failed > 0 ? tally : { ...tally, failed: 1 };
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

import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CrashLogJson, RecordingJson } from '../../src/command-line/inspect-json.ts';

const root = join(import.meta.dirname, '..', '..');
const valid = (format: string, name: string) => join(root, 'tests', 'fixtures', format, 'valid', name);
const capture = (...path: string[]) => join(root, 'public', 'captures', ...path);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inspect-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Ran {
  code: number | null;
  out: string;
  err: string;
}

/** The program itself, in a process of its own. */
function casebook(args: string[], stdin: string | Uint8Array = ''): Promise<Ran> {
  const child = spawn(process.execPath, [join(root, 'bin', 'casebook.ts'), ...args]);
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  // It may end before it has read everything.
  child.stdin.on('error', () => {});
  child.stdin.end(stdin);
  return new Promise((resolve) => {
    child.on('close', (code) =>
      resolve({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }),
    );
  });
}

async function inspectJson<T = RecordingJson>(...files: string[]): Promise<T> {
  const { code, out, err } = await casebook(['inspect', '--json', ...files]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as T;
}

describe('a recording as JSON', () => {
  interface Row {
    pid: number;
    name: string;
    ucpu: string;
    scpu: string;
    memKb: string;
  }

  /** From what Go wrote beside the recording: the samples in file order, its numbers as text. */
  async function expectedSeries(
    name: string,
  ): Promise<{ times: number[]; rows: number; series: RecordingJson['series'] }> {
    const path = join(root, 'tests', 'fixtures', 'topid-process', 'expected', `${name}.json`);
    const samples = JSON.parse(await readFile(path, 'utf8')) as { time: number; rows: Row[] }[];
    // What no machine has is a gap.
    const toPossible = (value: number, most: number) => (value >= 0 && value <= most ? value : NaN);
    const toNumber = (text: string) => toPossible(Math.fround(Number(text.replace('Inf', 'Infinity'))), 1e6);
    const values = new Map<string, { name: string; pid: number; cpu: number[]; memKb: number[] }>();
    for (const { rows } of samples) {
      for (const { name, pid, ucpu, scpu, memKb } of rows) {
        const key = `${pid} ${name}`;
        const one = values.get(key) ?? { name, pid, cpu: [], memKb: [] };
        values.set(key, one);
        one.cpu.push(toNumber(ucpu) + toNumber(scpu));
        one.memKb.push(toPossible(Number(memKb), 2 ** 42));
      }
    }
    const toAvgAndMax = (all: number[]) => {
      const finite = all.filter(Number.isFinite);
      if (finite.length === 0) return { avg: null, max: null };
      const avg = finite.reduce((sum, value) => sum + value, 0) / finite.length;
      return { avg: expect.closeTo(avg, 6) as number, max: Math.max(...finite) };
    };
    return {
      times: samples.map(({ time }) => time),
      rows: samples.reduce((sum, { rows }) => sum + rows.length, 0),
      series: [...values.values()].map(({ name, pid, cpu, memKb }) => ({
        name,
        pid,
        kind: pid === 0 && name.startsWith('[') ? 'system' : 'process',
        samples: cpu.length,
        cpu: toAvgAndMax(cpu),
        memKb: toAvgAndMax(memKb),
      })),
    };
  }

  test.each([
    'process-20211111-normal.data',
    'process-20211111-gaps.data',
    'process-20211111-reuse.data',
    'process-20211111-clock.data',
    'process-20211111-nonfinite.data',
    'process-20211111-churn.data',
    'process-20261123-newer.data',
    'process-1992780262.data.gz',
  ])('%s says what Go wrote', async (name) => {
    const { times, rows, series } = await expectedSeries(name);
    const json = await inspectJson(valid('topid-process', name));
    expect(json).toEqual({
      kind: 'recording',
      format: 'topid-process',
      samples: times.length,
      rows,
      start: times[0],
      end: times.at(-1),
      series: expect.arrayContaining(series) as unknown,
      warnings: expect.any(Array) as unknown,
    });
    expect(json.series).toHaveLength(series.length);
  });

  test('averages are over the samples in which a process was present', async () => {
    const { series } = await inspectJson(valid('topid-process', 'process-20211111-gaps.data'));
    const back = series.find(({ name }) => name === 'comes-back');
    expect(back?.samples).toBeLessThan(10);
    expect(back?.cpu.avg).toBeGreaterThan(10);
  });

  test('what is not finite is null, and the clock’s steps are warnings', async () => {
    const { series } = await inspectJson(valid('topid-process', 'process-20211111-nonfinite.data'));
    expect(series.find(({ name }) => name === 'all-nan')).toMatchObject({
      cpu: { avg: null, max: null },
      memKb: { avg: 30, max: 30 },
    });
    const { warnings, start, end } = await inspectJson(valid('topid-process', 'process-20211111-clock.data'));
    expect(warnings).toHaveLength(3);
    expect(warnings[0]).toMatch(/the clock steps forward by 51\.9 y before sample 4/);
    expect([start, end]).toEqual([0, 1636880409]);
  });

  test('a session without snapshots has an empty file of them, and is whole', async () => {
    const session = async (name: string) => {
      const path = join(root, 'tests', 'fixtures', 'topid-session', name);
      return (await readdir(path)).map((file) => join(path, file));
    };
    for (const name of ['plain', 'full']) {
      expect(await inspectJson(...(await session(name)))).toMatchObject({ kind: 'recording', warnings: [] });
    }
    const snapshots = (await session('plain')).filter((path) => path.includes('snapshot-'));
    const { code, err } = await casebook(['inspect', ...snapshots]);
    expect(code).toBe(1);
    expect(err).toContain('the file is empty, as topid leaves it without -snapshot');
  });

  test('the files of a session are one, whatever their order', async () => {
    const files = ['info', 'process', 'snapshot'].map((part) =>
      capture('heap-release', `${part}-20261123-qfcwryap.data`),
    );
    const joined = await inspectJson(...files);
    const alone = await inspectJson(files[1] ?? '');
    expect(joined).toEqual({ ...alone, format: 'topid' });
    expect(joined.series.map(({ name }) => name)).toContain('heap-reclaim');
  });

  test('several give an array in the order of the files, a session where its first file stands', async () => {
    const other = valid('topid-process', 'process-20211111-gaps.data');
    const results = await inspectJson<{ kind: string; format: string }[]>(
      capture('heap-release', 'info-20261123-qfcwryap.data'),
      capture('topid-crash-1.log'),
      other,
      capture('heap-release', 'process-20261123-qfcwryap.data'),
    );
    expect(results.map(({ kind, format }) => `${kind} ${format}`)).toEqual([
      'recording topid',
      'crash-log go-crash',
      'recording topid-process',
    ]);
  });

  test('a source without times has no start and no end', async () => {
    const text = '  PID PRIO     CPU      MEM COMM\n    1   20    0.33     4096 init\n';
    const { code, out } = await casebook(['inspect', '-', '--json'], text);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      kind: 'recording',
      format: 'topid-text',
      samples: 1,
      start: null,
      end: null,
    });
  });
});

describe('traces of the garbage collector', () => {
  const trace = (name: string): string => join(root, 'tests', 'fixtures', 'go-crash', 'gctrace', name);

  test('stand with the first crash of a log that has them', async () => {
    const log = await inspectJson<CrashLogJson>(trace('go1.26-panic.log'));
    expect(log).toMatchObject({ reason: 'panic', reasonKind: 'panic', goroutines: 1 });
    expect(log.collections?.length).toBeGreaterThan(10);
    expect(log.collections?.[0]).toMatchObject({
      run: 1,
      number: 1,
      goalMib: 4,
      processors: 2,
      forced: false,
    });
  });

  test('of a program that has not crashed are all that is said', async () => {
    const log = await inspectJson<CrashLogJson>(trace('go1.17.log'));
    expect(log).toMatchObject({
      kind: 'crash-log',
      reason: '',
      reasonKind: 'none',
      goroutines: 0,
      warnings: [],
    });
    expect(log.collections).toHaveLength(19);
    const { code, out } = await casebook(['inspect', trace('go1.17.log')]);
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}19 garbage collections, 4 of them forced$/m);
    expect(out).toMatch(/^ {2}heap at most \d+ MiB, alive after a collection at most \d+ MiB$/m);
  });

  test('are left out where there are none', async () => {
    expect(await inspectJson<CrashLogJson>(capture('topid-crash-1.log'))).not.toHaveProperty('collections');
  });
});

describe('a crash log as JSON', () => {
  test.each([
    ['topid-crash-1.log', 12],
    ['topid-crash-2.log', 10],
    ['topid-crash-3.log', 13],
  ])('%s: the reason, and %i frames of one goroutine', async (name, frames) => {
    const log = await inspectJson<CrashLogJson>(capture(name));
    expect(log).toMatchObject({
      kind: 'crash-log',
      format: 'go-crash',
      reason: 's.allocCount != s.nelems && freeIndex == s.nelems',
      signal: null,
      goroutines: 1,
    });
    expect(log.buckets).toHaveLength(1);
    const [bucket] = log.buckets;
    expect(bucket?.count).toBe(1);
    expect(bucket?.frames).toHaveLength(frames);
    expect(bucket?.frames[0]).toEqual({
      function: 'runtime.throw',
      file: expect.stringMatching(/\bruntime\/panic\.go$/) as string,
      line: 774,
    });
    expect(Object.keys(log)).toEqual([
      'kind',
      'format',
      'reason',
      'reasonKind',
      'recovered',
      'signal',
      'place',
      'goroutines',
      'threads',
      'buckets',
      'runtimeLines',
      'contextLines',
      'registers',
      'races',
      'guide',
      'warnings',
    ]);
    expect(log).toMatchObject({
      reasonKind: 'fatal error',
      recovered: false,
      threads: 0,
      runtimeLines: [expect.stringMatching(/^runtime: s\.allocCount= \d+ s\.nelems= \d+$/)],
      guide: 'span-accounting',
    });
    expect(Object.keys(bucket ?? {})).toEqual(['count', 'state', 'cut', 'createdBy', 'frames']);
  });

  test('the last frame of the second has no file', async () => {
    const { buckets } = await inspectJson<CrashLogJson>(capture('topid-crash-2.log'));
    expect(buckets[0]?.frames.at(-1)).toMatchObject({ file: null, line: null });
  });

  test('a signal by its name', async () => {
    const log = await inspectJson<CrashLogJson>(valid('go-crash', 'go1.26-nil-deref.log'));
    expect(log.signal).toBe('SIGSEGV');
    expect(log.reason).toMatch(/nil pointer dereference/);
  });

  test('several crashes of a file are an array', async () => {
    const logs = await Promise.all([1, 3].map((n) => readFile(capture(`topid-crash-${n}.log`), 'utf8')));
    const path = join(folder, 'two.log');
    await writeFile(path, logs.join('\n# ./topid -chart\n'));
    const both = await inspectJson<CrashLogJson[]>(path);
    expect(both.map(({ buckets }) => buckets[0]?.frames.length)).toEqual([12, 13]);
  });
});

describe('for people', () => {
  test('a recording: what it is, how long, and who used most', async () => {
    const path = capture('heap-release', 'process-20261123-qfcwryap.data');
    const json = await inspectJson(path);
    const { code, out } = await casebook(['inspect', path]);
    expect(code).toBe(0);
    const lines = out.split('\n');
    expect(lines[0]).toMatch(/process-20261123-qfcwryap\.data {2}topid-process, \d+ KB$/);
    expect(lines[1]).toBe(`  ${json.samples} samples, one every 1 s, ${json.rows} rows`);
    expect(lines[2]).toMatch(/^ {2}2026-11-23 \d\d:\d\d:\d\d to 2026-11-23 \d\d:\d\d:\d\d UTC \(102 s\)$/);
    const top = json.series.toSorted((a, b) => (b.cpu.avg ?? 0) - (a.cpu.avg ?? 0))[0];
    expect(out).toMatch(new RegExp(`by CPU.*\n +${top?.name} +${top?.pid} +${top?.cpu.avg?.toFixed(1)} `));
  });

  test('a crash log: the reason, the runtime’s lines, the top frames', async () => {
    const { out } = await casebook(['inspect', capture('topid-crash-1.log')]);
    expect(out).toContain('  fatal error: s.allocCount != s.nelems && freeIndex == s.nelems\n');
    expect(out).toContain('  runtime: s.allocCount= 3 s.nelems= 5\n');
    expect(out).toContain('  1 goroutine in 1 bucket\n');
    expect(out).toMatch(/1 × running\n {4}runtime\.throw +\S*runtime\/panic\.go:774\n/);
    expect(out).toContain('    … 6 more frames\n');
  });

  test('nested panics and the two sides of a race', async () => {
    const { out } = await casebook([
      'inspect',
      valid('go-crash', 'go1.26-nested.log'),
      valid('go-crash', 'go1.26-race.log'),
    ]);
    expect(out).toContain('\n  panic: first\n    panic: second: while cleaning up\n    panic: third: ');
    expect(out).toMatch(/\n {2}Write at 0x[0-9a-f]+ by goroutine \d+\n {4}main\.\(\*counter\)\.add {2}/);
    expect(out).toMatch(/\n {2}Previous read at 0x[0-9a-f]+ by main goroutine\n/);
  });

  test('several one after another, warnings marked', async () => {
    const { out } = await casebook([
      'inspect',
      valid('topid-process', 'process-20211111-clock.data'),
      capture('topid-crash-3.log'),
    ]);
    expect(out).toMatch(/^ {2}! topid: the clock steps back by 1 h/m);
    expect(out).toMatch(/\n\n\S*topid-crash-3\.log {2}go-crash, /);
  });

  test('no name moves the cursor or turns a line round', async () => {
    const table = 'time,pid,name,ucpu,scpu,mem_kb\n1,7,\x1b[2J\u202eevil火,1,0,1024\n';
    const { out } = await casebook(['inspect', '-'], table);
    expect(out).not.toMatch(/[^\P{C}\n]/u);
    expect(out).toContain('\\x1b[2J\\u{202e}evil火  ');
  });
});

describe('what cannot be read', () => {
  test.each([
    ['no-such.log', undefined, 'there is no such file'],
    ['folder', 'folder', 'a folder, not a file'],
    ['empty.data', '', 'the file is empty'],
    ['noise.bin', '\x01\x02\x03'.repeat(99), 'not a format that Casebook reads'],
  ])('%s: exit code 1 and one line that names it', async (name, content, message) => {
    const path = join(folder, name);
    if (content === 'folder') await mkdir(path);
    else if (content !== undefined) await writeFile(path, content);
    for (const json of [[], ['--json']]) {
      const { code, out, err } = await casebook(['inspect', path, ...json]);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err.trimEnd().split('\n')).toHaveLength(1);
      expect(err.startsWith(`casebook: ${path}: `)).toBe(true);
      expect(err).toContain(message);
    }
  });

  test('leaves the others', async () => {
    const { code, out, err } = await casebook([
      'inspect',
      join(folder, 'none'),
      capture('topid-crash-1.log'),
      '--json',
    ]);
    expect(code).toBe(1);
    expect(err).toMatch(/^casebook: \S+none: there is no such file\n$/);
    expect((JSON.parse(out) as CrashLogJson).kind).toBe('crash-log');
  });

  test('a cut file is read up to the cut, and told', async () => {
    const whole = await readFile(valid('topid-process', 'process-20211111-normal.data'));
    const path = join(folder, 'process-1.data');
    await writeFile(path, whole.subarray(0, whole.length - 7));
    const { samples, warnings } = await inspectJson(path);
    expect(samples).toBeGreaterThan(0);
    expect(warnings.join()).toMatch(/byte \d+/);
  });
});

describe('the call', () => {
  test('standard input, gzipped, is a file', async () => {
    const bytes = gzipSync(await readFile(valid('topid-process', 'process-20211111-gaps.data')));
    const { code, out } = await casebook(['inspect', '--json', '-'], bytes);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ kind: 'recording', format: 'topid-process' });
    expect((await casebook(['inspect', '-'], bytes)).out).toMatch(
      /^stdin {2}topid-process, \d+ B, gzipped\n/,
    );
  });

  test.each([
    [[], 'no command'],
    [['inspect'], 'inspect: no file'],
    [['inspekt', 'x'], 'no command "inspekt"'],
    [['inspect', 'x', '--jsno'], "Unknown option '--jsno'"],
    [['inspect', 'x', '--json=yes'], "Option '--json' does not take an argument"],
  ])('%j: exit code 2, what is wrong and how it goes', async (args, message) => {
    const { code, out, err } = await casebook(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.startsWith(`casebook: ${message}`)).toBe(true);
    expect(err).toContain('usage: casebook inspect FILE... [--json]');
  });

  test('--help and --version', async () => {
    const help = await casebook(['--help']);
    expect(help.code).toBe(0);
    expect(help.out).toMatch(/^usage: casebook inspect FILE\.\.\. \[--json\] \[--sample-type TYPE\]\n/);
    const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(await casebook(['--version'])).toEqual({ code: 0, out: `${manifest.version}\n`, err: '' });
  });

  test('a reader that has seen enough is no error', async () => {
    const child = spawn(process.execPath, [
      join(root, 'bin', 'casebook.ts'),
      'inspect',
      '--json',
      ...Array.from({ length: 20 }, () => valid('topid-process', 'process-20211111-churn.data')),
    ]);
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => {
      child.on('close', resolve);
    });
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });
});

import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProfileJson } from '../../src/command-line/inspect-json.ts';
import { fixturePath, hasGo, readGoTop } from '../formats/pprof/go-pprof.ts';

const root = join(import.meta.dirname, '..', '..');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'profiles-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The program itself, in a process of its own. */
function casebook(...args: string[]): Promise<{ code: number | null; out: Buffer; err: string }> {
  const child = spawn(process.execPath, [join(root, 'bin', 'casebook.ts'), ...args]);
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  child.stdin.end();
  return new Promise((resolve) => {
    child.on('close', (code) =>
      resolve({ code, out: Buffer.concat(out), err: Buffer.concat(err).toString() }),
    );
  });
}

async function inspectJson(...args: string[]): Promise<ProfileJson> {
  const { code, out, err } = await casebook('inspect', '--json', ...args);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out.toString()) as ProfileJson;
}

const heap = fixturePath('pprof/valid/heap.pb.gz');
const cpu = fixturePath('pprof/valid/cpu-labels.pb.gz');

test('inspect calls a difference one, and nothing else', async () => {
  const said = 'a difference: what is below 0 has become less';
  const of = async (path: string): Promise<string> => (await casebook('inspect', path)).out.toString();
  expect(await of(fixturePath('pprof/valid/diff.pb.gz'))).toContain(`\n  ${said}\n`);
  expect(await of(cpu)).not.toContain(said);
});

describe('inspect --json', () => {
  test('says what a profile is', async () => {
    const profile = await inspectJson(cpu);
    expect(Object.keys(profile)).toEqual([
      'kind',
      'format',
      'sampleTypes',
      'sampleType',
      'samples',
      'durationNs',
      'period',
      'total',
      'top',
      'labels',
      'warnings',
    ]);
    expect(profile).toMatchObject({
      kind: 'profile',
      format: 'pprof',
      sampleTypes: [
        { type: 'samples', unit: 'count' },
        { type: 'cpu', unit: 'nanoseconds' },
      ],
      sampleType: 'cpu',
      samples: 55,
      period: 10_000_000,
      total: { samples: 76, cpu: 760_000_000 },
      labels: { board: ['demo 7'], kind: ['parse', 'render'] },
      warnings: [],
    });
    expect(profile.durationNs).toBeGreaterThan(1e9);
    expect(Object.keys(profile.top[0]!)).toEqual(['function', 'file', 'flat', 'cum']);
  });

  describe.skipIf(!hasGo)('has the numbers of go tool pprof -top', () => {
    test.each([
      ['cpu-labels.pb.gz', 'cpu', 'ns'],
      ['cpu-labels.pb.gz', 'samples', 'count'],
      ['go-test-cpu.pb.gz', 'cpu', 'ns'],
      ['heap.pb.gz', 'alloc_space', 'B'],
      ['heap.pb.gz', 'inuse_objects', 'count'],
      ['block.pb.gz', 'delay', 'ns'],
      ['mutex.pb.gz', 'contentions', 'count'],
      ['goroutine.pb.gz', 'goroutine', 'count'],
      ['diff.pb.gz', 'cpu', 'ns'],
    ])('%s, %s', async (file, type, unit) => {
      const path = fixturePath(`pprof/valid/${file}`);
      const [{ top, total, sampleType }, go] = await Promise.all([
        inspectJson('--sample-type', type, path),
        readGoTop(unit, `-sample_index=${type}`, path),
      ]);
      expect(sampleType).toBe(type);
      expect(total[type]).toBe(go.total);
      const rows = [...go.rows].filter(([, [flat, cum]]) => flat !== 0 || cum !== 0);
      expect(rows.length).toBeGreaterThan(0);
      expect(top).toHaveLength(Math.min(200, rows.length));
      for (const { function: name, flat, cum } of top)
        expect([name, [flat, cum]]).toEqual([name, go.rows.get(name)]);
      const cums = top.map(({ cum }) => Math.abs(Number(cum)));
      expect(cums).toEqual(cums.toSorted((a, b) => b - a));
      // What is left out has no more than the last.
      const least = top.length < rows.length ? cums.at(-1)! : 0;
      const shown = new Set(top.map(({ function: name }) => name));
      for (const [name, [, cum]] of rows)
        if (!shown.has(name)) expect(Math.abs(cum)).toBeLessThanOrEqual(least);
    });
  });

  test('the sample type is the maker’s own choice, else the last', async () => {
    expect((await inspectJson(heap)).sampleType).toBe('inuse_space');
    expect((await inspectJson(fixturePath('perf-script/valid/default.txt'))).sampleType).toBe('cpu-clock');
    expect((await inspectJson(fixturePath('folded/valid/go.folded'))).sampleType).toBe('samples');
  });
});

test('a sample type that is not there names those that are; other files are told all the same', async () => {
  const { code, out, err } = await casebook('inspect', '--sample-type', 'cpu', heap, cpu);
  expect(code).toBe(1);
  expect(err).toBe(
    `casebook: ${heap}: it has no sample type cpu; there are alloc_objects, alloc_space, inuse_objects, inuse_space\n`,
  );
  expect(out.toString()).toContain('main.count');
});

test('inspect prints a table, the functions that most was spent in first', async () => {
  const { code, out } = await casebook('inspect', cpu);
  expect(code).toBe(0);
  const lines = out.toString().split('\n');
  expect(lines[0]).toMatch(/cpu-labels\.pb\.gz {2}pprof, 3\.0 KB, gzipped$/);
  expect(lines).toContain('  76 samples over 1.4 s, 2026-11-27 08:32:56 UTC');
  expect(lines).toContain('  label kind: parse, render');
  expect(lines).toContain('  * cpu      760 ms');
  const [head, first] = lines.slice(lines.findIndex((line) => line.includes('flat %')));
  expect(head).toMatch(/^ +flat +flat % +sum % +cum +cum % {2}by cpu$/);
  expect(first).toMatch(/^ +330 ms +43\.4 % +43\.4 % +400 ms +52\.6 % {2}main\.count$/);
});

test('what a name holds that moves a cursor does nothing at a terminal', async () => {
  const path = join(folder, 'odd.folded');
  await writeFile(path, 'main;\u001b[31mred 12\nmain;\u202ewor 3\nmain 1\n');
  const { out } = await casebook('inspect', path);
  expect(out.toString()).not.toMatch(/[\u001b\u202e]/u); // oxlint-disable-line no-control-regex
  expect(out.toString()).toContain('\\x1b[31mred');
});

describe('redact', () => {
  test('writes a profile that pprof and Casebook read, names of one’s own on demand', async () => {
    const into = join(folder, 'redacted');
    const { code, out, err } = await casebook('redact', '--kinds', 'usual,function', '-o', into, cpu, heap);
    expect(code).toBe(0);
    expect(err).toMatch(/^casebook: taken out: .*label \(.*function \(/);
    const names = await readdir(into);
    expect(out.toString().trim().split('\n').toSorted()).toEqual(
      names.map((name) => join(into, name)).toSorted(),
    );
    expect(names).toEqual([expect.stringMatching(/^profile-redacted-[0-9a-f]{8}\.pb$/), expect.anything()]);
    const before = await Promise.all([inspectJson(cpu), inspectJson(heap)]);
    for (const name of names) {
      const after = await inspectJson(join(into, name));
      const same = before.find(({ sampleType }) => sampleType === after.sampleType);
      expect(after.total).toEqual(same?.total);
      expect(after.top.map(({ flat, cum }) => `${flat} ${cum}`).toSorted()).toEqual(
        same?.top.map(({ flat, cum }) => `${flat} ${cum}`).toSorted(),
      );
      const bytes = await readFile(join(into, name), 'latin1');
      expect(bytes).not.toMatch(/main\.(?!function-\d|go)|parse(?!\.go)|render|demo 7/);
      expect(bytes).toContain('runtime.main');
    }
  });

  test('one file goes to standard output, its bytes as they are', async () => {
    const { code, out } = await casebook('redact', cpu);
    expect(code).toBe(0);
    const path = join(folder, 'out.pb');
    await writeFile(path, out);
    expect((await inspectJson(path)).total).toEqual((await inspectJson(cpu)).total);
  });
});

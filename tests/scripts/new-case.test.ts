import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkSources } from '#integrations/faults/check-source.ts';
import { toLine } from '#integrations/faults/fault.ts';
import { Project } from '#integrations/faults/project.ts';
import { kinds } from '#model/kind.ts';

const root = join(import.meta.dirname, '../..');
const captures = join(root, 'public/captures');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebook-new-case-'));
  await mkdir(join(folder, 'src/content/docs/cases'), { recursive: true });
  await mkdir(join(folder, 'src/content/captures'), { recursive: true });
  await mkdir(join(folder, 'src/components'), { recursive: true });
  // What a new case imports.
  for (const name of ['Usage', 'CrashLog', 'FlameGraph']) {
    await writeFile(join(folder, `src/components/${name}.astro`), '');
  }
});
afterEach(() => rm(folder, { recursive: true }));

function begin(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'scripts/new-case.ts'), ...args],
    { cwd: folder, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}
const read = (file: string) => readFile(join(folder, file), 'utf8');
const faultsOf = async () => (await checkSources(new Project(folder))).faults.map(toLine);

describe('a new case', () => {
  test('stands in both languages, with a capture’s slot and a cell, and nothing is wrong with it', async () => {
    const { status, stdout } = begin('slow-loop');
    expect(status).toBe(0);
    for (const file of [
      'src/content/docs/cases/slow-loop.mdx',
      'src/content/docs/zh-cn/cases/slow-loop.mdx',
      'src/content/captures/slow-loop.yaml',
      'public/captures/slow-loop/placeholder.csv',
    ]) {
      expect(stdout).toContain(`  ${file}\n`);
      expect(existsSync(join(folder, file))).toBe(true);
    }
    expect(stdout).toMatch(
      /1\. Put the capture into public\/captures\/slow-loop\/.*placeholder\.csv[^]*npm run dev/,
    );
    expect(await read('src/content/docs/cases/slow-loop.mdx')).toMatch(
      /<Usage capture="slow-loop" \/>[^]*```js cell name=first\ncharts\.usage\(capture\('slow-loop'\)/,
    );
    expect(await read('src/content/docs/zh-cn/cases/slow-loop.mdx')).toContain('## 看到的现象');
    expect(await read('src/content/captures/slow-loop.yaml')).toContain('Placeholder: made-up numbers');
    expect(await faultsOf()).toEqual([]);
  });

  test.each([
    [
      'recording',
      'Usage',
      ['sleep-loop/process-20261123-qmbbjmsl.data', 'sleep-loop/info-20261123-qmbbjmsl.data'],
    ],
    ['crash-log', 'CrashLog', ['topid-crash-1.log']],
    ['profile', 'FlameGraph', ['profiles/heap.pb.gz']],
  ] as const)('of files that are a %s shows them as one', async (kind, component, files) => {
    expect(kinds).toContain(kind);
    const { status, stderr } = begin('own', ...files.map((file) => join(captures, file)));
    expect([status, stderr]).toEqual([0, '']);
    expect(await readdir(join(folder, 'public/captures/own'))).toHaveLength(files.length);
    expect(await read('src/content/captures/own.yaml')).toContain(`kind: ${kind} #`);
    expect(await read('src/content/docs/cases/own.mdx')).toContain(`<${component} capture="own" />`);
    expect(await faultsOf()).toEqual([]);
  });
});

describe('nothing is written', () => {
  afterEach(async () => {
    expect(await readdir(join(folder, 'src/content/captures'))).toEqual([]);
    expect(existsSync(join(folder, 'public'))).toBe(false);
  });

  test.each(['Slow', '../x', 'a--b', '案例', 'a'.repeat(61)])('for the name %j', (name) => {
    const { status, stderr } = begin('--', name);
    expect(status).toBe(2);
    expect(stderr).toContain(`new-case: ${JSON.stringify(name)} is no name: small letters`);
    expect(stderr).toContain('usage: npm run new-case -- NAME');
  });

  test('without a name, or with an option that is not known', () => {
    expect(begin()).toMatchObject({ status: 2, stderr: expect.stringContaining('a case needs a name') });
    expect(begin('a', '--force')).toMatchObject({ status: 2, stderr: expect.stringContaining("'--force'") });
  });

  test('over what is there, in whichever language', async () => {
    await mkdir(join(folder, 'src/content/docs/zh-cn/cases'), { recursive: true });
    await writeFile(join(folder, 'src/content/docs/zh-cn/cases/mine.mdx'), 'mine');
    const { status, stderr } = begin('mine');
    expect(status).toBe(1);
    expect(stderr).toBe('new-case: mine is taken: there is src/content/docs/zh-cn/cases/mine.mdx\n');
    expect(existsSync(join(folder, 'src/content/docs/cases/mine.mdx'))).toBe(false);
  });

  test('of files that are not there, or are no capture', async () => {
    await writeFile(join(folder, 'note.txt'), 'Nothing of that kind.\n');
    await writeFile(join(folder, 'a b.csv'), 'time,name,cpu\n1,a,2\n');
    expect(begin('a', 'gone.log').stderr).toBe('new-case: gone.log: there is no such file\n');
    expect(begin('a', 'note.txt').stderr).toMatch(/^new-case: note\.txt: /);
    expect(begin('a', 'a b.csv').stderr).toContain('letters, digits, . _ and - only');
  });
});

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { goCellModules } from '#integrations/cells/go-modules.ts';
import { GoPrograms, type Toolchain } from '#integrations/cells/go-programs.ts';
import { PageCells } from '#integrations/cells/page-cells.ts';
import { hashSource } from '#notebook/go/cell-record.ts';

const go = (text: string, name: string) => `\`\`\`go cell name=${name}\n${text}\n\`\`\`\n`;

let root = '';
let compiled: string[] = [];
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'casebook-go-programs-'));
  await write('wasm_exec.js', 'globalThis.Go = class {};');
});
afterAll(() => rm(root, { recursive: true }));
beforeEach(async () => {
  compiled = [];
  await rm(join(root, 'src'), { recursive: true, force: true });
});

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

/** Compiles whatever does not say that it is wrong. */
const toolchain: Toolchain = {
  findGo: async () => ({
    path: 'go',
    version: 'go1.26.8',
    root: '/go',
    wasmExecPath: join(root, 'wasm_exec.js'),
  }),
  compileCell: async (_, text) => {
    compiled.push(text);
    return text.includes('wrong')
      ? {
          faults: [{ line: 2, column: 3, message: 'undefined: wrong' }],
          words: 'main.go:2:3: undefined: wrong',
        }
      : { wasm: new TextEncoder().encode(text) };
  },
};
const open = (parts: Partial<Toolchain> = {}) => {
  const pages = new PageCells(root);
  return { pages, programs: new GoPrograms(root, pages, { ...toolchain, ...parts }) };
};

const recordOf = (text: string, env: Record<string, string> = {}) =>
  JSON.stringify({
    sourceHash: hashSource(text, env),
    goVersion: 'go1.26.8',
    recordedAt: '2026-11-27T12:00:00.000Z',
    result: { end: { how: 'exit', code: 0 }, elapsedMs: 1, memoryBytes: 1, droppedBytes: 0 },
    output: [],
    values: [],
  });

describe('the programs of all pages', () => {
  test('are compiled once a text, and go out by their content', async () => {
    await write('src/content/docs/a.mdx', `${go('one', 'first')}\n${go('two', 'second')}`);
    await write('src/content/docs/zh-cn/a.mdx', go('one', 'first'));
    await write('src/content/records/a/first.json', recordOf('one'));
    await write('src/content/records/a/second.json', recordOf('before'));
    const { programs } = open();
    expect(await programs.prepare()).toEqual({
      cells: 3,
      stale: [
        'src/content/docs/a.mdx:5:1: cell second: the recorded output is of an earlier text or another environment',
      ],
    });
    expect(compiled).toEqual(['one', 'two']);

    const cells = await programs.ofPage('content/docs/zh-cn/a');
    expect(cells).toMatchObject([
      {
        name: 'first',
        text: 'one',
        program: {
          sizeBytes: 3,
          goVersion: 'go1.26.8',
          path: expect.stringMatching(/^_astro\/first\.[\da-f]{8}\.wasm$/),
        },
        record: { sourceHash: hashSource('one', {}) },
      },
    ]);
    expect([...programs.assets.keys()]).toEqual([cells[0]?.program?.path, cells[0]?.program?.runtimePath]);
    expect(compiled).toHaveLength(2);
  });

  test('are compiled also where something else is wrong with their page: one build says all of it', async () => {
    const bad = '```js cell name=bad bogus=3\n1\n```\n';
    await write(
      'src/content/docs/a.mdx',
      `${bad}\n${go('wrong', 'first')}\n${bad}\n${go('wrong too', 'second')}`,
    );
    await expect(open().programs.prepare()).rejects.toThrow(
      'src/content/docs/a.mdx:7:3: cell first: undefined: wrong\n' +
        'src/content/docs/a.mdx:15:3: cell second: undefined: wrong',
    );
  });

  test('a record is of a text in an environment: another one makes it old', async () => {
    await write(
      'src/content/docs/a.mdx',
      go('one', 'first').replace('name=first', 'name=first env="GOGC=50"'),
    );
    const isOld = async (env: Record<string, string>) => {
      await write('src/content/records/a/first.json', recordOf('one', env));
      const { programs } = open();
      const { stale } = await programs.prepare();
      const [cell] = await programs.ofPage('content/docs/a');
      expect(stale).toHaveLength(cell?.isRecordOld ? 1 : 0);
      return cell?.isRecordOld;
    };
    expect([await isOld({ GOGC: '50' }), await isOld({}), await isOld({ GOGC: '60' })]).toEqual([
      false,
      true,
      true,
    ]);
  });

  test('with faults fail together, each in the compiler’s words at its place in the page', async () => {
    await write(
      'src/content/docs/a.mdx',
      `Text.\n\n${go('\nwrong', 'first')}\n- a\n\n  ${go('x\n  wrong', 'second').replaceAll('\n```', '\n  ```')}`,
    );
    await expect(open().programs.prepare()).rejects.toThrow(
      'src/content/docs/a.mdx:5:3: cell first: undefined: wrong\n' +
        'src/content/docs/a.mdx:12:5: cell second: undefined: wrong',
    );
    await expect(open().programs.ofPage('content/docs/a')).rejects.toThrow('a.mdx:5:3: cell first');
  });

  test('are not compiled without Go; what is recorded is there', async () => {
    await write('src/content/docs/a.mdx', go('one', 'first'));
    await write('src/content/records/a/first.json', recordOf('one'));
    const { programs } = open({ findGo: async () => ({ missing: 'Go is not on PATH' }) });
    expect(await programs.missing()).toBe('Go is not on PATH');
    expect(await programs.prepare()).toEqual({ cells: 1, stale: [] });
    expect(await programs.ofPage('content/docs/a')).toMatchObject([
      { program: undefined, record: { goVersion: 'go1.26.8' } },
    ]);
    expect(compiled).toEqual([]);
  });

  test('a record that is none is said by its file', async () => {
    await write('src/content/docs/a.mdx', go('one', 'first'));
    await write('src/content/records/a/first.json', '{}');
    await expect(open().programs.prepare()).rejects.toThrow(
      'src/content/records/a/first.json: it is no record of a cell',
    );
  });
});

test('the modules: pages with cells, what is published of each, and the files that they are made of', async () => {
  await write('src/content/docs/a.mdx', go('one', 'first'));
  await write('src/content/docs/plain.mdx', '# Plain\n');
  const { pages, programs } = open();
  const plugin = goCellModules(root, pages, programs);
  const resolve = plugin.resolveId as unknown as (id: string) => string | undefined;
  expect(resolve('virtual:go-cells')).toBe('\0virtual:go-cells');
  expect(resolve('virtual:go-cells/content/docs/a')).toBe('\0virtual:go-cells/content/docs/a');
  expect(resolve('virtual:cells')).toBeUndefined();
  const watched: string[] = [];
  const context = { addWatchFile: (file: string) => watched.push(file) };
  const load = (id: string) =>
    (plugin.load as unknown as (this: typeof context, id: string) => Promise<string | undefined>).call(
      context,
      id,
    );
  const list = await load('\0virtual:go-cells');
  expect(list).toContain('"content/docs/a": { load: () => import("virtual:go-cells/content/docs/a") }');
  expect(list).not.toContain('plain');
  expect(await load('\0virtual:go-cells/content/docs/a')).toMatch(
    /^export const cells = \[\{"name":"first","text":"one"/,
  );
  expect(watched).toEqual([
    join(root, 'src/content/docs/a.mdx'),
    join(root, 'src/content/records/a/first.json'),
  ]);
  expect(await load('\0elsewhere')).toBeUndefined();
});

/** The project's own pages. */
test('every published cell has a record of its text: npm run record', async () => {
  const own = join(import.meta.dirname, '../..');
  const pages = new PageCells(own);
  const programs = new GoPrograms(own, pages, {
    ...toolchain,
    findGo: async () => ({ missing: 'not asked' }),
  });
  const { cells, stale } = await programs.prepare();
  expect(cells).toBeGreaterThanOrEqual(6);
  expect(stale).toEqual([]);
});

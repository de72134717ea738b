import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mdxToJs } from 'satteri';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cellMarkup } from '../../src/integrations/cells/markup.ts';
import { GoPrograms } from '../../src/integrations/cells/go-programs.ts';
import { cellModules } from '../../src/integrations/cells/modules.ts';
import { PageCells } from '../../src/integrations/cells/page-cells.ts';
import { transpilerAlone } from '../../src/integrations/cells/transpiler-alone.ts';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'casebook-cells-'));
  await mkdir(join(root, 'src/content/docs'), { recursive: true });
});
afterAll(() => rm(root, { recursive: true }));

/** Writes a page and compiles it as Astro's Markdown processor would. */
async function compile(name: string, mdx: string): Promise<{ code: string; pages: PageCells }> {
  const file = join(root, `src/content/docs/${name}.mdx`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, mdx);
  const pages = new PageCells(root);
  const { code } = await mdxToJs(mdx, { mdastPlugins: [cellMarkup(pages)], fileURL: pathToFileURL(file) });
  return { code, pages };
}

const fence = (text: string, options = '') => `\`\`\`js cell${options && ` ${options}`}\n${text}\n\`\`\`\n`;

describe('the markup of a page', () => {
  test('a cell stands around its fence, which keeps what is the highlighter’s; a bar stands at the end', async () => {
    const { code } = await compile(
      'a',
      `# A\n\n${fence('1 + 1', 'name=sum fold height=40 title="sum.js"')}\nText.\n\n${fence('2', 'hidden')}`,
    );
    expect(code).toContain('import NotebookCell from "#components/NotebookCell.astro"');
    const [first, second] = [...code.matchAll(/_jsxs?\(NotebookCell, \{([^]*?)\n {8}\}/g)].map(
      ([, props = '']) => props,
    );
    expect(first).toMatch(/page: "content\/docs\/a"[^]*name: "sum"[^]*fold: "yes"[^]*height: "40"/);
    expect(first).toContain('1 + 1');
    expect(code).toMatch(/name: "cell-2",\s+hidden: "yes"/);
    expect(second ?? code.slice(code.indexOf('cell-2'))).not.toContain('language-js');
    expect(code).toMatch(/NotebookBar, \{ page: "content\/docs\/a" \}/);
  });

  test('a page without cells stays as it is', async () => {
    expect((await compile('plain', '# A\n\n```js\n1\n```\n')).code).not.toContain('Notebook');
  });

  test.each(['cases/quiet', 'zh-cn/cases/quiet'])('a case without cells has the bar: %s', async (name) => {
    const { code } = await compile(name, '# A\n\n```js\n1\n```\n');
    expect(code).toContain(`NotebookBar, { page: "content/docs/${name}" }`);
  });

  test.each(['cases/index', 'guides/cases'])('a page that is no case has none: %s', async (name) => {
    expect((await compile(name, '# A\n')).code).not.toContain('Notebook');
  });

  test.each([
    ['bad', fence('const a = ;', 'name=broken')],
    ['cases/bad', fence('const a = ;', 'name=broken')],
    ['cases/bad', fence('const a = ;', 'bogus=3')],
  ])(
    'a page with a cell that does not compile has none, and keeps its fences as code: %s',
    async (name, bad) => {
      const { code, pages } = await compile(name, `# A\n\n${bad}\n${fence('1', 'name=good')}`);
      expect(code).not.toContain('Notebook');
      expect(code).toContain('const a = ;');
      expect(pages.compile(join(root, `src/content/docs/${name}.mdx`))).toEqual({
        cells: [],
        goCells: [],
        goVariables: [],
      });
      await rm(join(root, `src/content/docs/${name}.mdx`));
    },
  );

  test('nor has a case with such a cell, whose other faults are then found too', async () => {
    const { code } = await compile('cases/bad', `# A\n\n${fence('1', 'nam=typo')}`);
    expect(code).not.toContain('Notebook');
    await rm(join(root, 'src/content/docs/cases/bad.mdx'));
  });

  test('a cell knows where its fence stands, and whether it may fail', async () => {
    const { code } = await compile(
      'placed',
      `# A\n\n- one\n\n  \`\`\`js cell may-fail\n  1\n  \`\`\`\n\n${fence('2')}`,
    );
    expect(code).toMatch(/place: "src\/content\/docs\/placed\.mdx:5:3",\s+mayFail: "yes"/);
    expect(code).toMatch(/name: "cell-2",\s+place: "src\/content\/docs\/placed\.mdx:9:1",\s+children/);
    await rm(join(root, 'src/content/docs/placed.mdx'));
  });
});

describe('the modules of a page', () => {
  const load = async (pages: PageCells, id: string, environment = 'client') => {
    const plugin = cellModules(root, pages, new GoPrograms(root, pages));
    const watched: string[] = [];
    const context = {
      environment: { name: environment, mode: 'build' },
      addWatchFile: (file: string) => watched.push(file),
    };
    const hook = plugin.load as unknown as (this: typeof context, id: string) => Promise<string | undefined>;
    return { code: await hook.call(context, id), watched };
  };

  test('the list has every page with cells; each gives its cells and their texts', async () => {
    const { pages } = await compile('b', fence('const goal = 7', 'name=goal'));
    const { code: list } = await load(pages, '\0virtual:cells');
    expect(list).toContain('"content/docs/b": { loadCells: () => import("virtual:cells/content/docs/b")');
    expect(list).not.toContain('content/docs/plain');

    const { code, watched } = await load(pages, '\0virtual:cells/content/docs/b');
    expect(watched).toEqual([join(root, 'src/content/docs/b.mdx')]);
    expect(code).toContain('name: "goal", inputs: [], outputs: ["goal"]');
    const { code: texts } = await load(pages, '\0virtual:cell-texts/content/docs/b');
    expect(texts).toContain('"text":"const goal = 7"');
    expect((await load(pages, '\0elsewhere')).code).toBeUndefined();
  });

  test('what draws at build gets a hash of cells that come to the same each time, of no others, and no texts', async () => {
    const rowOf = async (text: string, environment?: string) => {
      const { pages } = await compile('g', fence(text, 'name=drawn'));
      const { code = '' } = await load(pages, '\0virtual:cells', environment);
      return code.split('\n').find((line) => line.includes('content/docs/g')) ?? '';
    };
    const [first, other] = [await rowOf('1 + 1', 'prerender'), await rowOf('1 + 2', 'prerender')];
    for (const row of [first, other]) expect(row).toMatch(/: \{ hash: "[\da-f]{32}", loadCells: .+"\) \},$/);
    expect(first).not.toBe(other);
    expect(await rowOf('1 + 1', 'prerender')).toBe(first);
    expect(await rowOf('1 + 1')).not.toContain('hash');
    for (const text of [
      'new Date()',
      'now',
      'Math.random()',
      'await 1',
      'setTimeout(() => {}, 1)',
      '(function* () {})',
    ])
      expect(await rowOf(text, 'prerender'), text).not.toContain('hash');
    await rm(join(root, 'src/content/docs/g.mdx'));
  });

  test('a loop can be ended where nobody can press Stop: at build', async () => {
    const { pages } = await compile('f', fence('for (;;) {}', 'name=endless'));
    const id = '\0virtual:cells/content/docs/f';
    expect((await load(pages, id)).code).toContain('for (;;) {}');
    const { code } = await load(pages, id, 'prerender');
    expect(code).toMatch(
      /__casebookGuarded\(\(__casebookRound, \w+\) => [^]*for \(;;\) \{__casebookRound\(\);\}/,
    );
  });

  test('they are virtual, and no other import is', async () => {
    const { pages } = await compile('d', fence('1'));
    const resolve = cellModules(root, pages, new GoPrograms(root, pages)).resolveId as unknown as (
      id: string,
    ) => string | undefined;
    for (const id of ['virtual:cells', 'virtual:cells/content/docs/d', 'virtual:cell-texts/content/docs/d']) {
      expect(resolve(id)).toBe(`\0${id}`);
    }
    for (const id of ['virtual:cellsof/x', 'virtual:other', './cells', 'cells']) {
      expect(resolve(id)).toBeUndefined();
    }
  });

  test.each([
    ['client', 'd.mdx', ['virtual:cells', 'virtual:cells/content/docs/d'], ['full-reload']],
    ['ssr', 'd.mdx', ['virtual:cells', 'virtual:cells/content/docs/d'], []],
    ['client', 'd.ts', [], []],
  ])('under the dev server, in %s, a change of %s makes them anew', async (name, file, stale, sent) => {
    const { pages } = await compile('d', fence('1'));
    // The texts were not asked for yet.
    const loaded = new Set([
      '\0virtual:cells',
      '\0virtual:cells/content/docs/d',
      '\0virtual:cells/content/docs/e',
    ]);
    const invalidated: string[] = [];
    const messages: string[] = [];
    const environment = {
      name,
      moduleGraph: {
        getModuleById: (id: string) => (loaded.has(id) ? { id } : undefined),
        invalidateModule: ({ id }: { id: string }) => void invalidated.push(id),
      },
      hot: { send: ({ type }: { type: string }) => void messages.push(type) },
    };
    const update = cellModules(root, pages, new GoPrograms(root, pages)).hotUpdate as unknown as (
      this: { environment: typeof environment },
      options: { file: string },
    ) => void;
    update.call({ environment }, { file: join(root, 'src/content/docs', file) });
    expect(invalidated).toEqual(stale.map((id) => `\0${id}`));
    expect(messages).toEqual(sent);
  });

  test('a changed page has other cells', async () => {
    const { pages } = await compile('c', fence('1'));
    await writeFile(join(root, 'src/content/docs/c.mdx'), fence('const other = 2'));
    expect((await load(pages, '\0virtual:cells/content/docs/c')).code).toContain('outputs: ["other"]');
  });
});

test('a browser gets of Notebook Kit what transpiles JavaScript, without TypeScript', async () => {
  const result = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    plugins: [transpilerAlone()],
    build: {
      write: false,
      minify: false,
      rolldownOptions: {
        input: join(import.meta.dirname, '../../src/notebook/compile/compile-cell.ts'),
        preserveEntrySignatures: 'strict',
      },
    },
  });
  const [first] = Array.isArray(result) ? result : [result];
  const chunks = first && 'output' in first ? first.output.filter((one) => one.type === 'chunk') : [];
  const packages = chunks
    .flatMap(({ modules }) => Object.entries(modules).filter(([, { renderedLength }]) => renderedLength > 0))
    .flatMap(([id]) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1] ?? []);
  expect([...new Set(packages)].sort()).toEqual([
    '@observablehq/notebook-kit',
    '@observablehq/parser',
    'acorn',
    'acorn-walk',
  ]);
}, 120_000);

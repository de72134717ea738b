import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { checkSources } from '#integrations/faults/check-source.ts';
import { toLine } from '#integrations/faults/fault.ts';
import { MadeBefore } from '#integrations/made-before.ts';
import { makeProject, toCase, toEntry } from './project.ts';

/** What is said of a site with these files besides one good capture. */
async function check(files: Record<string, string>): Promise<{ said: string[]; blocking: boolean }> {
  const made = await makeProject({
    'src/content/captures/board.yaml': toEntry('board.csv'),
    'public/captures/board.csv': 'time,name,cpu\n1,a,2\n',
    ...files,
  });
  const { faults, blocking } = await checkSources(made.project);
  return { said: faults.map(toLine), blocking };
}

/** The same page in both languages; what is said of the Chinese is left out. */
async function checkPage(text: string, files: Record<string, string> = {}): Promise<string[]> {
  const { said } = await check({
    'src/content/docs/cases/a.mdx': text,
    'src/content/docs/zh-cn/cases/a.mdx': toCase('好。\n'),
    ...files,
  });
  return said.map((line) => line.replace('src/content/docs/cases/a.mdx:', ''));
}

test('a good page says nothing', async () => {
  const text = toCase(
    [
      "import Usage from '#components/Usage.astro';",
      "import { Tabs as T, TabItem } from '@astrojs/starlight/components';",
      "import picture from './a.svg';",
      '',
      '<T><TabItem label="x">a</TabItem></T>',
      '',
      '<Usage capture="board" />',
      '',
      '![here](./a.svg) ![there](/b%20c.png?x) ![out](https://example.com/x.png) <img src="/b%20c.png" alt="" />',
      '',
      '```js cell',
      "capture('board')",
      '```',
      '',
      '```mdx',
      '![shown only](./gone.png) <Gone />',
      '```',
    ].join('\n'),
    ['board'],
  );
  const files = {
    'src/content/docs/cases/a.svg': '<svg/>',
    'public/b c.png': '',
    'src/components/Usage.astro': '',
  };
  expect(await checkPage(text, files)).toEqual([]);
});

describe('twins', () => {
  test('are asked for in every other language, and a page of either ending is one', async () => {
    const { said, blocking } = await check({
      'src/content/docs/cases/a.mdx': toCase('A\n'),
      'src/content/docs/zh-cn/guides/b.mdx': toCase('B\n'),
      'src/content/docs/c.md': '---\ntitle: C\n---\n',
      'src/content/docs/zh-cn/c.mdx': '---\ntitle: C\n---\n',
      'src/content/docs/zh-cn/404.md': '---\ntitle: "404"\n---\n',
    });
    expect(said).toEqual([
      'src/content/docs/cases/a.mdx:1:1: a page stands in every language: there is no src/content/docs/zh-cn/cases/a.mdx',
      'src/content/docs/zh-cn/guides/b.mdx:1:1: a page stands in every language: there is no src/content/docs/guides/b.mdx',
    ]);
    expect(blocking).toBe(false);
  });
});

describe('frontmatter', () => {
  test('each wrong field is said at its place', async () => {
    const text = toCase('A\n', ['board', 'bord'])
      .replace('status: open', 'status: opend')
      .replace('[cpu]', '[cpu, gpu]');
    const said = await checkPage(text);
    expect(said).toEqual([
      expect.stringMatching(
        /^5:11: case\.status: Invalid option: expected one of "solved"\|"explained"\|"open"$/,
      ),
      expect.stringMatching(/^9:15: case\.tags\.1: Invalid option/),
    ]);
  });

  test('a capture that is not there is said with those that are', async () => {
    expect(await checkPage(toCase('A\n', ['board', 'bord']))).toEqual([
      '10:21: case.captures: there is no bord in src/content/captures; there are board',
    ]);
    const other = '---\ntitle: A\ncaptures:\n  - bord\n---\n';
    expect(await checkPage(other)).toEqual([
      '4:5: captures: there is no bord in src/content/captures; there are board',
    ]);
  });

  test('what is missing is said at what it would stand in, and YAML that does not read by its line', async () => {
    expect(await checkPage('---\ndescription: A\n---\n')).toEqual([
      '2:1: title: Invalid input: expected string, received undefined',
    ]);
    const [first = ''] = await checkPage('---\ntitle: A: b\n---\n');
    expect(first).toMatch(/^2:\d+: frontmatter: /);
  });
});

describe('what a page names', () => {
  test('images that are not there, beside it or under public, as a reference and as an element', async () => {
    const text = toCase(
      '![a](./gone.png) ![b](/gone.svg)\n\n![c][d]\n\n<img src="../x.png" alt="" />\n\n[d]: ./d.png\n',
    );
    expect(await checkPage(text)).toEqual([
      '13:1: the image ./gone.png is not there: there is no src/content/docs/cases/gone.png',
      '13:18: the image /gone.svg is not there: there is no public/gone.svg',
      '17:1: the image ../x.png is not there: there is no src/content/docs/x.png',
      '19:1: the image ./d.png is not there: there is no src/content/docs/cases/d.png',
    ]);
  });

  test('imports that lead nowhere, and components that are not imported', async () => {
    const text = toCase("import Usage from '#components/Usge.astro';\n\n<Usage />\n\nIn <Value /> text.\n");
    expect(await checkPage(text)).toEqual([
      '13:1: imports #components/Usge.astro: there is no src/components/Usge.astro',
      '17:4: <Value> is not imported at the top of the page',
    ]);
  });

  test('what is no MDX is said where it stops', async () => {
    const { said, blocking } = await check({
      'src/content/docs/a.mdx': toCase('One.\n\n{1 +}\n'),
      'src/content/docs/zh-cn/a.mdx': toCase('<b>\n'),
    });
    expect(said).toEqual([
      expect.stringMatching(/^src\/content\/docs\/a\.mdx:15:\d+: Could not parse expression/),
      expect.stringMatching(/^src\/content\/docs\/zh-cn\/a\.mdx:\d+:\d+: .*`<b>`/),
    ]);
    expect(blocking).toBe(true);
  });
});

test('cells are checked with the captures of their page', async () => {
  const text = toCase("```js cell name=x\ncapture('bord').rows(rate)\n```\n", ['board']);
  expect(await checkPage(text)).toEqual([
    '14:9: cell x: the page declares no capture bord; there are board',
    '14:22: cell x: rate is not defined',
  ]);
});

describe('captures', () => {
  test('files that are not there, fields that are wrong, YAML that does not read', async () => {
    const { said, blocking } = await check({
      'src/content/captures/gone.yaml': toEntry('gone.csv'),
      'src/content/captures/odd.yaml': toEntry('board.csv').replace('recording', 'recoding'),
      'src/content/captures/torn.yaml': 'files: [\n',
    });
    expect(said).toEqual([
      'src/content/captures/gone.yaml:2:5: files: there is no public/captures/gone.csv',
      expect.stringMatching(/^src\/content\/captures\/odd\.yaml:3:7: kind: Invalid option: /),
      expect.stringMatching(/^src\/content\/captures\/torn\.yaml:\d+:\d+: /),
    ]);
    expect(blocking).toBe(true);
  });
});

describe('of what an earlier build found right', () => {
  const page = 'src/content/docs/cases/a.mdx';
  const files = {
    'package-lock.json': '{}',
    'src/content/captures/board.yaml': toEntry('board.csv'),
    'public/captures/board.csv': 'time,name,cpu\n1,a,2\n',
    'src/content/docs/cases/a.svg': '<svg/>',
    [page]: toCase('![here](./a.svg)\n', ['board']),
    'src/content/docs/zh-cn/cases/a.mdx': toCase('好。\n'),
  };
  const build = async () => {
    const { root, project } = await makeProject(files);
    const check = async () => {
      const source = vi.spyOn(project, 'source');
      const { faults } = await checkSources(project, await MadeBefore.of(root, join(root, 'kept')));
      const looked = source.mock.calls.length;
      source.mockRestore();
      return { said: faults.map(toLine), looked };
    };
    expect((await check()).said).toEqual([]);
    return { root, check };
  };

  test('nothing is looked at again, but what is changed', async () => {
    const { root, check } = await build();
    expect(await check()).toEqual({ said: [], looked: 0 });
    await writeFile(join(root, page), toCase('<Gone />\n'));
    for (let turn = 0; turn < 2; turn++) {
      const { said, looked } = await check();
      expect(said).toEqual([`${page}:13:1: <Gone> is not imported at the top of the page`]);
      expect(looked).toBeGreaterThan(0);
    }
  });

  test.each([
    ['src/content/docs/cases/a.svg', /^.+a\.mdx:13:1: the image .\/a\.svg is not there/],
    ['src/content/docs/zh-cn/cases/a.mdx', /^.+a\.mdx:1:1: a page stands in every language/],
    ['src/content/captures/board.yaml', /^.+a\.mdx:10:14: case\.captures: there is no board/],
    ['public/captures/board.csv', /^.+board\.yaml:2:5: files: there is no public\/captures\/board\.csv/],
  ])('what it leans on is asked for: %s', async (path, words) => {
    const { root, check } = await build();
    await rm(join(root, path));
    expect((await check()).said).toEqual([expect.stringMatching(words)]);
    await writeFile(join(root, path), files[path as keyof typeof files] ?? '');
    expect((await check()).said).toEqual([]);
  });
});

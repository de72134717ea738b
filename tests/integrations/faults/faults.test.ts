import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mdxToJs } from 'satteri';
import { describe, expect, test } from 'vitest';
import { toFaultMark } from '#build/fault-mark.ts';
import { faults } from '#integrations/faults.ts';
import { markComponents } from '#integrations/faults/mark-components.ts';
import { callHook } from '../hooks.ts';
import { makeProject, toCase, toEntry } from './project.ts';

async function make(files: Record<string, string>) {
  const made = await makeProject(files);
  return made;
}

/** A build of a site as far as its hooks go; what its pages are is given. */
async function build(files: Record<string, string>, pages: Record<string, string>): Promise<string> {
  const { root } = await make(files);
  const dir = join(root, 'dist');
  for (const [path, html] of Object.entries({ '': '', ...pages })) {
    await mkdir(join(dir, path), { recursive: true });
    await writeFile(join(dir, path, 'index.html'), html);
  }
  const integration = faults();
  const url = pathToFileURL(`${root}/`);
  const processor = { name: 'satteri', options: { mdastPlugins: [] as unknown[] } };
  await callHook(integration, 'astro:config:setup', {
    command: 'build',
    config: { root: url, base: '/', markdown: { processor } },
    updateConfig: () => {},
  });
  expect(processor.options.mdastPlugins).toHaveLength(1);
  await callHook(integration, 'astro:routes:resolved', {
    routes: [
      { isPrerendered: true, pattern: '/[...slug]', patternRegex: /^\/.*$/ },
      { isPrerendered: false, pattern: '/c/[id]', patternRegex: /^\/c\/[^/]+\/?$/ },
    ],
  });
  try {
    await callHook(integration, 'astro:config:done', {});
    await callHook(integration, 'astro:build:done', { dir: pathToFileURL(`${dir}/`) });
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

const both = (text: string) => ({
  'src/content/docs/cases/a.mdx': text,
  'src/content/docs/zh-cn/cases/a.mdx': toCase('好。\n'),
});
const cell = (text: string) => `\`\`\`js cell name=x\n${text}\n\`\`\`\n`;

describe('a build', () => {
  test('without faults goes through', async () => {
    expect(await build(both(toCase('A [link](/c/1).\n')), { 'cases/a': '<a href="/c/1">link</a>' })).toBe('');
  });

  test('lists those of sources, of drawn parts and of links together, by place, and ends', async () => {
    const place = 'src/content/docs/cases/a.mdx';
    const message = await build(both(toCase(`[link](/gone/)\n\n${cell('rate')}\n`)), {
      'cases/a': `<a href="/gone/">x</a>${toFaultMark(`${place}:19:1`, '<Usage>: height: no')}${toFaultMark(
        `${place}:15:1`,
        'cell x: ReferenceError: rate is not defined',
      )}`,
    });
    expect(message.trim().split('\n')).toEqual([
      'the site is not built, for 3 faults:',
      '',
      `${place}:13:1: the link /gone/ leads nowhere: there is no page /gone/`,
      `${place}:16:1: cell x: rate is not defined`,
      `${place}:19:1: <Usage>: height: no`,
    ]);
  });

  test('that cannot come to pages says at once what is wrong with the sources', async () => {
    const message = await build(both(toCase(`{1 +}\n\n${cell('rate')}`).replace('open', 'opend')), {});
    expect(message).toMatch(
      /^the site is not built, for 3 faults:\n\n.*a\.mdx:5:11: case\.status.*\n.*:13:\d+: .*\n.*:16:1: /,
    );
  });

  test('that cannot come to pages says of links and captures what the sources say, and that there may be more', async () => {
    const place = 'src/content/docs/cases/a.mdx';
    const text = [
      "import Usage from '#components/Usage.astro';",
      '[1](/gone/) [2](#fix) [3](/zh-cn/cases/a/) [4](/c/1)',
      '<Usage capture="lost" height="tall" />',
      '<Usage capture="board" />',
    ].join('\n\n');
    const message = await build(
      {
        ...both(toCase(text).replace('open', 'opend')),
        'src/components/Usage.astro': '',
        'src/content/captures/board.yaml': toEntry('board.csv'),
        'public/captures/board.csv': '',
      },
      {},
    );
    expect(message.trim().split('\n').slice(3)).toEqual([
      `${place}:15:1: the link /gone/ leads nowhere: there is no page /gone/`,
      `${place}:15:13: the link #fix leads to no place of its page: there is no #fix`,
      `${place}:17:1: <Usage>: capture: there is no lost in src/content/captures; there are board`,
      '',
      'What only drawn pages show is looked at when these are mended.',
    ]);
  });
});

test('another Markdown processor is refused by its name', async () => {
  await expect(
    callHook(faults(), 'astro:config:setup', {
      command: 'build',
      config: { root: new URL('file:///x/'), base: '/', markdown: { processor: { name: 'remark' } } },
    }),
  ).rejects.toThrow("faults need Astro's own Markdown processor, not remark");
});

describe('the marks of a page', () => {
  async function compile(text: string): Promise<string> {
    const { root, project } = await make({
      'src/content/docs/here.svg': '<svg/>',
      'src/content/docs/a.mdx': text,
    });
    const { code } = await mdxToJs(text, {
      mdastPlugins: [markComponents(project)],
      fileURL: pathToFileURL(join(root, 'src/content/docs/a.mdx')),
    });
    return code;
  }

  test('take the place of components, in text too, with what these are given, and say where they stand', async () => {
    const code = await compile(
      'import A from "./A.astro";\n\nIt is <A at="last" /> so.\n\n<A n={1 + 1}>\n  <A />\n\n  Text.\n</A>\n',
    );
    expect(code).toContain('import { Checked } from "#components/checked.ts"');
    expect([...code.matchAll(/is: A,\s+checkedAt: "([^"]*)"/g)].map(([, place]) => place)).toEqual([
      'src/content/docs/a.mdx:3:7',
      'src/content/docs/a.mdx:5:1',
      'src/content/docs/a.mdx:6:3',
    ]);
    expect(code).toMatch(/Checked, \{\s+at: "last",\s+is: A,/);
    expect(code).toMatch(/Checked, \{\s+n: 1 \+ 1,\s+is: A,[^]*Text\./);
    expect(code).not.toMatch(/_jsxs?\(A,/);
  });

  test('leave out what is not imported, and islands as they are', async () => {
    const code = await compile(
      'import A from "./A.tsx";\n\n<Gone />\n\nSo <Gone /> too.\n\n<A client:load />\n',
    );
    expect(code).not.toContain('Gone');
    expect(code).toMatch(/_jsx\(A, \{ "client:load": true \}\)/);
    expect(code).not.toContain('Checked');
  });

  test('leave elements of HTML and a page without components as they are', async () => {
    expect(await compile('Text, <b>bold</b>.\n')).not.toContain('Checked');
  });

  test('leave out images that are not there, and keep the others', async () => {
    const code = await compile('![a](./gone.svg) ![b](./here.svg) ![c](/elsewhere.svg)\n');
    expect(code).not.toContain('gone.svg');
    expect(code).toContain('here.svg');
    expect(code).toContain('/elsewhere.svg');
  });
});

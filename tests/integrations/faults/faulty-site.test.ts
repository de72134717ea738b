import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
let site: string;

const files: Record<string, string> = {
  'package.json': JSON.stringify({ type: 'module', imports: { '#*': './src/*' } }),
  'astro.config.mjs': `
import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import { faults } from './src/integrations/faults.ts';
export default { cacheDir: './cache', markdown: { processor: satteri() }, integrations: [mdx(), faults()] };
`,
  'src/content.config.ts': `
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
export const collections = { docs: defineCollection({ loader: glob({ pattern: '**/*.mdx', base: './src/content/docs' }) }) };
`,
  'src/pages/[...slug].astro': `---
import { getCollection, render } from 'astro:content';
export const getStaticPaths = async () =>
  (await getCollection('docs')).map((entry) => ({ params: { slug: entry.id === 'index' ? undefined : entry.id }, props: { entry } }));
const { Content } = await render(Astro.props.entry);
---
<html><head><meta charset="utf-8"></head><body><Content /></body></html>
`,
  // Whatever reads the collections Astro calls for the head of the page as well.
  'src/components/Number.astro': `---
import { getCollection } from 'astro:content';
await getCollection('docs');
const { of } = Astro.props;
if (of !== 'known') throw new Error(\`<Number>: of: there is no \${of}\`);
---
<b>{of}</b>
`,
  'src/content/docs/index.mdx': `---
title: A
---

import Number from '#components/Number.astro';

It is <Number of="known" />, or <Number of="lost" />; see [there](/zh-cn/#nowhere).

![gone](./gone.png) ![too](/gone.png)

<Number of="nothing" />
`,
  'src/content/docs/zh-cn/index.mdx': '---\ntitle: A\n---\n\n[前](/)\n',
};

beforeAll(async () => {
  site = await mkdtemp(join(tmpdir(), 'casebook-faulty-'));
  for (const part of [
    'components/checked.ts',
    'build/fault-mark.ts',
    'integrations',
    'go-toolchain',
    'notebook',
    'locale',
    'schemas',
    'model',
  ]) {
    await cp(join(root, 'src', part), join(site, 'src', part), { recursive: true });
  }
  await mkdir(join(site, 'src/content/captures'), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(site, name)), { recursive: true });
    await writeFile(join(site, name), text);
  }
  await symlink(join(root, 'node_modules'), join(site, 'node_modules'), 'junction');
});
afterAll(() => rm(site, { recursive: true }));

test('a build says at its end all that is wrong, each with its place, and exits with 1', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/astro/bin/astro.mjs'), 'build'],
    { cwd: site, encoding: 'utf8' },
  );
  const said = stdout + stderr;
  expect(said).toContain('the site is not built, for 5 faults:');
  const lines = said
    .trimEnd()
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-5);
  expect(lines.map((line) => line.trim())).toEqual([
    'src/content/docs/index.mdx:7:33: <Number>: of: there is no lost',
    'src/content/docs/index.mdx:7:59: the link /zh-cn/#nowhere leads to no place of its page: there is no #nowhere',
    'src/content/docs/index.mdx:9:1: the image ./gone.png is not there: there is no src/content/docs/gone.png',
    'src/content/docs/index.mdx:9:21: the image /gone.png is not there: there is no public/gone.png',
    'src/content/docs/index.mdx:11:1: <Number>: of: there is no nothing',
  ]);
  expect(status).toBe(1);
}, 120_000);

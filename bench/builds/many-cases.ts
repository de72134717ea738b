import {
  copyFile,
  cp,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { langs, locales } from '#locale/locale.ts';
import { folderOf } from '#locale/paths.ts';

const root = join(import.meta.dirname, '..', '..');

/** What a build reads, `node_modules` aside. */
const sources = [
  'src',
  'bin',
  'public',
  'go/cell',
  'LICENSE',
  'astro.config.mjs',
  'package.json',
  'tsconfig.json',
];

/**
 * A copy of the site with so many cases more, in a temporary folder. Each stands in all languages and has a
 * recording of its own of 180 KB, a crash log and a profile, a chart of each, a number in its text, and two cells.
 */
export async function makeSite(count: number): Promise<string> {
  const site = await mkdtemp(join(tmpdir(), 'casebook-many-'));
  for (const part of sources) await cp(join(root, part), join(site, part), { recursive: true });
  await linkFolder(join(root, 'node_modules'), join(site, 'node_modules'));
  for (let index = 1; index <= count; index++) await addCase(site, `case-${String(index).padStart(4, '0')}`);
  return site;
}

/**
 * The same pages as Starlight by itself has them: their texts and their code, without charts, cells and all
 * else that Casebook adds.
 */
export async function makeBareSite(count: number): Promise<string> {
  const site = await makeSite(count);
  const bare = await mkdtemp(join(tmpdir(), 'casebook-bare-'));
  await rename(join(site, 'node_modules'), join(bare, 'node_modules'));
  for (const part of [
    'src/content/docs',
    'package.json',
    'tsconfig.json',
    'public/favicon.svg',
    'public/img',
  ]) {
    await cp(join(site, part), join(bare, part), { recursive: true });
  }
  await mkdir(join(bare, 'src/components'));
  for (const name of await readdir(join(site, 'src/components'))) {
    if (name.endsWith('.astro')) await writeFile(join(bare, 'src/components', name), '<slot />\n');
  }
  await writeFile(join(bare, 'src', 'content.config.ts'), bareContent);
  await writeFile(join(bare, 'astro.config.mjs'), toBareConfig());
  await rm(site, { recursive: true });
  return bare;
}

const bareContent = `import { defineCollection } from 'astro:content';
import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';

export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
`;

function toBareConfig(): string {
  const languages = locales.map((locale) => [
    folderOf(locale).replace('/', '') || 'root',
    { label: langs[locale], lang: langs[locale] },
  ]);
  return `import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';

export default defineConfig({
  integrations: [
    starlight({
      title: 'Bare',
      defaultLocale: 'root',
      locales: ${JSON.stringify(Object.fromEntries(languages))},
      sidebar: [
        { label: 'Cases', items: [{ autogenerate: { directory: 'cases' } }] },
        { label: 'Guides', items: [{ autogenerate: { directory: 'guides' } }] },
      ],
    }),
  ],
});
`;
}

/** The packages once more without their bytes: Astro does not build with a link to a folder elsewhere. */
async function linkFolder(from: string, to: string): Promise<void> {
  await mkdir(to);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.name === '.cache' || entry.name === '.vite' || entry.name === '.astro') continue;
    if (entry.isDirectory()) await linkFolder(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else await link(source, target).catch(() => copyFile(source, target));
  }
}

async function addCase(site: string, name: string): Promise<void> {
  const captures = join(site, 'public/captures', name);
  await cp(join(root, 'public/captures/build-host'), captures, { recursive: true });
  await cp(join(root, 'public/captures/topid-crash-1.log'), join(captures, 'crash.log'));
  await cp(join(root, 'public/captures/profiles/cpu-labels.pb.gz'), join(captures, 'cpu.pb.gz'));
  const entries = join(site, 'src/content/captures');
  for (const [suffix, kind, files] of [
    ['', 'recording', await filesOf('build-host')],
    ['-log', 'crash-log', ['crash.log']],
    ['-cpu', 'profile', ['cpu.pb.gz']],
  ] as const) {
    await writeFile(join(entries, `${name}${suffix}.yaml`), toEntry(name, kind, files));
  }
  for (const locale of locales) {
    const folder = join(site, 'src/content/docs', folderOf(locale), 'cases');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${name}.mdx`), toCase(name));
  }
}

async function filesOf(capture: string): Promise<string[]> {
  const yaml = await readFile(join(root, 'src/content/captures', `${capture}.yaml`), 'utf8');
  return [...yaml.matchAll(/^ *- .*\/(.+)$/gm)].map(([, file = '']) => file);
}

function toEntry(name: string, kind: string, files: readonly string[]): string {
  const inEach = (text: string) => `{ ${locales.map((locale) => `${locale}: ${text}`).join(', ')} }`;
  return [
    `files: [${files.map((file) => `${name}/${file}`).join(', ')}]`,
    `kind: ${kind}`,
    `title: ${inEach(`A capture of ${name}`)}`,
    `made: { how: ${inEach('Copied')}, where: ${inEach('Here')} }`,
    '',
  ].join('\n');
}

function toCase(name: string): string {
  return `---
title: The case ${name}
description: One of many, for the time that a build takes.
case:
  status: explained
  symptom: The build takes long.
  cause: There are many cases.
  fix: None is needed.
  tags: [cpu]
  captures: [${name}, ${name}-log, ${name}-cpu]
---

import CrashLog from '#components/CrashLog.astro';
import FlameGraph from '#components/FlameGraph.astro';
import Usage from '#components/Usage.astro';
import Value from '#components/Value.astro';

## What was seen

The profile has <Value capture="${name}-cpu" metric="samples" /> samples.

<Usage capture="${name}" />

<CrashLog capture="${name}-log" />

<FlameGraph capture="${name}-cpu" />

${'A paragraph of text, as a case has many of them. '.repeat(40)}

\`\`\`go
func main() {
	for range time.Tick(time.Second) {
		fmt.Println("still here")
	}
}
\`\`\`

\`\`\`js cell name=rate
const rate = view(Inputs.range([1, 100], {label: 'A second', value: 20}));
\`\`\`

\`\`\`js cell name=busiest
Plot.plot({
  width, ariaLabel: 'The busiest processes',
  marks: [Plot.barX(capture('${name}').statistics().slice(0, 10), {x: 'avgCpu', y: 'name'})]
})
\`\`\`
`;
}

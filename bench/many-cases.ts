/**
 * What a build costs that has many cases: its work, its time and the most memory that it held.
 *
 *   node bench/many-cases.ts 25 50 100
 *
 * Each case stands in both languages and has a recording of its own of 180 KB, a crash log and a profile,
 * a chart of each, a number in its text, and two cells. The site is a copy in a temporary folder; this
 * one is left alone. `--keep` keeps the copy and says where it is.
 *
 * On two cores that others used as well, November 2026, Node 24: 25 cases 44 s of work and 1690 MB, 50 cases 66 s and
 * 1623 MB, 100 cases 100 s and 1908 MB: some 0.7 s a case. Before, a profile of the same 100 cases had 116 s of the main
 * thread alone: 24 s of them the collector, which could let go of no node of a drawing (src/build/listening.ts), and 13 s
 * a look at the files of all captures for each that was named; every page was compiled for the server as well.
 */
import { spawn } from 'node:child_process';
import {
  copyFile,
  cp,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { locales } from '#locale/locale.ts';
import { folderOf } from '#locale/paths.ts';

const root = join(import.meta.dirname, '..');
const keep = process.argv.includes('--keep');
const counts = process.argv
  .slice(2)
  .filter((word) => word !== '--keep')
  .map(Number);
if (counts.length === 0 || counts.some((count) => !Number.isInteger(count) || count < 0)) {
  console.error('usage: node bench/many-cases.ts COUNT… [--keep]');
  process.exit(2);
}

/** What the process that builds has used, itself and in its threads. */
interface Used {
  workSeconds: number;
  mostMb: number;
}

for (const count of counts) {
  const site = await makeSite(count);
  const started = performance.now();
  const { workSeconds, mostMb } = await build(site);
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `${String(count).padStart(4)} cases: ${workSeconds.toFixed(0)} s of work, ${seconds.toFixed(0)} s, at most ${mostMb.toFixed(0)} MB`,
  );
  if (keep) console.log(`     ${site}`);
  else await rm(site, { recursive: true });
}

/** A copy of the site with so many cases more. */
async function makeSite(count: number): Promise<string> {
  const site = await mkdtemp(join(tmpdir(), 'casebook-many-'));
  for (const part of [
    'src',
    'bin',
    'public',
    'LICENSE',
    'astro.config.mjs',
    'package.json',
    'tsconfig.json',
  ]) {
    await cp(join(root, part), join(site, part), { recursive: true });
  }
  await linkFolder(join(root, 'node_modules'), join(site, 'node_modules'));
  for (let index = 1; index <= count; index++) await addCase(site, `case-${String(index).padStart(3, '0')}`);
  return site;
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

/** Builds a site; what the build says is shown where it fails. */
async function build(site: string): Promise<Used> {
  const report = join(site, 'used.json');
  const hook = join(site, 'report-used.mjs');
  await writeFile(
    hook,
    `import { writeFileSync } from 'node:fs';
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  writeFileSync(${JSON.stringify(report)}, JSON.stringify({ mostMb: maxRSS / 1024, workSeconds: (userCPUTime + systemCPUTime) / 1e6 }));
});
`,
  );
  const astro = join(site, 'node_modules/astro/bin/astro.mjs');
  const child = spawn(process.execPath, ['--import', pathToFileURL(hook).href, astro, 'build'], {
    cwd: site,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  if (code !== 0) {
    console.error(said);
    throw new Error(`the build of ${site} ended with ${code}`);
  }
  if (keep) await writeFile(join(site, 'build.log'), said);
  return JSON.parse(await readFile(report, 'utf8')) as Used;
}

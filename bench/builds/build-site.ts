import { spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Taken } from '../timed.ts';

/** Throws away what builds have made and what they keep for the next. */
export async function cleanSite(site: string): Promise<void> {
  for (const folder of [
    'dist',
    '.astro',
    'node_modules/.astro',
    'node_modules/.vite',
    'node_modules/.cache',
  ]) {
    await rm(join(site, folder), { recursive: true, force: true });
  }
}

/**
 * Builds a site, and says what the process that builds has used, itself and in its threads.
 *
 * @throws Error with what the build has said, where it fails
 */
export async function buildSite(site: string): Promise<Taken> {
  const report = join(site, 'used.json');
  const hook = join(site, 'report-used.mjs');
  await writeFile(
    hook,
    `import { writeFileSync } from 'node:fs';
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  writeFileSync(${JSON.stringify(report)}, JSON.stringify({ peakMib: maxRSS / 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 }));
});
`,
  );
  const astro = join(site, 'node_modules/astro/bin/astro.mjs');
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', pathToFileURL(hook).href, astro, 'build'], {
    cwd: site,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const seconds = (performance.now() - started) / 1000;
  await writeFile(join(site, 'build.log'), said);
  if (code !== 0) throw new Error(`the build of ${site} ended with ${code}: ${said.slice(-4000)}`);
  return { seconds, ...(JSON.parse(await readFile(report, 'utf8')) as Omit<Taken, 'seconds'>) };
}

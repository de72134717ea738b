import { spawnSync } from 'node:child_process';
import { findGo } from '../../src/go-toolchain/find-go.ts';
import { isBuiltFrom, markBuilt, toFingerprint, unmarkBuilt } from './built-from.ts';

export interface SiteBuild {
  outFolder: string;
  /** What `astro build` takes, and `--if-changed`: not where it was built from the same already. */
  args: readonly string[];
  env: NodeJS.ProcessEnv;
}

/** @returns the status to exit with */
export async function buildSite({ outFolder, args: asked, env }: SiteBuild): Promise<number> {
  const args = asked.filter((arg) => arg !== '--if-changed');
  const go = await findGo();
  const sources = await toFingerprint('.', {
    SITE: env['SITE'] ?? '',
    BASE: env['BASE'] ?? '',
    node: process.version,
    // Cells are compiled by the Go on PATH, and the site says by which.
    go: 'version' in go ? go.version : go.missing,
  });
  if (args.length < asked.length && (await isBuiltFrom(outFolder, sources))) {
    console.log(`${outFolder} is built from these sources already; without --if-changed it is built anew.`);
    return 0;
  }
  await unmarkBuilt(outFolder);
  const { status } = spawnSync(
    'astro',
    ['build', ...(outFolder === 'dist' ? [] : ['--outDir', outFolder]), ...args],
    {
      stdio: 'inherit',
      env,
      shell: process.platform === 'win32',
    },
  );
  if (status !== 0) return status ?? 1;
  // With other arguments it may lie elsewhere, or be another site.
  if (args.every((arg) => arg === '--go-tools')) await markBuilt(outFolder, sources);
  return 0;
}

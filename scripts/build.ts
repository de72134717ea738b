/**
 * `npm run build`: the site, in dist. `npm start` and the tests say `--if-changed`: a site that was built from
 * the same sources, with the same settings and by the same versions, is taken as it is.
 *
 *   node scripts/build.ts [--if-changed] [what `astro build` takes]
 */
import { spawnSync } from 'node:child_process';
import { findGo } from '../src/go-toolchain/find-go.ts';
import { isBuiltFrom, markBuilt, toFingerprint, unmarkBuilt } from './build/built-from.ts';

const asked = process.argv.slice(2);
const args = asked.filter((arg) => arg !== '--if-changed');
const outFolder = 'dist';

const go = await findGo();
const sources = await toFingerprint('.', {
  SITE: process.env['SITE'] ?? '',
  BASE: process.env['BASE'] ?? '',
  node: process.version,
  // Cells are compiled by the Go on PATH, and the site says by which.
  go: 'version' in go ? go.version : go.missing,
});
if (args.length < asked.length && (await isBuiltFrom(outFolder, sources))) {
  console.log('dist is built from these sources already; npm run build builds it anew.');
} else {
  await unmarkBuilt(outFolder);
  const { status } = spawnSync('astro', ['build', ...args], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
  // With other arguments it may lie elsewhere, or be another site.
  if (args.every((arg) => arg === '--go-tools')) await markBuilt(outFolder, sources);
}

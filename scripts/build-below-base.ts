/**
 * The site once more, for a path below a host, as project pages of Git hosts have it: what the tests of
 * a base look at.
 */
import { spawnSync } from 'node:child_process';

const { status } = spawnSync('astro', ['build', '--outDir', 'node_modules/.cache/casebook/below-base'], {
  stdio: 'inherit',
  env: { ...process.env, BASE: '/casebook/' },
  shell: process.platform === 'win32',
});
process.exit(status ?? 1);

/**
 * The site once more, for a path below a host, as project pages of Git hosts have it: what the tests of
 * a base look at. With `--if-changed` one that was built from the same is taken as it is, see build.ts.
 */
import { buildSite } from './build/build-site.ts';

process.exit(
  await buildSite({
    outFolder: 'node_modules/.cache/casebook/below-base',
    args: process.argv.slice(2),
    env: { ...process.env, BASE: '/casebook/' },
  }),
);

/**
 * `npm run build`: the site, in dist. `npm start` and the tests say `--if-changed`: a site that was built from
 * the same sources, with the same settings and by the same versions, is taken as it is.
 *
 *   node scripts/build.ts [--if-changed] [what `astro build` takes]
 */
import { buildSite } from './build/build-site.ts';

process.exit(await buildSite({ outFolder: 'dist', args: process.argv.slice(2), env: process.env }));

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `npm run build` has made, and a static host serves. */
const builtSite = 'dist/client';

/** Files of a built site whose name ends so, below its root, with forward slashes: `cases/madv-free/index.html` */
export function listBuilt(ending: string, site = builtSite): string[] {
  return readdirSync(site, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith(ending));
}

/** @param file as `listBuilt` gives it */
export function readBuilt(file: string, site = builtSite): string {
  return readFileSync(join(site, file), 'utf8');
}

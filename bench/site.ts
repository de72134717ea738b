import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Missing } from './scenario.ts';

/** Nothing where the site is built. */
export function findSite(): Missing | undefined {
  const entry = join(import.meta.dirname, '..', 'dist/server/entry.mjs');
  return existsSync(entry) ? undefined : { missing: 'npm run build first' };
}

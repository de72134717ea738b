/**
 * `npm run docs`: makes the tables of the API's pages from the types and their comments, between the
 * marks that stand in the pages. With `--check` nothing is written, and what is not fresh is named.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCheckFlag } from './check-flag.ts';
import { makePages } from './api-docs/pages.ts';

const root = join(import.meta.dirname, '..');
const isCheck = readCheckFlag('scripts/api-docs.ts');
try {
  const stale = makePages(root).filter(({ before, after }) => before !== after);
  for (const { path, after } of stale) {
    if (!isCheck) writeFileSync(join(root, path), after);
    console.log(isCheck ? `${path} is not fresh: npm run docs makes it anew` : `${path} is made anew`);
  }
  if (isCheck && stale.length > 0) process.exitCode = 1;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

import type { AstroIntegration } from 'astro';
import { addHeights } from './heights/add-heights.ts';
import { rewriteFiles } from './rewrite-files.ts';

/** Writes on what of a page is not laid out at once about how high it is. */
export function heights(): AstroIntegration {
  return {
    name: 'casebook-heights',
    hooks: {
      'astro:build:done': ({ dir }) => rewriteFiles(dir, '.html', addHeights),
    },
  };
}

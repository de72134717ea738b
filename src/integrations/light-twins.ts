import type { AstroIntegration } from 'astro';
import { rewriteFiles } from './rewrite-files.ts';

/** Where a page is light though its root element says dark, as it does in the HTML: paper is white, and without script nothing asks the system. */
const whenLight = '@media print,(scripting:none) and (prefers-color-scheme:light)';

const light = /\[data-theme=(["']?)light\1\]/g;

/**
 * Gives each rule of the light theme a twin for paper, and for a browser without script whose system is
 * light. The theme is an attribute that a script sets; written by hand, each of its rules, Starlight's
 * and those of code blocks among them, would stand in the sources twice.
 */
export function lightTwins(): AstroIntegration {
  return {
    name: 'casebook-light-twins',
    hooks: {
      'astro:build:done': ({ dir }) => rewriteFiles(dir, '.css', addLightTwins),
    },
  };
}

/** A style sheet in which each rule for the light theme is followed by its twin. */
export function addLightTwins(css: string): string {
  let out = '';
  /** Where what is not yet written begins, and where the words before the next brace do. */
  let written = 0;
  let begin = 0;
  for (let at = 0; at < css.length; at = skipped(css, at)) {
    const sign = css[at];
    if (sign === ';' || sign === '}') begin = at + 1;
    if (sign !== '{') continue;
    const prelude = css.slice(begin, at);
    begin = at + 1;
    if (prelude.trimStart().startsWith('@') || prelude.search(light) < 0) continue;
    const end = endOfBlock(css, at);
    const twin = prelude.replace(light, '[data-theme=dark]') + css.slice(at, end);
    out += `${css.slice(written, end)}${whenLight}{${twin.trimStart()}}`;
    written = end;
    begin = end;
    at = end - 1;
  }
  return out + css.slice(written);
}

/** The place behind the brace that closes the one at a place. */
function endOfBlock(css: string, open: number): number {
  let depth = 0;
  for (let at = open; at < css.length; at = skipped(css, at)) {
    if (css[at] === '{') depth++;
    if (css[at] === '}' && --depth === 0) return at + 1;
  }
  return css.length;
}

/** The place of the next sign: text in quotes, a comment, and what is escaped count as one. */
function skipped(css: string, at: number): number {
  const sign = css[at];
  if (sign === '\\') return at + 2;
  if (sign === '/' && css[at + 1] === '*') {
    const end = css.indexOf('*/', at + 2);
    return end < 0 ? css.length : end + 2;
  }
  if (sign !== '"' && sign !== "'") return at + 1;
  let end = at + 1;
  while (end < css.length && css[end] !== sign) end += css[end] === '\\' ? 2 : 1;
  return end + 1;
}

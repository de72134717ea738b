/**
 * What of an .astro page is TypeScript, or reads like it: its frontmatter, its template, which is
 * near enough to TSX to find an expression in, and its scripts. Lines before a part are kept, so that
 * its own count.
 */
export function toPageScripts(text: string): string[] {
  const [fence = '', before = '', frontmatter = ''] = opening.exec(text) ?? [];
  const page = text.slice(fence.length).replace(/<!(?:--[\s\S]*?--|doctype[^>]*)>/gi, toLines);
  const template = page.replace(
    /(<(style|script)\b[^>]*>)([\s\S]*?)(<\/\2>)/g,
    (_, begin: string, __: string, body: string, end: string) => begin + toLines(body) + end,
  );
  const scripts = [...page.matchAll(/(<script\b[^>]*>)([\s\S]*?)<\/script>/g)].map(
    ({ 1: begin = '', 2: body = '', index }) => toLines(fence + page.slice(0, index) + begin) + body,
  );
  return [toLines(before) + frontmatter, `${toLines(fence)}<>${template}</>`, ...scripts];
}

/** The style sheets of an .astro page. */
export function toPageStyles(text: string): string[] {
  return [...text.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>/g)].map(([, body = '']) => body);
}

/** The frontmatter; Astro lets comments and empty lines stand above it. */
const opening = /^((?:\s|<!--[\s\S]*?-->)*---)([\s\S]*?)\n\s*---/;

function toLines(text: string): string {
  return '\n'.repeat(text.split('\n').length - 1);
}

import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { framePath } from './cells/frame-page.ts';

/**
 * Writes a Content-Security-Policy into every built page: nothing from another origin, no eval, and
 * of inline scripts only those that the build put there, by hash. The page that edited cells run in
 * has a policy of its own.
 */
export function csp(): AstroIntegration {
  return {
    name: 'casebook-csp',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const entries = await readdir(root, { recursive: true, withFileTypes: true });
        const files = entries
          .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
          .map((entry) => join(entry.parentPath, entry.name))
          .filter((file) => !file.includes(framePath.replace(/\/$/, '')));
        for (const file of files) await writeFile(file, addPolicy(await readFile(file, 'utf8')));
        logger.info(`${files.length} pages`);
      },
    },
  };
}

/** A page with its policy as the first thing after the character set. @throws Error where that is missing */
export function addPolicy(html: string): string {
  const policy = toPolicy(findInlineScripts(html));
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  const charset = /<meta charset=["']?utf-8["']?\s*\/?>/i.exec(html);
  if (!charset) throw new Error('a page without <meta charset>: the policy has no place');
  const at = charset.index + charset[0].length;
  return html.slice(0, at) + meta + html.slice(at);
}

/** The texts of scripts that run and are not loaded: data blocks (JSON) are none. */
export function findInlineScripts(html: string): string[] {
  return [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)].flatMap(
    ([, attributes = '', text = '']) => {
      const type = /\btype=["']?([^"'\s>]+)/i.exec(attributes)?.[1];
      const runs =
        type === undefined || /^(?:module|importmap|speculationrules|text\/javascript)$/i.test(type);
      return runs && !/\bsrc=/i.test(attributes) && text !== '' ? [text] : [];
    },
  );
}

function toPolicy(scripts: readonly string[]): string {
  const hashes = new Set(
    scripts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`),
  );
  return [
    "default-src 'none'",
    // Pagefind's search is WebAssembly.
    `script-src 'self' 'wasm-unsafe-eval' ${[...hashes].join(' ')}`.trim(),
    // Shiki's colours, Plot's and the editor's own rules.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');
}

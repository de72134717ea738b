import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { toBase } from '#locale/base-path.ts';
import { framePath } from './cells/frame-page.ts';
import { findInlineScripts, toPolicy, toScriptHash } from './policy.ts';
import { renderRequestPages } from './request-pages.ts';

/**
 * Writes a Content-Security-Policy into every built page. The page that edited cells run in has a
 * policy of its own.
 *
 * Pages that a server makes on request hold words of whoever sent a capture, so the scripts that they
 * may run are found here too, in pages without any, and written down for bin/serve.ts to hand over.
 */
export function csp(): AstroIntegration {
  let serverFolder: URL | undefined;
  let base = '';
  return {
    name: 'casebook-csp',
    hooks: {
      'astro:config:done': ({ config }) => {
        serverFolder = config.build.server;
        base = toBase(config.base);
      },
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const entries = await readdir(root, { recursive: true, withFileTypes: true });
        const files = entries
          .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
          .map((entry) => join(entry.parentPath, entry.name))
          .filter((file) => !file.includes(framePath.replace(/\/$/, '')));
        for (const file of files) await writeFile(file, addPolicy(await readFile(file, 'utf8')));
        if (!serverFolder) throw new Error('no folder of the server: the pages on request have no policy');
        const pages = await renderRequestPages(new URL('entry.mjs', serverFolder), base);
        const hashes = new Set(pages.flatMap(findInlineScripts).map(toScriptHash));
        await writeFile(
          new URL('page-scripts.json', serverFolder),
          `${JSON.stringify([...hashes], null, 2)}\n`,
        );
        logger.info(`${files.length} pages, and ${pages.length} made on request`);
      },
    },
  };
}

/** A page with its policy as the first thing after the character set. @throws Error where that is missing */
export function addPolicy(html: string): string {
  const policy = toPolicy(findInlineScripts(html).map(toScriptHash));
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  const charset = /<meta charset=["']?utf-8["']?\s*\/?>/i.exec(html);
  if (!charset) throw new Error('a page without <meta charset>: the policy has no place');
  const at = charset.index + charset[0].length;
  return html.slice(0, at) + meta + html.slice(at);
}

import { createHash } from 'node:crypto';
import { build } from 'vite';
import { join } from 'node:path';

export interface SealedPage {
  title: string;
  /** Of the root element, beside its language. */
  attributes?: string;
  /** What its script may do, besides to run. */
  scriptMay: string;
  /** What its policy allows besides: directives. */
  allows: string[];
  /** Lines of HTML within the head. */
  head?: string[];
  /** And before the script. */
  body?: string[];
  script: string;
}

/** A page that loads nothing, for a frame with sandbox="allow-scripts". Its policy allows its own script, by hash. */
export function makeSealedPage({
  title,
  attributes = '',
  scriptMay,
  allows,
  head = [],
  body = [],
  script,
}: SealedPage): string {
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}' ${scriptMay}`,
    ...allows,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return [
    '<!doctype html>',
    `<html lang="en"${attributes}>`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="robots" content="noindex">',
    `<title>${title}</title>`,
    ...head,
    '</head>',
    '<body>',
    ...body,
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/**
 * A module and all that it imports as the text of one classic script, to stand within a page: one of
 * opaque origin gets no modules.
 *
 * @param entry below the project's folder
 */
export async function bundleScript(root: string, entry: string): Promise<string> {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      copyPublicDir: false,
      minify: true,
      // Vite's own loader of chunks names it, and there are none.
      rolldownOptions: { checks: { emptyImportMeta: false } },
      lib: {
        entry: join(root, entry),
        formats: ['iife'],
        name: 'casebookFrame',
        fileName: 'frame',
      },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) =>
    'output' in one ? one.output : [],
  );
  const [chunk, ...others] = outputs.filter((output) => output.type === 'chunk');
  if (!chunk || others.length > 0) throw new Error(`${entry} came in ${outputs.length} pieces`);
  return chunk.code.replaceAll('</script', '<\\/script');
}

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

/** Where the page stands that edited cells run in, under the site's base. */
export const framePath = 'notebook-frame/';

/** The site's own, as far as a cell's output shows them, and last the frame's. */
const frameStyles = [
  'src/styles/tokens.css',
  'src/styles/controls.css',
  'src/viewer/notebook/cells.css',
  'src/notebook/frame/frame.css',
];

/**
 * The page that edited cells run in, framed with sandbox="allow-scripts": one file that loads
 * nothing. Its policy allows its own script, by hash, and code made of text; no network at all.
 *
 * @param root the project's folder
 */
export async function makeFramePage(root: string): Promise<string> {
  const script = await bundleScript(root, 'src/notebook/frame/main.ts');
  const styles = await Promise.all(frameStyles.map((file) => readFile(join(root, file), 'utf8')));
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}' 'unsafe-eval'`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return [
    '<!doctype html>',
    '<html lang="en" data-theme="dark">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width">',
    '<meta name="robots" content="noindex">',
    '<title>Cells</title>',
    `<style>${styles.join('\n').replaceAll('</style', '<\\/style')}</style>`,
    '</head>',
    '<body>',
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

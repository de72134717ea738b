import { createHash } from 'node:crypto';
import { bundleScript } from './frame-page.ts';

/** Where the page stands that Go runs in, under the site's base. */
export const goFramePath = 'notebook-frame/go/';

/**
 * The page that Go runs in, framed unseen with sandbox="allow-scripts": one file that loads nothing. Its
 * policy allows its own script, by hash, WebAssembly, and workers of the texts that it is handed: those
 * have the same policy. No network at all, and no code made of text.
 *
 * @param root the project's folder
 */
export async function makeGoFramePage(root: string): Promise<string> {
  const [script, worker] = await Promise.all([
    bundleScript(root, 'src/notebook/go-frame/main.ts'),
    bundleScript(root, 'src/notebook/go-frame/worker.ts'),
  ]);
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}' 'wasm-unsafe-eval'`,
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="robots" content="noindex">',
    '<title>Go</title>',
    '</head>',
    '<body>',
    // Data, which no browser runs: of another type than a script has.
    `<script type="text/plain" id="worker">${worker}</script>`,
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

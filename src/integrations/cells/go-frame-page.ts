import { bundleScript, makeSealedPage } from './sealed-page.ts';

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
  return makeSealedPage({
    title: 'Go',
    scriptMay: "'wasm-unsafe-eval'",
    allows: ['worker-src blob:'],
    // Data, which no browser runs: of another type than a script has.
    body: [`<script type="text/plain" id="worker">${worker}</script>`],
    script,
  });
}

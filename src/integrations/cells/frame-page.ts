import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleScript, makeSealedPage } from './sealed-page.ts';

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
  return makeSealedPage({
    title: 'Cells',
    attributes: ' data-theme="dark"',
    scriptMay: "'unsafe-eval'",
    allows: ["style-src 'unsafe-inline'", 'img-src data:'],
    head: [
      '<meta name="viewport" content="width=device-width">',
      `<style>${styles.join('\n').replaceAll('</style', '<\\/style')}</style>`,
    ],
    script,
  });
}

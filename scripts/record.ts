/**
 * `npm run record [PAGE] [CELL]`: runs the Go cells of all pages, of one, or one of them, and keeps what
 * they print in src/content/records. A record stays as it is where the same Go printed the same.
 *
 *   npm run record guides/go-in-a-cell hello
 */
import { parseArgs } from 'node:util';
import { recordCells } from './record/record-cells.ts';

const usage = 'usage: npm run record [PAGE] [CELL]   (PAGE as below src/content/docs, without .mdx)';

let positionals: string[];
try {
  ({ positionals } = parseArgs({ allowPositionals: true }));
  if (positionals.length > 2)
    throw new Error(`${positionals.length} words, where a page and a cell are meant`);
} catch (error) {
  console.error(`${(error as Error).message.split('. ')[0]}\n${usage}`);
  process.exit(2);
}
const [page, cell] = positionals;
process.exitCode = await recordCells(process.cwd(), { page, cell }, (line) => console.log(line));

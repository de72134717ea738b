import { pages } from 'virtual:go-cells';
import type { PublishedGoCell } from '#notebook/go/cell-record.ts';

/** @throws Error with the compiler's words, where the program has faults */
export async function findGoCell(page: string, name: string): Promise<PublishedGoCell> {
  const loaded = await pages[page]?.load();
  const cell = loaded?.cells.find((one) => one.name === name);
  if (!cell) throw new Error(`no cell ${name} in Go on ${page}`);
  return cell;
}

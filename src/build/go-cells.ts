import { pages } from 'virtual:go-cells';
import { hashSource, type PublishedGoCell } from '#notebook/go/cell-record.ts';

/** A Go cell as it is published, and whether its record is of the text that stands on the page. */
export interface GoCellOnPage extends PublishedGoCell {
  isRecordOld: boolean;
}

/** @throws Error with the compiler's words, where the program has faults */
export async function findGoCell(page: string, name: string): Promise<GoCellOnPage> {
  const loaded = await pages[page]?.load();
  const cell = loaded?.cells.find((one) => one.name === name);
  if (!cell) throw new Error(`no cell ${name} in Go on ${page}`);
  return {
    ...cell,
    isRecordOld: cell.record !== undefined && cell.record.sourceHash !== hashSource(cell.text),
  };
}

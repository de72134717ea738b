import { readdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { toPublicFile } from './capture-catalog.ts';
import type { CatalogEntry } from '#viewer/captures/catalog.ts';

/** A table (tabs between cells, a header) that lies beside a capture's files under `public/`. */
export interface PublishedTable {
  columns: string[];
  rows: string[][];
}

/** Reads it. @throws Error naming the tables that there are */
export async function readPublishedTable(entry: CatalogEntry, name: string): Promise<PublishedTable> {
  const folder = dirname(toPublicFile(entry.files[0]!.url));
  const tables = (await readdir(folder)).filter((file) => file.endsWith('.tsv'));
  if (!tables.includes(name))
    throw new Error(`table: there is no ${name} in ${folder}; there are ${tables.join(', ') || 'none'}`);
  return parseTabs(await readFile(`${folder}/${name}`, 'utf8'));
}

/** Without quotes: what the experiments write has none. */
export function parseTabs(text: string): PublishedTable {
  const [columns = [], ...rows] = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => line.split('\t').map((cell) => cell.trim()));
  return { columns, rows };
}

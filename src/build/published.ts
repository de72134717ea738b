import { createReadStream } from 'node:fs';
import { readCapture } from '#formats/index.ts';
import { joinFiles } from '#model/capture/join-files.ts';
import type { Model } from '#model/capture/models.ts';
import { toPublicFile } from './capture-catalog.ts';
import type { CatalogEntry } from '#viewer/captures/catalog.ts';

const read = new Map<string, Promise<Model>>();

/**
 * A published capture, read once a build as the viewer would read it: the files of one topid
 * session joined.
 *
 * @throws FormatError naming the file
 */
export function readPublished(entry: CatalogEntry): Promise<Model> {
  const key = entry.files.map(({ url, sizeBytes }) => `${url} ${sizeBytes}`).join();
  const known = read.get(key);
  if (known) return known;
  const fresh = readFiles(entry);
  read.set(key, fresh);
  return fresh;
}

async function readFiles(entry: CatalogEntry): Promise<Model> {
  const values = await Promise.all(
    entry.files.map(async ({ name, url }) => {
      const chunks = createReadStream(toPublicFile(url));
      return (await readCapture(name, chunks)).value;
    }),
  );
  const value = joinFiles(values);
  if (!value) throw new Error(`${entry.name}: it has no files`);
  return value;
}

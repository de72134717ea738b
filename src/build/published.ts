import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { readCapture } from '#formats/index.ts';
import { hashOf } from '#go-toolchain/cache.ts';
import { joinFiles } from '#model/capture/join-files.ts';
import type { Model } from '#model/capture/models.ts';
import { toPublicFile } from './capture-catalog.ts';
import { Kept } from './kept.ts';
import type { CatalogEntry } from '#viewer/captures/catalog.ts';

/** Bytes of files whose captures are kept; in memory they take several times that. */
const keptBytes = 16_000_000;

const read = new Kept<Promise<Model>>(keptBytes);

/**
 * A published capture, read as the viewer would read it: the files of one topid session joined. Kept
 * for the next page, unless there are many, and until a file changes.
 *
 * @throws FormatError naming the file
 */
export async function readPublished(entry: CatalogEntry): Promise<Model> {
  const bytes = entry.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return read.get(await toVersion(entry), bytes, () => readFiles(entry));
}

/** What a capture's bytes are known by: another one for each change of a file. */
async function toVersion({ files }: CatalogEntry): Promise<string> {
  const versions = await Promise.all(
    files.map(async ({ url }) => {
      const { size, mtimeMs } = await stat(toPublicFile(url));
      return `${url} ${size} ${mtimeMs}`;
    }),
  );
  return versions.join();
}

const hashes = new Kept<Promise<string>>(10_000);

/** What a capture is known by from build to build: its name, and the names and bytes of its files. */
export async function toContentHash(entry: CatalogEntry): Promise<string> {
  return hashes.get(`${entry.name} ${await toVersion(entry)}`, 1, async () => {
    const files = await Promise.all(
      entry.files.map(async ({ name, url }) => [name, await readFile(toPublicFile(url))] as const),
    );
    return hashOf(entry.name, ...files.flat());
  });
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

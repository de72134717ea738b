import { createReadStream } from 'node:fs';
import { readCapture } from '#formats/index.ts';
import type { CrashFile } from '#model/crash/crash-log.ts';
import { joinRecordings } from '#model/recording/join.ts';
import type { Recording } from '#model/recording/recording.ts';
import type { CatalogEntry } from '#viewer/captures/catalog.ts';

const read = new Map<string, Promise<Recording | CrashFile>>();

/**
 * A published capture, read once a build as the viewer would read it: the files of one topid
 * session joined.
 *
 * @throws FormatError naming the file
 */
export function readPublished(entry: CatalogEntry): Promise<Recording | CrashFile> {
  const key = entry.files.map(({ url, sizeBytes }) => `${url} ${sizeBytes}`).join();
  const known = read.get(key);
  if (known) return known;
  const fresh = readFiles(entry);
  read.set(key, fresh);
  return fresh;
}

async function readFiles(entry: CatalogEntry): Promise<Recording | CrashFile> {
  const base = import.meta.env.BASE_URL.replace(/\/$/, '');
  const values = await Promise.all(
    entry.files.map(async ({ name, url }) => {
      const chunks = createReadStream(`public${url.slice(base.length)}`);
      return (await readCapture(name, chunks)).value;
    }),
  );
  const crash = values.find((value) => value.kind === 'crash-log');
  if (crash) return crash;
  const recordings = values.filter((value): value is Recording => value.kind === 'recording');
  const value = joinRecordings(recordings)[0];
  if (!value) throw new Error(`${entry.name}: it has no files`);
  return value;
}

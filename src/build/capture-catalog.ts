import { formatDate } from '#model/zone.ts';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type CollectionEntry, getCollection } from 'astro:content';
import type { CatalogEntry } from '#viewer/captures/catalog.ts';
import type { Locale } from '#locale/locale.ts';
import { fromBase } from '#locale/base-path.ts';
import { siteBase, toSitePath } from '#locale/site-path.ts';

/** An entry with what stands on the page of how, where and when it was made; in the page's language. */
export interface TracedEntry extends CatalogEntry {
  made: { how: string; where: string; when: string | undefined };
}

/** Every published capture as the viewer wants it, samples first. Checks that the bytes are there. */
export async function readCatalog(locale: Locale): Promise<(TracedEntry & { sample: boolean })[]> {
  const entries = await readEntries();
  const catalog = await Promise.all(
    [...entries.values()].map(async (entry) => ({
      ...(await toCatalogEntry(entry, locale)),
      sample: entry.data.sample,
    })),
  );
  return catalog.sort((a, b) => Number(b.sample) - Number(a.sample) || a.name.localeCompare(b.name));
}

/** The entry of a name that an author wrote. @throws Error naming the component and what there is instead */
export async function findCapture(component: string, name: string, locale: Locale): Promise<TracedEntry> {
  const entries = await readEntries();
  const entry = entries.get(name);
  // That one alone: a page that names a few does not look at the files of all.
  if (entry) return toCatalogEntry(entry, locale);
  const names = [...entries.keys()].sort((a, b) => a.localeCompare(b));
  throw new Error(
    `<${component}>: capture: there is no ${name} in src/content/captures; there are ${names.join(', ')}`,
  );
}

type Entries = ReadonlyMap<string, CollectionEntry<'captures'>>;

let built: Promise<Entries> | undefined;

/** By name; once in a build, since Astro makes each list anew, of copies, and every figure of every page asks. */
function readEntries(): Promise<Entries> {
  const read = async () => new Map((await getCollection('captures')).map((entry) => [entry.id, entry]));
  return import.meta.env.PROD ? (built ??= read()) : read();
}

async function toCatalogEntry(
  { id, data }: CollectionEntry<'captures'>,
  locale: Locale,
): Promise<TracedEntry> {
  return {
    name: id,
    kind: data.kind,
    title: data.title[locale],
    made: {
      how: data.made.how[locale],
      where: data.made.where[locale],
      when: data.made.when && formatDate(data.made.when.getTime() / 1000, 'UTC'),
    },
    files: await Promise.all(
      data.files.map(async (file) => ({
        name: basename(file),
        url: toSitePath(`/captures/${file}`),
        sizeBytes: await readSize(id, file),
      })),
    ),
  };
}

/** The file that is published at an address of the catalog. */
export function toPublicFile(url: string): string {
  return `public${fromBase(siteBase(), url)}`;
}

async function readSize(id: string, file: string): Promise<number> {
  try {
    return (await stat(`public/captures/${file}`)).size;
  } catch {
    throw new Error(`src/content/captures/${id}.yaml: files: there is no public/captures/${file}`);
  }
}

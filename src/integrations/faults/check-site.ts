import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fromBase } from '#locale/base-path.ts';
import { type Fault, toPlace } from './fault.ts';
import { findLinkFault, type LinkTargets } from './links.ts';
import type { Project } from './project.ts';

/** What of a built page is held to be right. */
interface BuiltPage {
  links: string[];
  images: string[];
  ids: Set<string>;
  faults: Fault[];
}

export interface SiteOptions {
  project: Project;
  /** The folder of the built pages. */
  folder: string;
  /** `''`, or `/casebook`. */
  base: string;
  /** Whether a path below the host is one that the server answers, with a page or data of its own. */
  isAnswered(path: string): boolean;
}

/** What is wrong with the built pages: parts that could not be drawn, and links and images that lead nowhere. */
export async function checkSite({ project, folder, base, isAnswered }: SiteOptions): Promise<Fault[]> {
  const files = await listFiles(folder);
  const pages = new Map<string, BuiltPage>();
  const toText = keepTexts();
  for (const file of files) {
    if (!file.endsWith('.html')) continue;
    const path = `${base}/${file.replace(/(?:^|\/)index\.html$/, (end) => (end.startsWith('/') ? '/' : ''))}`;
    pages.set(path, readBuiltPage(await readFile(join(folder, file), 'utf8'), toText));
  }
  const others = new Set(files.map((file) => `${base}/${file}`));
  const targets: LinkTargets = {
    base,
    findIds: async (path) => {
      const page = pages.get(path) ?? pages.get(`${path}/`);
      if (page) return page.ids;
      return others.has(path) || isAnswered(path) ? null : undefined;
    },
  };
  const faults: Fault[] = [];
  // What stands on many pages and in the text of none, a header's link, is said once.
  const known = new Set<string>();
  const ofLink = onceEach(findLinkFault, targets);
  const ofImage = onceEach(findImageFault, targets);
  for (const [path, { links, images, faults: own }] of pages) {
    faults.push(...own);
    const asked = [
      ...links.map((url) => ({ url, find: ofLink })),
      ...images.map((url) => ({ url, find: ofImage })),
    ];
    for (const { url, find } of asked) {
      const words = await find(url, path);
      if (words === undefined) continue;
      const source = project.findPage(fromBase(base, path) ?? path);
      const places = source ? findMentions(project, source, fromBase(base, url) ?? url) : [];
      for (const place of places) faults.push({ file: source ?? path, ...place, words });
      if (places.length > 0 || known.has(words)) continue;
      known.add(words);
      faults.push({ file: source ?? path, line: 1, column: 1, words });
    }
  }
  return faults;
}

/**
 * What is wrong with an address, asked once for all pages that have it where it does not say from where it is seen: each of
 * a thousand cases has links to all of them.
 */
function onceEach(
  find: typeof findLinkFault,
  targets: LinkTargets,
): (url: string, from: string) => Promise<string | undefined> | string | undefined {
  const found = new Map<string, string | undefined>();
  return (url, from) => {
    if (!url.startsWith('/')) return find(url, from, targets);
    if (found.has(url)) return found.get(url);
    return find(url, from, targets).then((words) => {
      found.set(url, words);
      return words;
    });
  };
}

/** Texts of their own, each once: a part of a page's HTML holds all of it in memory. */
function keepTexts(): (part: string) => string {
  const texts = new Map<string, string>();
  return (part) => {
    const known = texts.get(part);
    if (known !== undefined) return known;
    const own = Buffer.from(part).toString();
    const text = unescape(own);
    texts.set(own, text);
    return text;
  };
}

/**
 * Links, images, ids and faults of a page, as they stand in its HTML.
 *
 * @param toText what an attribute says
 */
export function readBuiltPage(html: string, toText = unescape): BuiltPage {
  const find = (pattern: RegExp) => [...html.matchAll(pattern)].map(([, value = '']) => toText(value));
  return {
    links: [...new Set(find(/<a\b[^>]*?\shref="([^"]*)"/g))],
    images: [...new Set(find(/<img\b[^>]*?\ssrc="([^"]*)"/g))],
    ids: new Set(find(/<[a-z][^>]*?\s(?:id|name)="([^"]*)"/gi)),
    faults: [...html.matchAll(/<code class="cb-fault"[^>]*? data-fault="([^"]*)">([^<]*)</g)].map(
      ([, at = '', words = '']) => {
        const [, file = '', line = '1', column = '1'] = /^(.*):(\d+):(\d+)$/.exec(unescape(at)) ?? [];
        return { file, line: Number(line), column: Number(column), words: unescape(words) };
      },
    ),
  };
}

async function findImageFault(url: string, from: string, targets: LinkTargets): Promise<string | undefined> {
  const fault = await findLinkFault(url, from, targets);
  return fault && `the image ${url} is not there`;
}

/** Where a page's source has an address: as a link or image, or else anywhere as text. */
function findMentions(project: Project, file: string, url: string): { line: number; column: number }[] {
  const { links, images } = project.source(file);
  const places = [...links, ...images].filter((one) => one.url === url);
  if (places.length > 0) return places.map(({ line, column }) => ({ line, column }));
  const text = project.text(file);
  const at = url === '' ? -1 : text.indexOf(url);
  return at < 0 ? [] : [toPlace(text, at)];
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/'))
    .sort();
}

function unescape(text: string): string {
  return text
    .replaceAll(/&#(?:x([\da-f]+)|(\d+));/gi, (_, hex?: string, decimal?: string) =>
      String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)),
    )
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, posix, relative, sep } from 'node:path';
import { type Locale, locales } from '#locale/locale.ts';
import { type PageSource, readPageSource } from './page-source.ts';

/** Where the pages of the site stand, and the entries of captures. */
const docsFolder = 'src/content/docs';
const capturesFolder = 'src/content/captures';

/** The sources of a site: its pages by what they are called, each text read once. */
export class Project {
  /** The project's folder. */
  readonly root: string;
  readonly #read = new Map<string, { text: string; source: PageSource }>();

  constructor(root: string) {
    this.root = root;
  }

  /** Whether there is a file, by its path from the project's folder. */
  has(file: string): boolean {
    return existsSync(join(this.root, file));
  }

  /** A file's path from the project's folder. */
  toFile(path: string): string {
    return relative(this.root, path).split(sep).join('/');
  }

  text(file: string): string {
    return readFileSync(join(this.root, file), 'utf8');
  }

  /** A page's source, read anew where its text has changed. */
  source(file: string): PageSource {
    const text = this.text(file);
    const known = this.#read.get(file);
    if (known?.text === text) return known.source;
    const source = readPageSource(text, file.endsWith('.mdx') ? 'mdx' : 'md');
    this.#read.set(file, { text, source });
    return source;
  }

  /** Pages of the collection of docs, by their files from the project's folder. */
  async findPages(): Promise<string[]> {
    return this.#list(docsFolder, /\.mdx?$/);
  }

  /** Entries of captures: `src/content/captures/sleep-loop.yaml`. */
  async findCaptures(): Promise<string[]> {
    return this.#list(capturesFolder, /\.yaml$/);
  }

  /** Names of the captures that there are. */
  async captureNames(): Promise<string[]> {
    const names = (await this.findCaptures()).map((file) => posix.basename(file, '.yaml'));
    return names.sort((a, b) => a.localeCompare(b));
  }

  /** The file that the page at a path of the site is made of; undefined where there is none. */
  findPage(path: string): string | undefined {
    const name = decodeURI(path).replaceAll(/^\/+|\/+$/g, '');
    const stem = posix.join(docsFolder, name);
    return [`${stem}.mdx`, `${stem}.md`, `${stem}/index.mdx`, `${stem}/index.md`].find((file) =>
      this.has(file),
    );
  }

  async #list(folder: string, ending: RegExp): Promise<string[]> {
    const entries = await readdir(join(this.root, folder), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && ending.test(entry.name))
      .map((entry) => this.toFile(join(entry.parentPath, entry.name)))
      .sort();
  }
}

/** The language of a page, and what it is called in every one: `cases/a`. */
export function toNameIn(file: string): { locale: Locale; name: string } {
  const name = file.slice(docsFolder.length + 1).replace(/\.mdx?$/, '');
  const locale = locales.find((one) => one !== 'en' && name.startsWith(`${one}/`)) ?? 'en';
  return { locale, name: locale === 'en' ? name : name.slice(locale.length + 1) };
}

/** The file of a page in a language, without its ending. */
export function toFileIn(locale: Locale, name: string): string {
  return posix.join(docsFolder, locale === 'en' ? '' : locale, name);
}

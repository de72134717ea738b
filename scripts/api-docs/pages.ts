import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Locale, toLocale } from '#locale/locale.ts';
import { readCellDocs } from './cell-docs.ts';
import { readSources, type Sources } from './read-types.ts';
import { toCodeTable, toMdx, toMemberTable, toRequestTable, type Translate } from './render.ts';
import { chinese, type Translations } from './zh-cn.ts';

/** Files that declare what the pages show. */
const declared = [
  'src/command-line/inspect-json.ts',
  'src/notebook/runtime/recording-data.ts',
  'src/notebook/runtime/crash-data.ts',
  'src/notebook/runtime/profile-data.ts',
  'src/notebook/runtime/charts.ts',
  'src/model/recording/recording.ts',
  'src/model/crash/crash-log.ts',
  'src/model/crash/gc-trace.ts',
  'src/api/wire.ts',
  'src/api/says.ts',
];
/** Comments in the languages that they are not written in. */
const translations: Record<Exclude<Locale, 'en'>, Translations> = { 'zh-cn': chinese };
const docs = 'src/content/docs';
/** What the editor of cells offers, and shows of it. */
const cellDocs = 'src/viewer/notebook/cell-docs.json';
const endpoints = 'src/pages/api';
const server = 'src/server';

/** What stands between the two is made: `{/* made: type RecordingJson *\/}` … `{/* made: end *\/}`. */
const made = /\{\/\* made: (type|requests|codes)(?: (\w+))? \*\/\}\n[\s\S]*?\{\/\* made: end \*\/\}/g;

/** A page with parts that are made of the sources' types, or a file that is. */
export interface MadePage {
  /** From the project's folder. */
  path: string;
  /** As it stands. */
  before: string;
  /** As it should stand. */
  after: string;
}

/**
 * Every page with such parts, made anew.
 *
 * @throws Error where a type is not there, and where a translation is of another sentence than the
 *   type's comment has now, or of none
 */
export function makePages(root: string): MadePage[] {
  const endpointFiles = listFiles(join(root, endpoints), '.ts');
  const sources = readSources([
    ...declared.map((file) => join(root, file)),
    ...endpointFiles,
    ...listFiles(join(root, server), '.ts'),
  ]);
  const used = new Set<string>();
  const faults: string[] = [];
  const pages = listFiles(join(root, docs), '.mdx').flatMap((file): MadePage[] => {
    const before = readFileSync(file, 'utf8');
    const path = relative(root, file).replaceAll('\\', '/');
    const locale = toLocale(path.slice(docs.length + 1).split('/')[0]);
    const parts = [...before.matchAll(made)];
    if (parts.length === 0) return [];
    const onPage = new Set(parts.flatMap(([, what, name]) => (what === 'type' && name ? [name] : [])));
    const translate: Translate = (key, comment) => {
      used.add(key);
      if (comment === '') return '';
      if (locale === 'en') return toMdx(comment, onPage);
      const [of, text] = translations[locale][key] ?? [];
      if (of !== undefined && of !== comment)
        faults.push(`${locale}.ts: ${key} is a translation of “${of}”, now it is “${comment}”`);
      return text === undefined ? `<span lang="en">${toMdx(comment, onPage)}</span>` : toMdx(text, onPage);
    };
    const after = before.replace(
      made,
      (_, what: string, name = '') =>
        `{/* made: ${what}${name && ` ${name}`} */}\n\n${toPart(what, name)}\n\n{/* made: end */}`,
    );
    return [{ path, before, after }];

    function toPart(what: string, name: string): string {
      if (what === 'type') return toMemberTable(sources.findType(name), locale, onPage, translate);
      if (what === 'codes') return toCodeTable(sources.findNumbers('storeStatuses'), locale);
      return toRequestTable(toRequests(sources, endpointFiles), locale, translate);
    }
  });
  // The same comments and translations, where a reader writes a cell.
  const offered = readCellDocs(root, sources, (key, comment) => {
    const others = Object.entries(translations).flatMap(([locale, texts]) => {
      const [of, text] = texts[key] ?? [];
      if (of === undefined || text === undefined) return [];
      used.add(key);
      if (!comment.startsWith(of))
        faults.push(`${locale}.ts: ${key} is a translation of “${of}”, now it is “${comment}”`);
      return [[locale, text] as const];
    });
    return Object.fromEntries(others);
  });
  pages.push({
    path: cellDocs,
    before: existsSync(join(root, cellDocs)) ? readFileSync(join(root, cellDocs), 'utf8') : '',
    after: `${JSON.stringify(offered, null, 2)}\n`,
  });
  faults.push(
    ...Object.entries(translations).flatMap(([locale, translated]) =>
      Object.keys(translated)
        .filter((key) => !used.has(key))
        .map((key) => `${locale}.ts: ${key} is on no page`),
    ),
  );
  if (faults.length > 0) throw new Error(faults.map((fault) => `scripts/api-docs/${fault}`).join('\n'));
  return pages;
}

function toRequests(sources: Sources, files: readonly string[]) {
  return files.flatMap((file) => sources.findRequests(file));
}

function listFiles(folder: string, end: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(end))
    .sort()
    .map((file) => join(folder, file));
}

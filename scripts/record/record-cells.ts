import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { writeWhole } from '#go-toolchain/cache.ts';
import { findGo } from '#go-toolchain/find-go.ts';
import { recordCell } from '#go-toolchain/record-cell.ts';
import { locales } from '#locale/locale.ts';
import type { CellSource } from '#notebook/compile/cell.ts';
import { toFaultLines } from '#notebook/compile/compile-page.ts';
import { findCells } from '#notebook/compile/find-cells.ts';
import { type CellRecord, hashSource, parseRecord, recordPaths } from '#notebook/go/cell-record.ts';

const docs = 'src/content/docs';
const records = 'src/content/records';
const languages = locales.filter((locale) => locale !== 'en');

interface GoCell {
  page: string;
  source: CellSource;
}

/**
 * Runs Go cells and writes what they print. Those of another language that are the English page's, text and
 * environment, have its record.
 *
 * @param root the project's folder
 * @param only a page (`guides/go-in-a-cell`), and one cell of it
 * @returns the exit code: 1 where there is no such cell, no Go, or a program has faults
 */
export async function recordCells(
  root: string,
  only: { page?: string | undefined; cell?: string | undefined },
  say: (line: string) => void,
): Promise<number> {
  const all = await findGoCells(root);
  const wanted = all.filter(
    ({ page, source }) => (!only.page || page === only.page) && (!only.cell || source.name === only.cell),
  );
  if (wanted.length === 0) {
    say(
      `no such cell in Go; there are ${all.map(({ page, source }) => `${page} ${source.name}`).join(', ')}`,
    );
    return 1;
  }
  const go = await findGo();
  if ('missing' in go) {
    say(`nothing is recorded: ${go.missing}`);
    return 1;
  }
  let exitCode = 0;
  const done = new Set<string>();
  for (const { page, source } of wanted) {
    const path = ownPath(page, source, all);
    if (done.has(path)) continue;
    done.add(path);
    const made = await recordCell(go, source.text, source.options.env);
    if ('faults' in made) {
      say(toFaultLines(`${docs}/${page}.mdx`, source, made));
      exitCode = 1;
      continue;
    }
    const file = join(root, records, path);
    const kept = await readFile(file, 'utf8').then(parseRecord, () => undefined);
    if (kept && isSame(kept, made)) say(`${records}/${path}: the same`);
    else {
      await writeWhole(file, `${JSON.stringify(made, null, 2)}\n`);
      say(`${records}/${path}: ${toWords(made)}`);
    }
  }
  if (!only.page)
    await removeOthers(root, new Set(all.map(({ page, source }) => ownPath(page, source, all))), say);
  return exitCode;
}

async function findGoCells(root: string): Promise<GoCell[]> {
  const entries = await readdir(join(root, docs), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.mdx'));
  const cells: GoCell[] = [];
  for (const file of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    const page = relative(join(root, docs), file)
      .split(sep)
      .join('/')
      .replace(/\.mdx$/, '');
    for (const source of findCells(await readFile(file, 'utf8'))) {
      if (source.language === 'go') cells.push({ page, source });
    }
  }
  return cells;
}

/** Where the record of a cell belongs: where the English page has the same cell, with that. */
function ownPath(page: string, source: CellSource, all: readonly GoCell[]): string {
  const [own = '', english] = recordPaths(page, source.name, languages);
  if (english === undefined) return own;
  const twin = all.find((one) => `${one.page}/${one.source.name}.json` === english);
  return twin && hashOf(twin.source) === hashOf(source) ? english : own;
}

function hashOf({ text, options }: CellSource): string {
  return hashSource(text, options.env ?? {});
}

/** How long it took and how much memory it had is another each time. */
function isSame(one: CellRecord, other: CellRecord): boolean {
  const toCompared = ({ sourceHash, goVersion, result, output, values }: CellRecord) =>
    JSON.stringify([sourceHash, goVersion, result.end, output, values]);
  return toCompared(one) === toCompared(other);
}

function toWords({ result, output }: CellRecord): string {
  const end = result.end.how === 'exit' ? `exit code ${result.end.code}` : result.end.how;
  return `${end}, ${output.reduce((all, { text }) => all + text.length, 0)} characters`;
}

async function removeOthers(
  root: string,
  paths: ReadonlySet<string>,
  say: (line: string) => void,
): Promise<void> {
  const folder = join(root, records);
  if (!existsSync(folder)) return;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');
    if (!entry.isFile() || !path.endsWith('.json') || paths.has(path)) continue;
    await rm(join(folder, path));
    say(`${records}/${path}: removed, since no page has the cell`);
  }
}

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { findSpecifiers, type Specifier } from './specifiers.ts';

/** One import, as it stands in a file. */
export interface Import extends Specifier {
  /** The file that has it, from the repository's root. */
  from: string;
  /** The file of the repository that it means; undefined for a package's, and for what is built. */
  to: string | undefined;
}

/** Whether what a file imports is read. */
export function isRead(file: string): boolean {
  return /\.(?:[cm]?[jt]sx?|astro|mdx|css)$/.test(file);
}

/** Every file of the repository that may import, or be imported; all that is in src/. */
export function listSources(): string[] {
  return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
    .split('\n')
    .filter((file) => (isRead(file) || file.startsWith('src/')) && !file.startsWith('tests/fixtures/'));
}

/**
 * What each file imports: statically, as a type alone, in a comment, on demand, anywhere in a page,
 * as a worker's address, by a style sheet, or as a path handed to another program.
 *
 * @param read gives the text of a file; the one on disk where not said
 * @param known every file that an address may be of
 */
export function readImports(
  files: readonly string[],
  read = (file: string) => readFileSync(file, 'utf8'),
  known: ReadonlySet<string> = new Set(files),
): Import[] {
  return files.filter(isRead).flatMap((from) =>
    findSpecifiers(from, read(from))
      .map((one) => ({ from, ...one, to: one.how === 'built' ? undefined : toFile(from, one.specifier) }))
      .filter(({ how, to }) => how !== 'address' || known.has(to ?? '')),
  );
}

/** The package of a specifier, `node:*` and the like for what has a scheme: `#x` and `./x` are none. */
export function toPackage(specifier: string): string | undefined {
  if (/^[#./]/.test(specifier)) return undefined;
  const scheme = /^([a-z]+):/.exec(specifier)?.[1];
  if (scheme) return `${scheme}:*`;
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function toFile(from: string, specifier: string): string | undefined {
  const path = specifier.replace(/\?.*$/, '');
  if (path.startsWith('/')) return path.slice(1);
  if (path.startsWith('#')) return join('src', path.slice(1));
  return path.startsWith('.') ? normalize(join(dirname(from), path)) : undefined;
}

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** One import, as it stands in a file. */
export interface Import {
  /** The file that has it, from the repository's root. */
  from: string;
  /** As it is written: `#model/notice.ts`, `./cell.ts`, `preact/hooks`. */
  specifier: string;
  /** The file of the repository that it means; undefined for a package's. */
  to: string | undefined;
  /** It is the address of a file, as a worker has it, not an import. */
  isAddress: boolean;
}

const withImports = /\.(?:tsx?|mjs|astro|mdx|css)$/;

/** Every file of the repository that may import, or be imported. */
export function listSources(): string[] {
  return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
    .split('\n')
    .filter((file) => withImports.test(file) && !file.startsWith('tests/fixtures/'));
}

/**
 * What each file imports: statically, as a type alone, on demand, from an .astro page's frontmatter
 * or its scripts, as a worker's address, by a style sheet, or as a path handed to another program.
 *
 * @param read gives the text of a file; the one on disk where not said
 */
export function readImports(
  files: readonly string[],
  read = (file: string) => readFileSync(file, 'utf8'),
): Import[] {
  const known = new Set(files);
  return files.flatMap((from) =>
    toSpecifiers(from, read(from), known).map((one) => ({ from, ...one, to: toFile(from, one.specifier) })),
  );
}

/** The package of a specifier, `node:*` and the like for what has a scheme: `#x` and `./x` are none. */
export function toPackage(specifier: string): string | undefined {
  if (/^[#./]/.test(specifier)) return undefined;
  const scheme = /^([a-z]+):/.exec(specifier)?.[1];
  if (scheme) return `${scheme}:*`;
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function toSpecifiers(
  file: string,
  text: string,
  known: ReadonlySet<string>,
): Pick<Import, 'specifier' | 'isAddress'>[] {
  const imports = new Set<string>();
  const addresses = new Set<string>();
  for (const script of toScripts(file, text)) {
    for (const { fileName } of ts.preProcessFile(script, true, true).importedFiles) imports.add(fileName);
    for (const [, path = ''] of script.matchAll(resolved)) addresses.add(path);
    for (const [, url, path = url ?? ''] of script.matchAll(ownAddress)) {
      if (known.has(toFile(file, path) ?? '')) addresses.add(path);
    }
    for (const [, path = ''] of script.matchAll(ownPath)) {
      if (known.has(path)) addresses.add(`/${path}`);
    }
  }
  return [
    ...[...imports].map((specifier) => ({ specifier, isAddress: false })),
    ...[...addresses].map((specifier) => ({ specifier, isAddress: true })),
  ];
}

/** `new URL('./parse.worker.ts', import.meta.url)`, `resolve(import.meta.dirname, '../styles/tokens.css')` */
const ownAddress =
  /new URL\(\s*['"](\.[^'"]+)['"]\s*,\s*import\.meta\.url|\(import\.meta\.dirname,\s*['"](\.[^'"]+)['"]\)/g;

/** A program's own file, to be handed to another: import.meta.resolve with '#describe/child.ts'. */
const resolved = /import\.meta\.resolve\(\s*['"]([^'"]+)['"]/g;

/** A path from the repository's root, in quotes, for another program: ./src/theme/Footer.astro */
const ownPath = /['"](?:\.\/)?((?:src|bin)\/[\w./[\]-]+\.(?:tsx?|mjs|astro|css))['"]/g;

/** The parts of a file that are JavaScript or TypeScript, or read like it. */
function toScripts(file: string, text: string): string[] {
  if (file.endsWith('.css'))
    return [
      [...text.matchAll(/@import\s+(?:url\()?(['"][^'"]+['"])/g)]
        .map(([, path]) => `import ${path};`)
        .join('\n'),
    ];
  // An import of MDX begins its line; in a code block it is somebody's example.
  if (file.endsWith('.mdx'))
    return [
      text
        .replace(/^(`{3,})[\s\S]*?^\1/gm, '')
        .match(/^import .*$/gm)
        ?.join('\n') ?? '',
    ];
  if (!file.endsWith('.astro')) return [text];
  const frontmatter = /^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '';
  const scripts = [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map(([, body = '']) => body);
  return [frontmatter, ...scripts];
}

function toFile(from: string, specifier: string): string | undefined {
  const path = specifier.replace(/\?.*$/, '');
  if (path.startsWith('/')) return path.slice(1);
  if (path.startsWith('#')) return join('src', path.slice(1));
  return path.startsWith('.') ? normalize(join(dirname(from), path)) : undefined;
}

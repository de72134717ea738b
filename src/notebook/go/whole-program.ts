import { findImports, hasPackageClause, maskGo, toPackageName } from './go-text.ts';

/** What the compiler calls the author's text. */
export const sourceName = 'main.go';

/**
 * A text as gc takes it. A file stays as it is. Statements become the body of `main`, with the packages
 * imported that they name; what begins at column 0 with `func`, `type`, `const` or `import` stands outside of
 * it. The parts are the whole text each, with blanks for what is in another, so that every line and
 * column of a message or a traceback is the author's own.
 *
 * @param packages what may be imported, by path
 */
export function toWholeProgram(text: string, packages: readonly string[]): string {
  if (hasPackageClause(text)) return text;
  const { imports, declarations, statements } = toParts(text);
  const found = findMissingImports(text, packages).map((path) => `import ${JSON.stringify(path)}\n`);
  const own = `//line ${sourceName}:1:1\n`;
  return [
    'package main\n\n',
    ...found,
    ...(imports.trim() ? [own, imports, '\n'] : []),
    ...(declarations.trim() ? [own, declarations, '\n'] : []),
    'func main() {\n',
    own,
    statements,
    '\n}\n',
  ].join('');
}

type PartKind = 'imports' | 'declarations' | 'statements';

/** Lines that belong together: a declaration outside of `main`, or the statements between two. */
export interface ProgramPart {
  kind: PartKind;
  lines: string[];
  /** From 1. */
  firstLine: number;
}

/** What of statements stands where, in the order of the text. */
export function splitProgram(text: string): ProgramPart[] {
  const lines = text.split('\n');
  const masked = maskGo(text).split('\n');
  const parts: ProgramPart[] = [];
  let depth = 0;
  let isOpen = false;
  for (const [i, line] of lines.entries()) {
    const code = masked[i] ?? '';
    const last = parts.at(-1);
    if (isOpen && last) last.lines.push(line);
    else {
      const kind = depth === 0 ? toKind(code) : 'statements';
      if (last?.kind === 'statements' && kind === 'statements') last.lines.push(line);
      else parts.push({ kind, lines: [line], firstLine: i + 1 });
    }
    depth = Math.max(0, depth + count(code, /[([{]/g) - count(code, /[)\]}]/g));
    // A line that ends with an operator goes on.
    isOpen = parts.at(-1)?.kind !== 'statements' && (depth > 0 || /[-=+*/%&|^<>!,.]\s*$/.test(code));
  }
  return parts;
}

function toKind(code: string): PartKind {
  if (/^import\b/.test(code)) return 'imports';
  // `func(x int) { … }(1)` is a statement.
  if (/^(?:type|const)\b|^func\s+(?:\([^)]*\)\s*)?\w+\s*[[(]/.test(code)) return 'declarations';
  return 'statements';
}

function toParts(text: string): Record<PartKind, string> {
  const kinds = { imports: '', declarations: '', statements: '' };
  for (const { kind, lines } of splitProgram(text)) {
    for (const line of lines) {
      for (const one of ['imports', 'declarations', 'statements'] as const) {
        kinds[one] += one === kind ? `${line}\n` : '\n';
      }
    }
  }
  return kinds;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Where two packages have one name, what the text takes from it decides: `rand.Intn` is of math/rand alone. */
const onlyInOldRand = /\brand\s*\.\s*(?:Intn|Int31n?|Int63n?|Seed|Read|NewSource)\b/;

/** Which packages the statements name and do not import. */
function findMissingImports(text: string, packages: readonly string[]): string[] {
  const masked = maskGo(text);
  const own = new Set(findImports(text).map(({ path, name }) => name ?? toPackageName(path)));
  const named = new Set<string>();
  for (const [, name = ''] of masked.matchAll(/(?<![\w.])([a-z]\w*)\s*\.\s*[A-Z]/g)) {
    if (!own.has(name) && !isDeclared(masked, name)) named.add(name);
  }
  const rand = onlyInOldRand.test(masked) ? 'math/rand/v2' : 'math/rand';
  return packages.filter((path) => path !== rand && named.has(toPackageName(path))).sort();
}

/** A variable of the name hides the package. */
function isDeclared(masked: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b[\\w,\\s]*:=|\\bvar\\s+${name}\\b`).test(masked);
}

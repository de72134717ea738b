/**
 * The text with every comment and every literal of characters as blanks, line for line and column for
 * column: what is left can be searched for names, and its brackets counted.
 */
export function maskGo(text: string): string {
  return text.replaceAll(commentOrLiteral, toBlanks);
}

/** The same with the literals left. */
function maskComments(text: string): string {
  return text.replaceAll(commentOrLiteral, (found) => (found.startsWith('/') ? toBlanks(found) : found));
}

function toBlanks(text: string): string {
  return text.replaceAll(/[^\n]/g, ' ');
}

/** One that is not closed goes to the end of its line, or of the text. */
const commentOrLiteral =
  /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|`[^`]*(?:`|$)/g;

/** Whether it is a file of Go, and no statements alone. */
export function hasPackageClause(text: string): boolean {
  return /^\s*package\b/.test(maskGo(text));
}

export interface GoImport {
  path: string;
  /** What the text calls it where it says so: a name, `.` or `_`. */
  name?: string;
  /** Of the path in the text, from 1. */
  line: number;
  /** In bytes of UTF-8, as gc counts. */
  column: number;
}

/** What a text imports, in order: of a file as of statements. */
export function findImports(text: string): GoImport[] {
  const masked = maskGo(text);
  const withLiterals = maskComments(text);
  const imports: GoImport[] = [];
  for (const { index, 0: keyword } of masked.matchAll(/^import\b/gm)) {
    const start = index + keyword.length;
    const isGroup = /^\s*\(/.test(withLiterals.slice(start));
    const end = masked.indexOf(isGroup ? ')' : '\n', start);
    const part = withLiterals.slice(start, end < 0 ? undefined : end);
    for (const spec of part.matchAll(/([\w.]+)?[ \t]*("[^"\n]*"|`[^`\n]*`)/g)) {
      const [whole, name, literal = ''] = spec;
      imports.push({
        path: literal.slice(1, -1),
        ...(name !== undefined && { name }),
        ...toPosition(text, start + spec.index + whole.length - literal.length),
      });
    }
  }
  return imports;
}

/** What a text says to the compiler, `//go:noinline`, wherever in a line it stands; none within literals or other comments. */
export function findDirectives(text: string): { words: string; line: number; column: number }[] {
  return [...text.matchAll(commentOrLiteral)]
    .filter(([found]) => found.startsWith('//go:'))
    .map(({ 0: words, index }) => ({ words, ...toPosition(text, index) }));
}

/** @returns line and column from 1, the column in bytes of UTF-8 as gc counts */
function toPosition(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return {
    line: before.split('\n').length,
    column: new TextEncoder().encode(before.slice(lineStart)).length + 1,
  };
}

/** The name by which a text calls a package that it imports without another: `rand` of math/rand/v2. */
export function toPackageName(path: string): string {
  const parts = path.split('/');
  const last = parts.at(-1) ?? path;
  return /^v\d+$/.test(last) ? (parts.at(-2) ?? last) : last;
}

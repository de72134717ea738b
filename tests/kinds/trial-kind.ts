import { resolve } from 'node:path';
import ts from 'typescript';
import { isTable } from './find-branches.ts';
import { fileNames, options, root } from './project.ts';

const toName = (path: string) => path.slice(root.length + 1);

/** A change of one file's text. */
export type Edit = (text: string) => string;

/** One kind more, as the comment of src/model/kind.ts asks for it. */
const trial: Readonly<Record<string, Edit>> = {
  'src/model/kind.ts': (text) =>
    replaceOnce(text, /(?<=export const kinds = \[[^\]]*)\] as const/, ", 'trial'] as const"),
  'src/model/capture/models.ts': (text) =>
    `${replaceOnce(text, /(?<=export type Models = Each<\{[^}]*)\}/, '; trial: Trial }')}
     interface Trial { kind: 'trial'; marks: readonly string[] }`,
};

/** @throws Error where it does not stand there exactly once */
export function replaceOnce(text: string, pattern: RegExp, by: string): string {
  const times = text.match(new RegExp(pattern.source, 'g'))?.length ?? 0;
  if (times !== 1) throw new Error(`${pattern} is found ${times} times`);
  return text.replace(pattern, by);
}

/** The TypeScript sources that the site and the programs are made of, from the repository's root. */
const sources = fileNames.map(toName).filter((file) => /^(?:src|bin)\//.test(file));

// A table by kind names kinds, or takes their names from where they are listed: no other file can have one.
const mayHaveTable = /'crash-log'|#model\/(?:kind|capture)|\.\/(?:kind|models)\.ts/;

let known: { program: ts.Program; files: Map<string, ts.SourceFile> } | undefined;

/** What the compiler says of one kind more. */
export interface Named {
  /** Files that it names. */
  files: string[];
  /** Tables with rows for several kinds that it does not ask for a row: `src/x.ts:12`. */
  looseTables: string[];
}

/**
 * What the compiler names once there is one kind more, in a copy of the sources that is only in memory.
 *
 * @param edits of files besides
 */
export function compileTrial(edits: Readonly<Record<string, Edit>> = {}): Named {
  const host = ts.createCompilerHost(options);
  const { readFile, getSourceFile } = host;
  const edit = (path: string, text: string) =>
    [trial[toName(path)], edits[toName(path)]].reduce((edited, one) => one?.(edited) ?? edited, text);
  host.readFile = (path) => {
    const text = readFile.call(host, path);
    return text === undefined ? undefined : edit(path, text);
  };
  const files = new Map<string, ts.SourceFile>();
  host.getSourceFile = (path, ...rest) => {
    // What is not edited is parsed once for all programs.
    const before = known?.files.get(path);
    const parsed = before && before.text === host.readFile(path) ? before : getSourceFile(path, ...rest);
    if (parsed) files.set(path, parsed);
    return parsed;
  };
  host.writeFile = (path) => {
    throw new Error(`${path} would be written`);
  };
  const candidates = sources.filter((file) => mayHaveTable.test(host.readFile(resolve(root, file)) ?? ''));
  const declarations = fileNames.filter((file) => file.endsWith('.d.ts'));
  const program = ts.createProgram({
    rootNames: [...declarations, ...candidates.map((file) => resolve(root, file))],
    options: { ...options, skipLibCheck: true },
    host,
    ...(known && { oldProgram: known.program }),
  });
  known = { program, files };
  const named: Named = { files: [], looseTables: [] };
  for (const file of candidates) {
    const source = program.getSourceFile(resolve(root, file));
    const faults = program
      .getSemanticDiagnostics(source)
      .filter(({ messageText }) => /trial/i.test(ts.flattenDiagnosticMessageText(messageText, ' ')));
    if (faults.length > 0) named.files.push(file);
    for (const table of source ? tablesOf(source) : []) {
      const holder = toHolder(table);
      const isHeld = faults.some(({ start = -1 }) => start >= holder.getStart() && start < holder.end);
      const { line } = ts.getLineAndCharacterOfPosition(table.getSourceFile(), table.getStart());
      if (!isHeld) named.looseTables.push(`${file}:${line + 1}`);
    }
  }
  return named;
}

function tablesOf(node: ts.Node): ts.ObjectLiteralExpression[] {
  const within: ts.ObjectLiteralExpression[] = isTable(node) ? [node] : [];
  node.forEachChild((child) => void within.push(...tablesOf(child)));
  return within;
}

/** What the compiler faults in place of a table: the variable or the field that it is the value of. */
function toHolder(node: ts.Node): ts.Node {
  const { parent } = node;
  if (ts.isSatisfiesExpression(parent) || ts.isAsExpression(parent) || ts.isParenthesizedExpression(parent)) {
    return toHolder(parent);
  }
  return ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) ? parent : node;
}

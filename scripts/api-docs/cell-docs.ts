import { join } from 'node:path';
import ts from 'typescript';
import type { Locale } from '#locale/locale.ts';
import type { Sources, TypeDoc } from './read-types.ts';

/** A member of what cells are handed, as the editor of cells shows it. */
interface CellDoc {
  name: string;
  /** `(range, options)` of a function, a type of anything else. */
  type: string;
  /** The beginning of its comment: a paragraph at most. */
  en: string;
}

/** With the same in other languages, where somebody has written it. */
type TranslatedDoc = CellDoc & Translated;
type Translated = Partial<Record<Locale, string>>;

/** What a comment of our own is in other languages, by `Inputs.range`. */
type TranslateDoc = (key: string, comment: string) => Translated;

/** What of the runtime is documented where it is used: by what stands before the dot. */
export type CellDocs = Record<string, TranslatedDoc[]>;

/** Types that `capture()` and its members give. */
const dataTypes = ['RecordingData', 'CrashData', 'ProfileData', 'SeriesData'];

/** Functions of our own whose results cells are handed. */
const factories = [
  ['Inputs', 'src/notebook/runtime/inputs.ts', 'createInputs'],
  ['charts', 'src/notebook/runtime/charts.ts', 'createCharts'],
] as const;

/** Packages whose exports cells are handed. */
const packages = [
  ['Plot', 'node_modules/@observablehq/plot/src/index.d.ts'],
  ['d3', 'node_modules/@types/d3-array/index.d.ts'],
] as const;

/** Longer than this a comment is cut at a sentence: it is a hint, not the reference. */
const mostCharacters = 280;

/**
 * The members of what cells are handed, with the comments of their declarations.
 */
export function readCellDocs(root: string, sources: Sources, translate: TranslateDoc): CellDocs {
  const files = [...factories, ...packages].map(([, file]) => join(root, file));
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    types: [],
    paths: { '#*': [join(root, 'src/*')] },
  });
  const checker = program.getTypeChecker();
  const moduleOf = (file: string) => {
    const source = program.getSourceFile(join(root, file));
    const symbol = source && checker.getSymbolAtLocation(source);
    if (!symbol) throw new Error(`${file} is no module, or not there`);
    return symbol;
  };
  const toDoc = (symbol: ts.Symbol): CellDoc => {
    const type = checker.getTypeOfSymbol(symbol);
    const [signature] = type.getCallSignatures();
    const comments = [symbol, signature].map((one) =>
      ts.displayPartsToString(one?.getDocumentationComment(checker)),
    );
    // What is taken apart where it is declared has no name of its own: it is options, everywhere here.
    const parameters = (signature?.parameters ?? []).map(({ name }) =>
      name.startsWith('__') ? 'options' : name,
    );
    return {
      name: symbol.name,
      type: signature ? `(${parameters.join(', ')})` : '',
      en: toHint(comments.find(Boolean) ?? ''),
    };
  };
  const translated = (group: string, doc: CellDoc): TranslatedDoc => ({
    ...doc,
    ...translate(`${group}.${doc.name}`, doc.en),
  });

  const docs: CellDocs = {};
  for (const [group, file, factory] of factories) {
    const symbol = checker.getExportsOfModule(moduleOf(file)).find(({ name }) => name === factory);
    const [signature] = symbol ? checker.getTypeOfSymbol(symbol).getCallSignatures() : [];
    if (!signature) throw new Error(`${file} exports no function ${factory}`);
    docs[group] = checker
      .getReturnTypeOfSignature(signature)
      .getProperties()
      .map((one) => translated(group, toDoc(one)));
  }
  for (const [group, file] of packages) {
    docs[group] = checker
      .getExportsOfModule(moduleOf(file))
      .map((one) => (one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one))
      .filter(({ flags, name }) => flags & ts.SymbolFlags.Value && /^[a-z]/.test(name))
      .map(toDoc)
      .sort((a, b) => a.name.localeCompare(b.name));
  }
  for (const name of dataTypes) docs[name] = toMembers(sources.findType(name), translate);
  return docs;
}

/** A type of ours, as its table on the guide has it. */
function toMembers({ name: of, members }: TypeDoc, translate: TranslateDoc): TranslatedDoc[] {
  return members.map(({ name: written, type, comment }) => {
    const [, name = written, parameters = ''] = /^(\w+)(\(.*\))?$/s.exec(written) ?? [];
    // `name: type, …` without the types.
    const names = parameters.replace(/(\w+)\??: [^,)]*(?:\([^)]*\)[^,)]*)?/g, '$1');
    const others = translate(`${of}.${parameters ? `${name}()` : name}`, comment);
    return { name, type: parameters ? names : type, en: toHint(comment), ...others };
  });
}

/** The first paragraph, and of a long one the sentences that fit. */
function toHint(comment: string): string {
  const [first = ''] = comment.split(/\n\s*\n|\n```/);
  const text = first
    .replace(/\{@link (\w+)(?:\s[^}]*)?\}/g, '$1')
    .replace(/\[([^\]]+)\]\([^)]*\)|\[([^\]]+)\]\[\d+\]/g, '$1$2')
    .replace(/\s+/g, ' ')
    .trim();
  if (text.length <= mostCharacters) return text;
  const cut = text.slice(0, mostCharacters);
  const end = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('; '));
  return end > 60 ? `${cut.slice(0, end)}.` : `${cut.slice(0, cut.lastIndexOf(' '))} …`;
}

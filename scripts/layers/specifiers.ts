import { mdxToJs } from 'satteri';
import ts from 'typescript';
import { toPageScripts, toPageStyles } from './page-scripts.ts';

/** What a file names of others, as it stands there. */
export interface Specifier {
  /** `#model/notice.ts`, `./cell.ts`, `preact/hooks`; what is built, as its expression reads. */
  specifier: string;
  /**
   * As an import, of whatever sort; by a style sheet; as the address of a file, as a worker has it; or
   * as a name that is built when it runs, or matches many, so that nobody knows from here whose it is.
   */
  how: 'import' | 'style' | 'address' | 'built';
}

/** Every name of another file, or of a package, that a file has. Addresses need not be those of a file. */
export function findSpecifiers(file: string, text: string): Specifier[] {
  const found = toSpecifiers(file, text);
  const distinct = new Map(found.map((one) => [`${one.how} ${one.specifier}`, one]));
  return [...distinct.values()];
}

function toSpecifiers(file: string, text: string): Specifier[] {
  if (file.endsWith('.css')) return findInStyle(text);
  if (file.endsWith('.astro'))
    return [
      ...toPageScripts(text).flatMap((script) => findInScript(`${file}.tsx`, script)),
      ...toPageStyles(text).flatMap(findInStyle),
    ];
  // What is in code, or in a sentence, is no import, and its paths are those of an example.
  if (file.endsWith('.mdx')) {
    const { code } = mdxToJs(text, { jsx: true });
    return findInScript(`${file}.jsx`, code).filter(({ how }) => how !== 'address');
  }
  return findInScript(file, text);
}

/** `@import 'a.css'`, `@import url(a.css)`, `composes: box from './a.css'`, `@value ink from './a.css'`, `url(a.svg)` */
function findInStyle(text: string): Specifier[] {
  const style = text.replace(/\/\*[\s\S]*?\*\//g, ' ');
  const find = (pattern: RegExp, how: Specifier['how']) =>
    [...style.matchAll(pattern)].map(({ groups }): Specifier => ({ specifier: groups?.['path'] ?? '', how }));
  return [
    ...find(/@import\s*(?:url\(\s*)?(["']?)(?<path>[^\s"'();]+)\1/gi, 'style'),
    ...find(/(?:\bcomposes\s*:|@value\s)[^;{}]*?\bfrom\s*(["'])(?<path>.+?)\1/gi, 'style'),
    ...find(/(?<!@import\s*)\burl\(\s*(["']?)(?<path>[^\s"'()]+)\1\s*\)/gi, 'address'),
  ];
}

function findInScript(name: string, text: string): Specifier[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const isModule = ts.isExternalModule(source);
  const found = source.referencedFiles.map(({ fileName }) => toAddress(fileName));
  const visit = (node: ts.Node) => {
    found.push(...toNamed(node, isModule));
    node.forEachChild(visit);
    // Comments in which a type may be imported; TypeScript hangs them here, and its types do not say so.
    (node as { jsDoc?: ts.JSDoc[] }).jsDoc?.forEach(visit);
  };
  visit(source);
  return found;
}

/** What a node by itself names. */
function toNamed(node: ts.Node, isModule: boolean): Specifier[] {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isJSDocImportTag(node)) {
    return toImport(node.moduleSpecifier);
  }
  if (ts.isExternalModuleReference(node)) return toImport(node.expression);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return toImport(node.argument.literal);
  // In a module it adds to another; elsewhere it declares one.
  if (ts.isModuleDeclaration(node) && isModule && ts.isStringLiteral(node.name)) return toImport(node.name);
  if (ts.isCallExpression(node)) return toCalled(node);
  if (ts.isNewExpression(node) && node.expression.getText() === 'URL') {
    const [path, base] = node.arguments ?? [];
    return base && isOfMeta(base, 'url') ? toAddresses(path) : [];
  }
  if (ts.isJsxAttribute(node) && node.name.getText() === 'src' && isScript(node.parent.parent)) {
    return toAddresses(node.initializer);
  }
  if (ts.isStringLiteralLike(node) && ownPath.test(node.text)) {
    return [{ specifier: node.text.replace(/^(?:\.?\/)?/, '/'), how: 'address' }];
  }
  return [];
}

/** `import(…)`, `import.defer(…)`, `require(…)`, `import.meta.resolve(…)`, `import.meta.glob(…)`, `join(import.meta.dirname, '…')` */
function toCalled(call: ts.CallExpression): Specifier[] {
  const { expression: called } = call;
  const [first, second] = call.arguments;
  if (isOfMeta(called, 'glob')) return first ? [{ specifier: toText(first), how: 'built' }] : [];
  if (first && second && isOfMeta(first, 'dirname') && call.arguments.length === 2) {
    return toAddresses(second).filter(({ how }) => how === 'address');
  }
  const isImport =
    called.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isMetaProperty(called) && called.keywordToken === ts.SyntaxKind.ImportKeyword) ||
    (ts.isIdentifier(called) && called.text === 'require') ||
    isOfMeta(called, 'resolve');
  return isImport ? toImport(first) : [];
}

function toImport(name: ts.Node | undefined): Specifier[] {
  if (name === undefined) return [];
  if (ts.isStringLiteralLike(name)) return [{ specifier: name.text, how: 'import' }];
  if (ts.isParenthesizedExpression(name) || ts.isAsExpression(name)) return toImport(name.expression);
  if (ts.isConditionalExpression(name)) return [...toImport(name.whenTrue), ...toImport(name.whenFalse)];
  const isBuilt = ts.isTemplateExpression(name) || ts.isBinaryExpression(name);
  return isBuilt ? [{ specifier: toText(name), how: 'built' }] : [];
}

function toAddresses(path: ts.Node | undefined): Specifier[] {
  return toImport(path).map((one) => (one.how === 'import' ? toAddress(one.specifier) : one));
}

/** What has neither `.` nor `/` before it is beside the file. */
function toAddress(path: string): Specifier {
  return { specifier: /^[./]|^[a-z]+:/.test(path) ? path : `./${path}`, how: 'address' };
}

/** A path from the repository's root, for another program: ./src/theme/Footer.astro */
const ownPath = /^(?:\.?\/)?(?:src|bin)\/[^\s?*]+\.\w+$/;

/** `import.meta.url`, by its last part. */
function isOfMeta(node: ts.Node, name: string): boolean {
  return ts.isPropertyAccessExpression(node) && ts.isMetaProperty(node.expression) && node.name.text === name;
}

function isScript(node: ts.Node): boolean {
  return (
    (ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node)) && node.tagName.getText() === 'script'
  );
}

function toText(node: ts.Node): string {
  return node.getText().replace(/\s+/g, ' ');
}

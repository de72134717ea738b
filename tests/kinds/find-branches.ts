import ts from 'typescript';
import { formerKinds, kinds } from '#model/kind.ts';

/** A place that asks of what kind something is, other than by a table. */
export interface Branch {
  line: number;
  /** As it stands there. */
  text: string;
}

const names: ReadonlySet<string> = new Set([...kinds, ...Object.keys(formerKinds)]);

/** What only a value of one kind has, or is: by these a kind could be guessed. */
export interface Marks {
  properties: ReadonlySet<string>;
  classes: ReadonlySet<string>;
}

/**
 * Comparisons with a kind's name, cases of a `switch`, `'crashes' in value`, `instanceof` of a kind's
 * class, and tables that a kind may be missing from.
 *
 * @param text of a TypeScript file, or of an .astro page
 */
export function findBranches(file: string, text: string, marks: Marks): Branch[] {
  const branches: Branch[] = [];
  visit(file, text, (node, source) => {
    if (isBranch(node, marks)) branches.push(toPlace(node, source));
  });
  return branches;
}

/** Whether the name of a kind stands in the file as a value, a key or a type. */
export function namesKind(file: string, text: string): boolean {
  let found = false;
  visit(file, text, (node) => {
    found ||= ts.isStringLiteralLike(node) && names.has(node.text);
  });
  return found;
}

function isBranch(node: ts.Node, { properties, classes }: Marks): boolean {
  if (ts.isCaseClause(node)) return isName(node.expression);
  if (ts.isMappedTypeNode(node)) return node.questionToken !== undefined && /\bKind\b/.test(node.getText());
  if (ts.isTypeReferenceNode(node)) {
    return node.typeName.getText() === 'Partial' && /\b(?:By)?Kind\b/.test(node.getText());
  }
  if (!ts.isBinaryExpression(node)) return false;
  const { left, right, operatorToken } = node;
  switch (operatorToken.kind) {
    case ts.SyntaxKind.EqualsEqualsToken:
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
      return isName(left) || isName(right);
    case ts.SyntaxKind.InKeyword:
      return ts.isStringLiteralLike(left) && properties.has(left.text);
    case ts.SyntaxKind.InstanceOfKeyword:
      return classes.has(right.getText());
    default:
      return false;
  }
}

function isName(node: ts.Expression): boolean {
  return ts.isStringLiteralLike(node) && names.has(node.text);
}

function visit(file: string, text: string, see: (node: ts.Node, source: ts.SourceFile) => void): void {
  for (const script of toScripts(file, text)) {
    const source = ts.createSourceFile(
      file.endsWith('.astro') ? `${file}.tsx` : file,
      script,
      ts.ScriptTarget.Latest,
      true,
    );
    const each = (node: ts.Node) => {
      see(node, source);
      node.forEachChild(each);
    };
    each(source);
  }
}

/**
 * An .astro page reads like TSX after its frontmatter, near enough to find an expression in; lines
 * before a part are kept, so that its own count.
 */
function toScripts(file: string, text: string): string[] {
  if (!file.endsWith('.astro')) return [text];
  const end = /^---\n[\s\S]*?\n---\n/.exec(text)?.[0].length ?? 0;
  const template = text.slice(end).replace(/<(style|script)\b[\s\S]*?<\/\1>/g, (part) => toLines(part));
  const scripts = [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map(
    ({ 1: body = '', index }) => toLines(text.slice(0, index)) + body,
  );
  return [
    text.slice(0, end).replaceAll('---', ''),
    `${toLines(text.slice(0, end))}<>${template}</>`,
    ...scripts,
  ];
}

function toLines(text: string): string {
  return '\n'.repeat(text.split('\n').length - 1);
}

function toPlace(node: ts.Node, source: ts.SourceFile): Branch {
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  return { line: line + 1, text: node.getText().split('\n')[0] ?? '' };
}

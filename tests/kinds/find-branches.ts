import ts from 'typescript';
import { formerKinds, kinds } from '#model/kind.ts';
import { findPlaces, type Place } from '../find-places.ts';

const names: ReadonlySet<string> = new Set([...kinds, ...Object.keys(formerKinds)]);

/** What only a value of one kind has, or is: by these a kind could be guessed. */
export interface Marks {
  properties: ReadonlySet<string>;
  classes: ReadonlySet<string>;
}

/**
 * Places that ask of what kind something is, other than by a table: comparisons with a kind's name,
 * cases of a `switch`, `'crashes' in value`, `instanceof` of a kind's class, and tables that a kind
 * may be missing from.
 *
 * @param text of a TypeScript file, or of an .astro page
 */
export function findBranches(file: string, text: string, marks: Marks): Place[] {
  return findPlaces(file, text, (node) => isBranch(node, marks));
}

/** Whether the name of a kind stands in the file as a value, a key or a type. */
export function namesKind(file: string, text: string): boolean {
  return findPlaces(file, text, (node) => ts.isStringLiteralLike(node) && names.has(node.text)).length > 0;
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

import ts from 'typescript';
import { formerKinds, kinds } from '#model/kind.ts';
import { findPlaces, type Place } from '../find-places.ts';
import type { Marks } from './find-marks.ts';

const names: ReadonlySet<string> = new Set([...kinds, ...Object.keys(formerKinds)]);

/**
 * Places that ask of what kind something is, other than by a table: whoever compares a kind or takes
 * its name apart, lists of kinds that leave some out, `'crashes' in value` and whatever else asks for
 * what one kind has, `instanceof` of a kind's class, assertions that something is of a kind, formats
 * where there may be several kinds, and tables that a kind may be missing from. The list of kinds
 * itself is none.
 *
 * @param text of a TypeScript file, or of an .astro page
 */
export function findBranches(file: string, text: string, marks: Marks): Place[] {
  if (file === 'src/model/kind.ts') return [];
  const isWanted = isOfOneKind(file)
    ? (node: ts.Node) => isBranch(node, marks)
    : (node: ts.Node) => isBranch(node, marks) || asksPresence(node, marks) || asksFormat(node);
  // No compiler of these tests reads a page.
  const isPage = file.endsWith('.astro');
  return findPlaces(file, text, (node) => isWanted(node) || (isPage && isTable(node)));
}

/** Whether the name of a kind stands in the file as a value, a key or a type. */
export function namesKind(file: string, text: string): boolean {
  return findPlaces(file, text, (node) => ts.isStringLiteralLike(node) && names.has(node.text)).length > 0;
}

/** Object literals that have rows for several kinds. */
export function isTable(node: ts.Node): node is ts.ObjectLiteralExpression {
  if (!ts.isObjectLiteralExpression(node)) return false;
  return keysOf(node).filter((key) => kinds.some((kind) => kind === key)).length > 1;
}

/** What is in the folders of one kind has values of that kind only. */
function isOfOneKind(file: string): boolean {
  return /^src\/(?:formats|model|viewer\/kinds)\/(?!capture\/)[\w-]+\//.test(file);
}

function isBranch(node: ts.Node, marks: Marks): boolean {
  if (ts.isCaseClause(node)) return isName(node.expression);
  if (ts.isMappedTypeNode(node)) return node.questionToken !== undefined && /\bKind\b/.test(node.getText());
  if (ts.isTypeReferenceNode(node)) {
    return node.typeName.getText() === 'Partial' && /\b(?:By)?Kind\b/.test(node.getText());
  }
  if (ts.isArrayLiteralExpression(node)) return node.elements.some(isName);
  if (ts.isVariableDeclaration(node)) {
    if (node.initializer && isName(node.initializer)) return true;
    return /\bRecord<string,|\[\w+: string\]/.test(node.type?.getText() ?? '') && hasRow(node.initializer);
  }
  if (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node) || ts.isTypePredicateNode(node)) {
    return node.type !== undefined && isOfModel(node.type, marks);
  }
  if (ts.isCallExpression(node)) return asksOwn(node, marks) || asksText(node);
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    return isKind(node.expression);
  }
  return ts.isBinaryExpression(node) && isBranchByOperator(node, marks);
}

function isBranchByOperator({ left, right, operatorToken }: ts.BinaryExpression, marks: Marks): boolean {
  if (isEquality(operatorToken)) return isName(left) || isName(right);
  switch (operatorToken.kind) {
    case ts.SyntaxKind.LessThanToken:
    case ts.SyntaxKind.LessThanEqualsToken:
    case ts.SyntaxKind.GreaterThanToken:
    case ts.SyntaxKind.GreaterThanEqualsToken:
      return (
        (isKind(left) && ts.isStringLiteralLike(right)) || (isKind(right) && ts.isStringLiteralLike(left))
      );
    case ts.SyntaxKind.InKeyword:
      return ts.isStringLiteralLike(left) && marks.properties.has(left.text);
    case ts.SyntaxKind.InstanceOfKeyword:
      return marks.classes.has(right.getText());
    default:
      return false;
  }
}

/** `Object.hasOwn(value, 'crashes')`, `Object.keys(value).includes('crashes')` */
function asksOwn({ expression, arguments: given }: ts.CallExpression, marks: Marks): boolean {
  return (
    /\b(?:hasOwn|hasOwnProperty|has|includes)$/.test(expression.getText()) &&
    given.some((one) => ts.isStringLiteralLike(one) && marks.properties.has(one.text))
  );
}

/** `/^rec/.test(value.kind)` */
function asksText({ expression, arguments: given }: ts.CallExpression): boolean {
  return /(?:\.(?:test|exec)|\bString)$/.test(expression.getText()) && given.some(isKind);
}

/** `value.crashes !== undefined`, `if (value.crashes)`, `value.crashes?.length` */
function asksPresence(node: ts.Node, { required, objects }: Marks): boolean {
  if (!ts.isPropertyAccessExpression(node)) return false;
  const name = node.name.text;
  return (required.has(name) && isHeldAgainstNothing(node)) || (objects.has(name) && isCondition(node));
}

function isHeldAgainstNothing(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isTypeOfExpression(parent)) return true;
  if (!ts.isBinaryExpression(parent)) return false;
  const { left, right, operatorToken } = parent;
  if (operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) return left === node;
  const other = left === node ? right : left;
  return isEquality(operatorToken) && /^(?:undefined|null)$/.test(other.getText());
}

function isCondition(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isIfStatement(parent)) return true;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isBinaryExpression(parent)) {
    return parent.left === node && /^(?:&&|\|\|)$/.test(parent.operatorToken.getText());
  }
  if (ts.isCallExpression(parent) && parent.expression !== node) {
    return /^(?:Array\.isArray|Boolean)$/.test(parent.expression.getText());
  }
  const isAccess = ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent);
  return isAccess && parent.questionDotToken !== undefined && parent.expression === node;
}

/** `capture.format === 'go-crash'`: each kind has formats of its own. */
function asksFormat(node: ts.Node): boolean {
  if (ts.isSwitchStatement(node)) return isCalled(node.expression, 'format');
  if (ts.isPropertyAccessExpression(node)) {
    return ts.isPropertyAccessExpression(node.expression) && isCalled(node.expression, 'format');
  }
  if (!ts.isBinaryExpression(node) || !isEquality(node.operatorToken)) return false;
  const { left, right } = node;
  return [left, right].some((one) => isCalled(one, 'format')) && [left, right].some(ts.isStringLiteralLike);
}

/** A type that names a model, or has what only one has. */
function isOfModel(type: ts.Node, marks: Marks): boolean {
  if (ts.isIdentifier(type) && marks.models.has(type.text)) return true;
  if (ts.isPropertySignature(type) && marks.properties.has(type.name.getText())) return true;
  return type.forEachChild((child) => isOfModel(child, marks) || undefined) ?? false;
}

function isEquality(operator: ts.BinaryOperatorToken): boolean {
  return /^[!=]==?$/.test(operator.getText());
}

function hasRow(node: ts.Expression | undefined): boolean {
  return (
    node !== undefined && ts.isObjectLiteralExpression(node) && keysOf(node).some((key) => names.has(key))
  );
}

function keysOf({ properties }: ts.ObjectLiteralExpression): string[] {
  return properties.flatMap(({ name }) =>
    name && (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) ? [name.text] : [],
  );
}

function isName(node: ts.Expression): boolean {
  return ts.isStringLiteralLike(node) && names.has(node.text);
}

function isKind(node: ts.Expression): boolean {
  return isCalled(node, 'kind');
}

/** `value.kind`, or a variable that is called so. */
function isCalled(node: ts.Expression, name: string): boolean {
  return ts.isPropertyAccessExpression(node)
    ? node.name.text === name
    : ts.isIdentifier(node) && node.text === name;
}

import ts from 'typescript';

/** One change of one place of a source: a fault that a test should see. */
export interface Mutant {
  file: string;
  /** 1-based. */
  line: number;
  start: number;
  end: number;
  /** What stands there, and what is put in its place. */
  before: string;
  after: string;
}

/** `a < b` becomes `a <= b`, and so on: a neighbour that only a test of the edge tells apart, or the contrary. */
const operators = new Map<ts.SyntaxKind, string>([
  [ts.SyntaxKind.LessThanToken, '<='],
  [ts.SyntaxKind.LessThanEqualsToken, '<'],
  [ts.SyntaxKind.GreaterThanToken, '>='],
  [ts.SyntaxKind.GreaterThanEqualsToken, '>'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [ts.SyntaxKind.PlusToken, '-'],
  [ts.SyntaxKind.MinusToken, '+'],
  [ts.SyntaxKind.AsteriskToken, '/'],
  [ts.SyntaxKind.SlashToken, '*'],
  [ts.SyntaxKind.AmpersandAmpersandToken, '||'],
  [ts.SyntaxKind.BarBarToken, '&&'],
  [ts.SyntaxKind.QuestionQuestionToken, '&&'],
  [ts.SyntaxKind.PlusEqualsToken, '-='],
  [ts.SyntaxKind.MinusEqualsToken, '+='],
]);

/** Every change that is known of a source: operators, conditions, constants, what is returned. */
export function findMutants(file: string, text: string): Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];
  const add = (node: ts.Node, after: string) => {
    const start = node.getStart(source);
    const before = text.slice(start, node.end);
    if (before === after) return;
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    mutants.push({ file, line, start, end: node.end, before, after });
  };
  const negate = (node: ts.Expression) => add(node, `!(${node.getText(source)})`);
  const visit = (node: ts.Node) => {
    // Types are the compiler's; imports and names of what is exported no fault of a value.
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    // How it looks, which tests of the whole page and people see.
    if (ts.isJsxAttribute(node) && node.name.getText(source) === 'class') return;
    if (ts.isBinaryExpression(node)) {
      const after = operators.get(node.operatorToken.kind);
      const isText = [node.left, node.right].some(
        (one) => ts.isStringLiteralLike(one) || ts.isTemplateExpression(one),
      );
      if (after !== undefined && !(isText && node.operatorToken.kind === ts.SyntaxKind.PlusToken)) {
        add(node.operatorToken, after);
      }
    }
    if (ts.isIfStatement(node) || ts.isWhileStatement(node)) negate(node.expression);
    if (ts.isConditionalExpression(node)) negate(node.condition);
    if (ts.isNumericLiteral(node) && !ts.isPropertyAssignment(node.parent))
      // `01` is no number of a module: every test would see that it does not load.
      add(node, node.text === '0' ? '1' : `${node.text}1`);
    if (node.kind === ts.SyntaxKind.TrueKeyword) add(node, 'false');
    if (node.kind === ts.SyntaxKind.FalseKeyword) add(node, 'true');
    if (ts.isStringLiteral(node) && node.text !== '' && !ts.isPropertyAssignment(node.parent))
      add(node, "''");
    // `undefined` for `false` changes little, and `true` stands in its place already.
    if (
      ts.isReturnStatement(node) &&
      node.expression &&
      !/^(?:undefined|false)$/.test(node.expression.getText(source))
    )
      add(node.expression, 'undefined as never');
    if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) add(node, 'void 0;');
    ts.forEachChild(node, visit);
  };
  visit(source);
  return mutants;
}

export function applyMutant(text: string, { start, end, after }: Mutant): string {
  return text.slice(0, start) + after + text.slice(end);
}

/** So many of a list, drawn by a seed: the same for the same list. */
export function draw<T>(list: readonly T[], count: number, seed: number): T[] {
  const left = [...list];
  const drawn: T[] = [];
  // mulberry32
  let state = seed >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  while (drawn.length < count && left.length > 0) {
    drawn.push(...left.splice(Math.floor(random() * left.length), 1));
  }
  return drawn;
}

import ts from 'typescript';
import { expect, test } from 'vitest';
import { findPlaces, readSources } from '../find-places.ts';

/** Attributes that are shown, or read out. */
const shownAttributes =
  /^(?:aria-(?:label|description|valuetext|roledescription)|alt|label|placeholder|title|summary)$/;
const shownProperties = /^(?:ariaLabel|ariaDescription|alt|innerText|placeholder|textContent|title)$/;
/** Signs are the same in every language, and so is an address. */
const isShown = (text: string): boolean => /\p{L}{2}/u.test(text.replaceAll(/&\w+;|https:\S+/g, ''));

/**
 * What a view shows and no text says: words between its elements, and in attributes that are shown. What
 * comes there by another way, from a constant say, is found where views are drawn in a language of marks.
 */
function findTexts(file: string, text: string): string[] {
  return findPlaces(file, text, (node) => isText(node) && isShown(node.text) && stands(node)).map(
    ({ line, text: found }) => `${file}:${line}: ${found.trim()}`,
  );
}

/** An English comma or semicolon that divides what a view shows: other languages divide in other ways, so texts do it. */
function findCommas(file: string, text: string): string[] {
  return findPlaces(file, text, (node) => {
    if (!isText(node) || !/^[),]*[,;] $/.test(node.text)) return false;
    const { parent } = node;
    const isJoin =
      ts.isCallExpression(parent) &&
      ts.isPropertyAccessExpression(parent.expression) &&
      parent.expression.name.text === 'join';
    return isJoin || stands(node);
  }).map(({ line, text: found }) => `${file}:${line}: ${found.trim()}`);
}

function isText(node: ts.Node): node is ts.Node & { text: string } {
  return (
    ts.isJsxText(node) ||
    ts.isStringLiteralLike(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node)
  );
}

/** Whether a node is what a view shows, or what an expression in it may come to. */
function stands(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isJsxText(node)) return true;
  if (ts.isJsxAttribute(parent)) return shownAttributes.test(parent.name.getText());
  if (ts.isJsxExpression(parent)) return ts.isJsxAttribute(parent.parent) ? stands(parent) : true;
  if (ts.isConditionalExpression(parent)) return parent.condition !== node && stands(parent);
  if (ts.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return parent.right === node && stands(parent);
    if (kind === ts.SyntaxKind.EqualsToken)
      return ts.isPropertyAccessExpression(parent.left) && shownProperties.test(parent.left.name.text);
    const mayBe = [ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.PlusToken];
    return mayBe.includes(kind) && stands(parent);
  }
  if (ts.isTemplateSpan(parent) || ts.isTemplateExpression(parent) || ts.isParenthesizedExpression(parent))
    return stands(parent);
  return false;
}

test('words stand in the texts, and in no view', () => {
  const views = [...readSources()].filter(([file]) => /^src\/.*\.(?:tsx?|astro)$/.test(file));
  expect(views.length).toBeGreaterThan(60);
  expect(views.flatMap(([file, text]) => findTexts(file, text))).toEqual([]);
});

test('what stands in a row is divided by the texts', () => {
  const views = [...readSources()].filter(([file]) =>
    /^src\/(?:viewer|components)\/.*\.(?:tsx?|astro)$/.test(file),
  );
  expect(views.length).toBeGreaterThan(60);
  expect(views.flatMap(([file, text]) => findCommas(file, text))).toEqual([
    // What is typed in, and taken apart again.
    expect.stringMatching(/^src\/viewer\/share\/RedactionPanel\.tsx:\d+: ', '$/),
  ]);
});

test.each([
  ["<p>{names.join(', ')}</p>", 1],
  ['<p aria-label={`${a}, ${b}`} />', 1],
  ['<p>{a}, {b}</p>', 1],
  ["<p>{names.join(' · ')}</p>", 0],
  ['<p data-of={`${a}, ${b}`}>{texts.listed(names)}</p>', 0],
])('a comma of %s', (view, count) => {
  expect(findCommas('x.tsx', `const view = ${view};`)).toHaveLength(count);
});

test.each([
  ['<p>Nothing here</p>', ['Nothing here']],
  ['<p>{a ? texts.a : "Nothing here"}</p>', ['"Nothing here"']],
  ["<p>{a && (b ?? 'Nothing here')}</p>", ["'Nothing here'"]],
  ['<p>{`${count} files`}</p>', ['} files`']],
  ["<p>{'Read up to ' + count}</p>", ["'Read up to '"]],
  ['<button aria-label="Close" />', ['"Close"']],
  ["<button title={a ? 'Close' : undefined} />", ["'Close'"]],
  ['<Choice label={`Close ${name}`} />', ['`Close ${']],
  ["<p class=\"cb-note\" data-state={a ? 'open' : ''}>{texts.of('open')}{a === 'open' && ' · '}</p>", []],
  ['<p>{count}&nbsp;%</p>', []],
  ["<p ref={(node) => (node.textContent = 'Loading')} />", ["'Loading'"]],
])('what is found in a view: %s', (view, found) => {
  expect(findTexts('x.tsx', `const view = ${view};`)).toEqual(found.map((text) => `x.tsx:1: ${text}`));
  expect(findTexts('x.astro', `---\nconst a = 'Nothing here';\n---\n${view}\n`)).toHaveLength(found.length);
});

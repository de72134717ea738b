import type { Node } from 'acorn';
import { formerKinds } from '#model/kind.ts';
import { walk } from './walk.ts';

/**
 * Lets a cell that was written when a kind had another name go on as it did: what it compares with
 * `'crash-file'`, by `===` and its like or in a `switch`, may be `'crash-log'` too. What is compared is
 * wrapped in place, so that the lines stay; of a cell without such a comparison nothing changes.
 *
 * @param text of a cell
 * @param program the text, parsed
 */
export function readFormerKinds(text: string, program: Node): string {
  const inserts: { at: number; text: string }[] = [];
  const wrap = ({ start, end }: Node, former: FormerKind) => {
    // Begins with a name: a bracket would go on with a line before that has no semicolon.
    inserts.push(
      { at: start, text: 'Array.of((' },
      { at: end, text: `)).map((kind) => (kind === '${formerKinds[former]}' ? '${former}' : kind))[0]` },
    );
  };
  walk(program, (node) => {
    if (isComparison(node)) {
      const [left, right] = [toFormerKind(node.left), toFormerKind(node.right)];
      if (right !== undefined) wrap(node.left, right);
      else if (left !== undefined) wrap(node.right, left);
    } else if (isSwitch(node)) {
      for (const former of findFormerCases(node)) wrap(node.discriminant, former);
    }
  });
  // From the end, so that the places before stay where they are.
  return inserts
    .sort((a, b) => b.at - a.at)
    .reduce((wrapped, { at, text: insert }) => wrapped.slice(0, at) + insert + wrapped.slice(at), text);
}

type FormerKind = keyof typeof formerKinds;

/** Of the names that cases compare with; one whose kind has a case of its own name as well needs no help. */
function findFormerCases({ cases }: Switch): FormerKind[] {
  const values = cases.flatMap(({ test }) => (test ? [toText(test)] : []));
  const formers = cases.flatMap(({ test }) => (test && toFormerKind(test)) ?? []);
  return [...new Set(formers)].filter((former) => !values.includes(formerKinds[former]));
}

function toFormerKind(node: Node): FormerKind | undefined {
  const text = toText(node);
  return text !== undefined && Object.hasOwn(formerKinds, text) ? (text as FormerKind) : undefined;
}

/** What a string or a template without expressions says; undefined of anything else. */
export function toText(node: Node): string | undefined {
  const { value, quasis } = node as Node & { value?: unknown; quasis?: { value: { cooked?: string } }[] };
  if (node.type === 'Literal') return typeof value === 'string' ? value : undefined;
  return node.type === 'TemplateLiteral' && quasis?.length === 1 ? quasis[0]?.value.cooked : undefined;
}

type Comparison = Node & { left: Node; right: Node };
type Switch = Node & { discriminant: Node; cases: { test: Node | null }[] };

function isComparison(node: Node): node is Comparison {
  return node.type === 'BinaryExpression' && /^[!=]==?$/.test((node as Node & { operator: string }).operator);
}

function isSwitch(node: Node): node is Switch {
  return node.type === 'SwitchStatement';
}

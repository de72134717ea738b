import { type Node, Parser } from 'acorn';
import { walk } from './walk.ts';

/**
 * Puts a call into every loop of a function expression, on the same lines, so that what calls itself
 * endless can be ended from within: in a browser that runs a frame in its page's own process,
 * nobody could press Stop.
 *
 * @param round the name of what is called once a round
 */
export function guardLoops(body: string, round: string): string {
  const program = Parser.parse(`(${body})`, { ecmaVersion: 'latest', sourceType: 'module' });
  const inserts: { at: number; text: string }[] = [];
  walk(program, (node) => {
    if (!/^(?:For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type)) return;
    const { body: inner } = node as Node & { body: Node };
    if (inner.type === 'BlockStatement') {
      inserts.push({ at: inner.start + 1, text: `${round}();` });
    } else {
      inserts.push({ at: inner.start, text: `{${round}();` }, { at: inner.end, text: '}' });
    }
  });
  // From the end, so that the places before stay where they are; of two at one place the later counts first.
  let guarded = `(${body})`;
  for (const { at, text } of inserts
    .map((insert, order) => ({ ...insert, order }))
    .sort((a, b) => b.at - a.at || b.order - a.order)) {
    guarded = guarded.slice(0, at) + text + guarded.slice(at);
  }
  return guarded;
}

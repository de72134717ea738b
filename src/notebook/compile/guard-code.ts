import { type Node, Parser } from 'acorn';
import { walk } from './walk.ts';

/**
 * Puts a call into every loop and at the entry of every function of a function expression, on the
 * same lines, so that what calls itself endless can be ended from within: in a browser that runs a
 * frame in its page's own process, nobody could press Stop. What a class sets its fields to counts
 * as a function, since `new` in it may go round as well. Buffers that the code makes go through a
 * call too, so that they can be counted.
 *
 * @param names of what is called once a round, and once a call; and of what is given each buffer
 */
export function guardCode(body: string, { round, made }: { round: string; made: string }): string {
  const program = Parser.parse(`(${body})`, { ecmaVersion: 'latest', sourceType: 'module' });
  const opening: Insert[] = [];
  const closing: Insert[] = [];
  const wrap = ({ start, end }: Node, [before, after]: readonly [string, string]) => {
    opening.push({ at: start, text: before });
    // What is within ends before what is around it.
    closing.unshift({ at: end, text: after });
  };
  /** Of a block the call is the first statement; anything else is taken into one, or into brackets. */
  const guard = (node: Node, around: readonly [string, string]) => {
    if (node.type === 'BlockStatement') opening.push({ at: node.start + 1, text: `${round}();` });
    else wrap(node, around);
  };
  const asBlock = [`{${round}();`, '}'] as const;
  const asValue = [`(${round}(),`, ')'] as const;
  walk(program, (node) => {
    const { body: inner, value } = node as Node & { body: Node; value?: Node | null };
    if (/^(?:For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type)) guard(inner, asBlock);
    else if (/^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type)) {
      guard(inner, asValue);
    } else if (node.type === 'NewExpression' && makesBuffer(node)) wrap(node, [`(${made}(`, '))']);
    else if (node.type === 'PropertyDefinition' && value && !isNamedByItsField(value)) wrap(value, asValue);
  });
  // The sort keeps the order of those at one place: what ends there, then what begins.
  const text = `(${body})`;
  let guarded = '';
  let done = 0;
  for (const { at, text: insert } of [...closing, ...opening].sort((a, b) => a.at - b.at)) {
    guarded += text.slice(done, at) + insert;
    done = at;
  }
  return guarded + text.slice(done);
}

interface Insert {
  at: number;
  text: string;
}

/** `new Uint8Array(8e6)`: whatever bears the name, since what is no buffer is not counted. */
function makesBuffer(node: Node): boolean {
  const { callee } = node as Node & { callee: Node & { name?: string } };
  return callee.type === 'Identifier' && /^(?:\w+Array|ArrayBuffer)$/.test(callee.name ?? '');
}

/** A function or class without a name takes that of its field, which it would not within brackets. */
function isNamedByItsField({ type }: Node): boolean {
  return /^(?:FunctionExpression|ArrowFunctionExpression|ClassExpression)$/.test(type);
}

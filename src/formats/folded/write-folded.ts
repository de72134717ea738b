import { type CallTree, ROOT } from '#model/profile/call-tree.ts';
import { toNumberText } from './stack-line.ts';

/**
 * A tree as folded stacks, a line for each node that has something of its own, in the order of the tree. What
 * would part a frame or a line stands as a blank in a name.
 *
 * @param unit of its values
 */
export function* toFolded(tree: CallTree, unit = 'count'): Generator<string, void, undefined> {
  const names = tree.frames.map(({ name }) => name.replace(/[;\s]+/g, (part) => (part === ' ' ? part : ' ')));
  for (let node = ROOT + 1; node < tree.parent.length; node++) {
    const value = Math.round(tree.self[node]!);
    if (value === 0) continue;
    const stack: string[] = [];
    for (let at = node; at !== ROOT; at = tree.parent[at]!) stack.push(names[tree.frame[at]!]!);
    yield `${stack.reverse().join(';')} ${toNumberText(BigInt(value), unit)}\n`;
  }
}

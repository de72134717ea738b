/**
 * Which circle each node of a graph is in: two nodes have the same number where each is reached from the
 * other. In steps that grow with nodes and edges alone, and without recursion, however long a chain is.
 */
export function toCircleNumbers<Node>(next: ReadonlyMap<Node, ReadonlySet<Node>>): Map<Node, number> {
  const before = new Map<Node, Node[]>();
  for (const [from, all] of next) for (const to of all) before.set(to, [...(before.get(to) ?? []), from]);
  const numbers = new Map<Node, number>();
  let number = 0;
  // Against the arrows, beginning with what was left last: nothing outside a circle is reached that has no number.
  for (const start of toOrderOfLeaving(next).toReversed()) {
    if (numbers.has(start)) continue;
    const open = [start];
    numbers.set(start, number);
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      for (const from of before.get(node) ?? []) {
        if (numbers.has(from)) continue;
        numbers.set(from, number);
        open.push(from);
      }
    }
    number++;
  }
  return numbers;
}

/** Nodes in the order in which a walk into the depth has done with them. */
function toOrderOfLeaving<Node>(next: ReadonlyMap<Node, ReadonlySet<Node>>): Node[] {
  const left: Node[] = [];
  const seen = new Set<Node>();
  for (const start of next.keys()) {
    if (seen.has(start)) continue;
    seen.add(start);
    const path = [{ node: start, rest: (next.get(start) ?? new Set<Node>()).values() }];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { value, done } = top.rest.next();
      if (done) {
        left.push(top.node);
        path.pop();
      } else if (!seen.has(value)) {
        seen.add(value);
        path.push({ node: value, rest: (next.get(value) ?? new Set<Node>()).values() });
      }
    }
  }
  return left;
}

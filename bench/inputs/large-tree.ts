import { type CallTree, sumUp } from '#model/profile/call-tree.ts';

/** A tree whose branches are the thinner the deeper, as programs have them; a few nodes have very many children. */
export function makeLargeTree(nodes: number, frames: number): CallTree {
  let seed = 7;
  const random = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  const parent = new Uint32Array(nodes);
  const frame = new Uint32Array(nodes);
  const self = new Float64Array(nodes);
  for (let node = 1; node < nodes; node++) {
    // Every tenth below one: a node with very many children.
    parent[node] = node % 10 === 0 ? 1 : Math.floor(random() * node);
    frame[node] = Math.floor(random() ** 2 * frames);
    self[node] = Math.ceil(1 / (random() + 0.001));
  }
  return {
    frames: Array.from({ length: frames }, (_, at) => ({
      name: `example.com/app/p${at % 50}.f${at}`,
      file: `p${at % 50}/x.go`,
      line: 0,
    })),
    parent,
    frame,
    self,
    total: sumUp(parent, self),
  };
}

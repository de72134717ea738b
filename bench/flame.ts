/**
 * What a flame graph of a large tree takes: the tree made ready and drawn for the first time, a zoom, a step of the
 * pointer, a search, a sandwich. Run it with `node bench/flame.ts [nodes] [frames]`; it prints a line a step, the median of
 * several runs in milliseconds. In place of a canvas stands one that counts what is drawn: the browser's own painting
 * comes on top.
 */
import { toFlamePaint } from '#charts/flame-colour.ts';
import { paintFlame, type FlameLook } from '#charts/flame-graph.ts';
import { findBox, layOutFlame, type FlameLayout } from '#charts/flame-layout.ts';
import { FlameTree } from '#charts/flame-tree.ts';
import { type CallTree, ROOT, sumUp } from '#model/profile/call-tree.ts';
import { toCallees } from '#model/profile/callees.ts';
import { toCallerTree } from '#model/profile/caller-tree.ts';
import { toFound } from '#model/profile/found-share.ts';
import { toMeasure } from './measure.ts';

const [nodes = 1_000_000, frames = 100_000] = process.argv.slice(2).map(Number);
const WIDTH = 1400;
const measure = toMeasure(5);

let drawn = { boxes: 0, labels: 0 };
const context = {
  measureText: (text: string) => ({ width: text.length * 6.6 }),
  fillRect: () => void drawn.boxes++,
  fillText: () => void drawn.labels++,
  strokeRect: () => undefined,
} as unknown as CanvasRenderingContext2D;

const tree = makeTree();
console.log(`${nodes} nodes of ${frames} frames, ${WIDTH} pixels wide`);
const flame = new FlameTree(tree);
const busiest = tree.frame[flame.childrenOf(ROOT, 0)[0]!]!;
const found = Uint8Array.from(tree.frames, ({ name }) => Number(name.includes('.f77')));

measure('first drawing', () => {
  const fresh = new FlameTree(tree);
  paint(fresh, layOutFlame(fresh, { width: WIDTH }), look(fresh));
});
const whole = layOutFlame(flame, { width: WIDTH });
const children = [...flame.childrenOf(flame.childrenOf(ROOT, 0)[0]!, 0)].slice(0, 5);
const zoomed = look(flame);
let step = 0;
measure('zoom', () => {
  const at = children[step++ % children.length]!;
  paint(flame, layOutFlame(flame, { width: WIDTH, at }), zoomed);
});
measure('zoom out', () => paint(flame, layOutFlame(flame, { width: WIDTH }), zoomed));
measure('a thousand steps of the pointer', () => {
  for (let at = 0; at < 1000; at++) findBox(whole, at % (whole.rowStarts.length - 1), (at * 37) % WIDTH);
});
measure('search', () => toFound(tree, found));
measure('callers of a frame', () => new FlameTree(toCallerTree(tree, busiest).tree));
measure('what it calls', () => new FlameTree(toCallees(tree, busiest)));
drawn = { boxes: 0, labels: 0 };
paint(flame, whole, zoomed);
console.log(`${whole.node.length} boxes laid out, ${drawn.boxes} drawn, with ${drawn.labels} labels`);

function look(of: FlameTree): FlameLook {
  return {
    direction: 'flame',
    paint: toFlamePaint(of, 'package'),
    texts: { whole: 'all', callers: String },
  };
}

function paint(of: FlameTree, layout: FlameLayout, how: FlameLook): void {
  paintFlame(of, layout, how, context, (colour) => colour);
}

/** A tree whose branches are the thinner the deeper, as programs have them; a few nodes have very many children. */
function makeTree(): CallTree {
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

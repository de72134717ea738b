import { expect, test } from 'vitest';
import { flameBoxes, layOutFlame } from '#charts/flame-layout.ts';
import { FlameTree } from '#charts/flame-tree.ts';
import { ROOT } from '#model/profile/call-tree.ts';
import { findBoxOf, findRow, walkFlame } from '#viewer/flame/walk.ts';
import { tree } from './open-flame.ts';

const flame = new FlameTree(tree);
const layout = layOutFlame(flame, { width: 800 });
const nodeAt = (box: number | undefined): number | undefined =>
  box === undefined ? undefined : layout.node[box];

test('every step from every frame leads where the tree says, and nowhere else', () => {
  for (const node of tree.parent.keys()) {
    const box = findBoxOf(layout, node)!;
    expect(layout.node[box]).toBe(node);
    const step = (to: 'caller' | 'callee' | 'left' | 'right' | 'root') =>
      nodeAt(walkFlame(flame, layout, box, to));
    const siblings = node === ROOT ? [ROOT] : [...flame.childrenOf(tree.parent[node]!, 0)];
    const place = siblings.indexOf(node);
    expect(step('right')).toBe(siblings[place + 1]);
    expect(step('left')).toBe(siblings[place - 1]);
    expect(step('caller')).toBe(node === ROOT ? undefined : tree.parent[node]);
    expect(step('callee')).toBe(flame.childrenOf(node, 0)[0]);
    expect(step('root')).toBe(ROOT);
    expect(findRow(layout, box)).toBe(flame.nodesTo(node).length);
  }
});

test('in a zoom the callers are walked too, and narrow calls are beside the others', () => {
  const at = flame.findPath(['main.main']);
  const zoomed = layOutFlame(flame, { width: 800, at, least: 220 });
  const boxOf = (node: number): number => findBoxOf(zoomed, node)!;
  const poll = zoomed.node[walkFlame(flame, zoomed, boxOf(at), 'callee')!]!;
  expect(tree.frames[tree.frame[poll]!]!.name).toBe('main.poll');
  const beside = walkFlame(flame, zoomed, boxOf(poll), 'right')!;
  expect([zoomed.box[beside], zoomed.hidden[beside]]).toEqual([flameBoxes.narrow, 2]);
  expect(walkFlame(flame, zoomed, beside, 'callee')).toBeUndefined();
  expect(walkFlame(flame, zoomed, beside, 'left')).toBe(boxOf(poll));
  expect(walkFlame(flame, zoomed, boxOf(at), 'right')).toBeUndefined();
  expect(walkFlame(flame, zoomed, boxOf(at), 'caller')).toBe(boxOf(ROOT));
});

import { countRows, findBox, flameBoxes, type FlameLayout } from '#charts/flame-layout.ts';
import type { FlameTree } from '#charts/flame-tree.ts';

/** A step from box to box: to who called it, to the heaviest that it calls, to the next of its caller's calls. */
export type FlameStep = 'caller' | 'callee' | 'left' | 'right' | 'root';

/** The box of a layout that stands for a node; undefined where it has none. */
export function findBoxOf(layout: FlameLayout, node: number): number | undefined {
  for (let index = 0; index < layout.node.length; index++) {
    if (layout.node[index] === node && layout.box[index] !== flameBoxes.narrow) return index;
  }
  return undefined;
}

/** The row of a box, from the root's on. */
export function findRow({ rowStarts }: FlameLayout, index: number): number {
  let [low, high] = [0, rowStarts.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rowStarts[middle + 1]! > index) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Where a step leads to among the boxes that are drawn; undefined where it leads nowhere. */
export function walkFlame(
  { tree }: FlameTree,
  layout: FlameLayout,
  from: number,
  step: FlameStep,
): number | undefined {
  if (countRows(layout) === 0) return undefined;
  const row = findRow(layout, from);
  switch (step) {
    case 'root':
      return 0;
    case 'caller':
      return findBox(layout, row - 1, layout.x[from]! + layout.wide[from]! / 2);
    case 'callee':
      // The first of what it calls begins where it begins itself.
      return layout.box[from] === flameBoxes.narrow ? undefined : findBox(layout, row + 1, layout.x[from]!);
    case 'left':
    case 'right': {
      const to = step === 'left' ? from - 1 : from + 1;
      if (to < layout.rowStarts[row]! || to >= layout.rowStarts[row + 1]!) return undefined;
      return callerOf(tree.parent, layout, to) === callerOf(tree.parent, layout, from) ? to : undefined;
    }
  }
}

function callerOf(parent: Uint32Array, layout: FlameLayout, index: number): number {
  const node = layout.node[index]!;
  return layout.box[index] === flameBoxes.narrow ? node : parent[node]!;
}

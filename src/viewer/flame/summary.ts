import type { FlameTree } from '#charts/flame-tree.ts';
import { toPrintable } from '#model/printable.ts';
import { ROOT } from '#model/profile/call-tree.ts';
import type { FlameTexts } from '#texts/flame.ts';
import type { FlameValues } from './values.ts';

/** What there is in a tree, and the frames that have the most of their own: for those who do not see it. */
export function toSummary(
  { tree }: FlameTree,
  total: number,
  values: FlameValues,
  texts: FlameTexts,
): string {
  const flat = new Float64Array(tree.frames.length);
  for (let node = ROOT + 1; node < tree.parent.length; node++) flat[tree.frame[node]!]! += tree.self[node]!;
  const most: number[] = [];
  for (let frame = 0; frame < flat.length; frame++) {
    if (flat[frame] === 0) continue;
    let to = most.length;
    while (to > 0 && Math.abs(flat[most[to - 1]!]!) < Math.abs(flat[frame]!)) to--;
    if (to < 3) most.splice(to, 0, frame);
    most.length = Math.min(3, most.length);
  }
  const parts = most.map((frame) =>
    texts.part(toPrintable(tree.frames[frame]!.name), values.share(flat[frame]!, total)),
  );
  return texts.summary(values.own(tree.total[ROOT]!), parts);
}

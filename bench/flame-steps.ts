import { layOutFlame, findBox } from '#charts/flame-layout.ts';
import { FlameTree } from '#charts/flame-tree.ts';
import { type CallTree, ROOT } from '#model/profile/call-tree.ts';
import { toCallees } from '#model/profile/callees.ts';
import { toCallerTree } from '#model/profile/caller-tree.ts';
import { toFound } from '#model/profile/found-share.ts';
import { paint, toLook, WIDTH } from './flame-canvas.ts';
import type { Steps } from './scenario.ts';
import { timeHere } from './timed.ts';

/** What the reader of a flame graph does, each once, on a tree that nobody has looked at yet. */
export async function lookAtFlame(tree: CallTree): Promise<Steps> {
  let flame!: FlameTree;
  const first = await timeHere(() => {
    flame = new FlameTree(tree);
    paint(flame, layOutFlame(flame, { width: WIDTH }));
  });
  const look = toLook(flame);
  const top = flame.childrenOf(ROOT, 0)[0]!;
  const [child = top] = flame.childrenOf(top, 0);
  const whole = layOutFlame(flame, { width: WIDTH });
  const busiest = tree.frame[top]!;
  const found = Uint8Array.from(tree.frames, ({ name }) => Number(name.includes('.f77')));
  return {
    'first drawing': first,
    zoom: await timeHere(() => paint(flame, layOutFlame(flame, { width: WIDTH, at: child }), look)),
    'zoom out': await timeHere(() => paint(flame, layOutFlame(flame, { width: WIDTH }), look)),
    'a thousand steps of the pointer': await timeHere(() => {
      for (let at = 0; at < 1000; at++) findBox(whole, at % (whole.rowStarts.length - 1), (at * 37) % WIDTH);
    }),
    search: await timeHere(() => toFound(tree, found)),
    'callers of a frame': await timeHere(() => new FlameTree(toCallerTree(tree, busiest).tree)),
    'what it calls': await timeHere(() => new FlameTree(toCallees(tree, busiest))),
  };
}

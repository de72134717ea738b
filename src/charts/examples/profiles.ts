import { type CallTree, ROOT, sumUp } from '#model/profile/call-tree.ts';
import type { Frame } from '#model/profile/frames.ts';
import { PairTable } from '#model/profile/pair-table.ts';

/** Stacks from the root on, and how many samples each had; in the later of two runs too. */
export interface StackExample {
  stack: readonly string[];
  samples: number;
  later: number;
}

/** A program that polls a timer, before and after the loop waits instead. */
export const stacks: StackExample[] = [
  { stack: ['runtime.mcall', 'runtime.schedule', 'runtime.findRunnable'], samples: 14, later: 2 },
  { stack: ['runtime.mcall', 'runtime.schedule', 'runtime.stopm'], samples: 9, later: 1 },
  { stack: ['main.main', 'main.poll', 'time.Sleep', 'runtime.gopark'], samples: 22, later: 0 },
  { stack: ['main.main', 'main.poll', 'time.Now'], samples: 12, later: 0 },
  { stack: ['main.main', 'main.poll'], samples: 4, later: 0 },
  { stack: ['main.main', 'main.wait', 'example.com/app/keys.Read', 'syscall.Read'], samples: 2, later: 9 },
  { stack: ['main.main', 'main.draw', 'fmt.Fprintf', 'fmt.(*pp).doPrintf'], samples: 8, later: 8 },
  { stack: ['main.main', 'main.draw', 'example.com/app/term.(*Screen).Flush'], samples: 6, later: 8 },
];

/** Folded stacks, weighed by one of their values. */
export function toExampleTree(weigh: (stack: StackExample) => number): CallTree {
  const frames: Frame[] = [];
  const nodes = new PairTable();
  nodes.add(ROOT, 0);
  const self: number[] = [0];
  for (const each of stacks) {
    let node = ROOT;
    for (const name of each.stack) {
      let frame = frames.findIndex((known) => known.name === name);
      if (frame < 0) frame = frames.push({ name, file: '', line: 0 }) - 1;
      node = nodes.numberOf(node, frame);
      self[node] ??= 0;
    }
    self[node]! += weigh(each);
  }
  const { first: parent, second: frame } = nodes.finish();
  const own = Float64Array.from(self);
  return { frames, parent, frame, self: own, total: sumUp(parent, own) };
}

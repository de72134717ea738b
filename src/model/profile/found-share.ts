import { type CallTree, ROOT } from './call-tree.ts';

/** What a search finds in a tree. */
export interface Found {
  /** How many of the frames that it is asked for are in the tree. */
  frames: number;
  /** What is spent in their stacks, each once, however many of its frames are found: a sum of values, and of their sizes without signs. */
  total: number;
  size: number;
}

/** @param found by index into the tree's frames: 1 for those that are looked for */
export function toFound({ parent, frame, self, frames }: CallTree, found: Uint8Array): Found {
  const inside = new Uint8Array(parent.length);
  const seen = new Uint8Array(frames.length);
  const sums: Found = { frames: 0, total: 0, size: 0 };
  for (let node = ROOT + 1; node < parent.length; node++) {
    const at = frame[node]!;
    if (found[at]) {
      inside[node] = 1;
      if (seen[at] === 0) sums.frames++;
      seen[at] = 1;
    } else if (inside[parent[node]!]) inside[node] = 1;
    if (inside[node] === 0) continue;
    sums.total += self[node]!;
    sums.size += Math.abs(self[node]!);
  }
  return sums;
}

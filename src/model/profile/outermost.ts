import { type CallTree, ROOT } from './call-tree.ts';

/** By column of parents: what was found for the frames beside it. Trees of one shape share both columns. */
const known = new WeakMap<Uint32Array, { frame: Uint32Array; outermost: Uint32Array }>();

/**
 * The nodes whose frame is in none of their callers, callers first: what is below them is counted once for a frame
 * that calls itself, by whatever ways.
 */
export function findOutermost({ parent, frame, frames }: CallTree): Uint32Array {
  const found = known.get(parent);
  if (found?.frame === frame) return found.outermost;
  const outermost = toOutermost(parent, frame, frames.length);
  known.set(parent, { frame, outermost });
  return outermost;
}

/** The same of one frame alone. */
export function findOutermostOf({ parent, frame: frameOf }: CallTree, frame: number): Uint32Array {
  const inside = new Uint8Array(parent.length);
  const outermost: number[] = [];
  for (let node = ROOT + 1; node < parent.length; node++) {
    if (inside[parent[node]!] === 1) inside[node] = 1;
    else if (frameOf[node] === frame) {
      inside[node] = 1;
      outermost.push(node);
    }
  }
  return Uint32Array.from(outermost);
}

/**
 * Numbered from the root down, each node before all below it, these are a run of numbers. So a node is below another
 * one of its frame where its number is in the run of the outermost one that came last.
 */
function toOutermost(parent: Uint32Array, frame: Uint32Array, frames: number): Uint32Array {
  const length = parent.length;
  /** By node: itself and all below it. */
  const size = new Uint32Array(length).fill(1);
  for (let node = length - 1; node > ROOT; node--) size[parent[node]!]! += size[node]!;
  /** By node: the first number that is free below it, which is its own plus 1 as long as none has one. */
  const next = new Uint32Array(length);
  next[ROOT] = 1;
  const nodeAt = new Uint32Array(length);
  for (let node = ROOT + 1; node < length; node++) {
    const above = parent[node]!;
    const number = next[above]!;
    next[above] = number + size[node]!;
    next[node] = number + 1;
    nodeAt[number] = node;
  }
  /** By frame: where the run of its last outermost node ends. */
  const end = new Uint32Array(frames);
  const isOutermost = new Uint8Array(length);
  let count = 0;
  for (let number = 1; number < length; number++) {
    const node = nodeAt[number]!;
    const at = frame[node]!;
    if (number < end[at]!) continue;
    end[at] = number + size[node]!;
    isOutermost[node] = 1;
    count++;
  }
  const outermost = new Uint32Array(count);
  count = 0;
  for (let node = ROOT + 1; node < length; node++) if (isOutermost[node] === 1) outermost[count++] = node;
  return outermost;
}

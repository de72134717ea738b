import { type Frame, type FrameTable, type Granularity, toFrameTable } from './frames.ts';
import { PairTable } from './pair-table.ts';
import type { Profile } from './profile.ts';
import { type FilteredStacks, filterStacks, type StackFilter } from './stack-filter.ts';

/** Index of the root of a tree, which is no frame and the parent of all that have no caller. */
export const ROOT = 0;

/**
 * Stacks folded from their roots: a node is a frame as its parent called it. Parents come before their
 * children, so that sums go through the columns once, however deep it is.
 */
export interface CallTree {
  frames: readonly Frame[];
  parent: Uint32Array;
  /** An index into `frames`; of the root it says nothing. */
  frame: Uint32Array;
  /** What was spent in the frame itself, and with what it called. */
  self: Float64Array;
  total: Float64Array;
}

export interface CallTreeOptions {
  granularity?: Granularity | undefined;
  filter?: StackFilter | undefined;
  /** Merge a frame that calls itself with its caller. */
  mergeRecursion?: boolean | undefined;
}

/**
 * The shape of a tree, and the node that each stack of the profile ends in; stacks that are left out end in
 * none.
 */
export interface FoldedStacks {
  frames: readonly Frame[];
  parent: Uint32Array;
  frame: Uint32Array;
  /** By stack: 1 + its node; 0 for none. */
  node: Uint32Array;
  /** What it was folded by: the frame of each line, and what was left of the stacks. */
  table: FrameTable;
  filtered: FilteredStacks;
}

/**
 * Folds the stacks of a profile, whatever their samples weigh: once for several sample types, or for two
 * sides of a difference.
 */
export function foldStacks(profile: Profile, options: CallTreeOptions = {}): FoldedStacks {
  const { stacks, locations } = profile;
  const table = toFrameTable(profile, options.granularity ?? 'functions');
  const { frames, ofLine, ofLocation } = table;
  const filtered = filterStacks(profile, { dropFrames: true, ...options.filter });
  const { lines, bare, shown, kept } = filtered;
  // Nearly as many as stacks, as a rule: it need not grow.
  const nodes = new PairTable(stacks.caller.length);
  nodes.add(ROOT, 0);
  const node = new Uint32Array(stacks.caller.length);
  const { mergeRecursion = false } = options;
  const descend = (parent: number, frame: number): number => {
    const isSame = mergeRecursion && parent !== ROOT && nodes.second(parent) === frame;
    return isSame ? parent : nodes.numberOf(parent, frame);
  };
  /** By location: 1 + its only frame, as most have one; 0 where there are several or none. */
  const single = new Uint32Array(locations.mapping.length);
  for (let location = 0; location < single.length; location++) {
    const start = locations.lines[location]!;
    const count = locations.lines[location + 1]! - start;
    if (count === 0 && bare[location]) single[location] = ofLocation[location]! + 1;
    if (count === 1 && lines[start]) single[location] = ofLine[start]! + 1;
  }
  const needed = findNeeded(profile, kept);
  for (let stack = 1; stack < node.length; stack++) {
    if (needed && !needed[stack]) continue;
    let at = node[stacks.caller[stack]!]!;
    if (shown[stack]) {
      const location = stacks.location[stack]!;
      const frame = single[location]!;
      if (frame > 0) at = descend(at, frame - 1);
      else {
        const start = locations.lines[location]!;
        for (let line = locations.lines[location + 1]! - 1; line >= start; line--) {
          if (lines[line]) at = descend(at, ofLine[line]!);
        }
      }
    }
    node[stack] = at;
  }
  for (let stack = 0; stack < node.length; stack++) {
    const isLeft = kept[stack] === 1 && (needed?.[stack] ?? 1) === 1;
    node[stack] = isLeft ? node[stack]! + 1 : 0;
  }
  const { first: parent, second: frame } = nodes.finish();
  return { frames, parent, frame, node, table, filtered };
}

/**
 * By stack: 1 where a sample that is kept ends in it, or in one that it called; undefined where none is left
 * out.
 */
function findNeeded({ stacks, samples }: Profile, kept: Uint8Array): Uint8Array | undefined {
  if (!kept.includes(0)) return undefined;
  const needed = new Uint8Array(kept.length);
  for (const stack of samples.stack) needed[stack] = kept[stack]!;
  for (let stack = needed.length - 1; stack > 0; stack--) needed[stacks.caller[stack]!]! |= needed[stack]!;
  return needed;
}

/** The tree of folded stacks, with what samples weigh: `toWeights` gives that of a sample type. */
export function toCallTree(
  { samples }: Profile,
  { frames, parent, frame, node }: FoldedStacks,
  weights: Float64Array,
): CallTree {
  const self = new Float64Array(parent.length);
  for (let sample = 0; sample < samples.count; sample++) {
    const at = node[samples.stack[sample]!]!;
    if (at > 0) self[at - 1]! += weights[sample]!;
  }
  return { frames, parent, frame, self, total: sumUp(parent, self) };
}

/** What each node has with all below it: children come after their parents. */
export function sumUp(parent: Uint32Array, self: Float64Array): Float64Array {
  const total = self.slice();
  for (let node = total.length - 1; node > ROOT; node--) total[parent[node]!]! += total[node]!;
  return total;
}

/** What each node has of its own, where `total` is what it has with all below it. */
export function toSelf(parent: Uint32Array, total: Float64Array): Float64Array {
  const self = total.slice();
  for (let node = total.length - 1; node > ROOT; node--) self[parent[node]!]! -= total[node]!;
  return self;
}

import { ROOT, sumUp, type FoldedStacks } from './call-tree.ts';
import { type Frame, type Granularity, toName } from './frames.ts';
import { PairTable } from './pair-table.ts';
import type { Profile } from './profile.ts';
import { sumByFrame } from './top.ts';

/** Frames of a finer granularity within one frame, and for each of the weights that were given what they have. */
export interface Parts {
  frames: readonly Frame[];
  /** By frame: its own, and that of all stacks that it is in. */
  sums: { flat: Float64Array; cum: Float64Array }[];
}

/**
 * What a frame is made of: what `foldStacks` by the finer granularity would find of it, without folding all that is
 * around it. Of what has no function nothing is found.
 *
 * @param frame an index into the frames of what is folded
 * @param weights each by sample; of samples that are not to count 0
 */
export function toParts(
  profile: Profile,
  { table, filtered }: FoldedStacks,
  frame: number,
  granularity: Granularity,
  weights: readonly Float64Array[],
): Parts {
  const { stacks, locations, samples } = profile;
  const { lines, bare, shown, kept } = filtered;
  const { frames, partOf } = findParts(profile, table.ofLine, frame, granularity);
  // The stacks with nothing but the parts, which says what has which of them in it.
  const nodes = new PairTable();
  nodes.add(ROOT, 0);
  const node = new Uint32Array(stacks.caller.length);
  /** By stack: 1 + the part that it ends in; 0 where that is another frame. */
  const last = new Uint32Array(stacks.caller.length);
  for (let stack = 1; stack < node.length; stack++) {
    const caller = stacks.caller[stack]!;
    let at = node[caller]!;
    let ends = last[caller]!;
    if (shown[stack]) {
      const location = stacks.location[stack]!;
      const [start, end] = [locations.lines[location]!, locations.lines[location + 1]!];
      if (start === end && bare[location]) ends = 0;
      for (let line = end - 1; line >= start; line--) {
        if (!lines[line]) continue;
        ends = partOf[line]!;
        if (ends > 0) at = nodes.numberOf(at, ends - 1);
      }
    }
    node[stack] = at;
    last[stack] = ends;
  }
  const { first: parent, second } = nodes.finish();
  const sums = weights.map((weight) => {
    const flat = new Float64Array(frames.length);
    const self = new Float64Array(parent.length);
    for (let sample = 0; sample < samples.count; sample++) {
      const stack = samples.stack[sample]!;
      if (!kept[stack]) continue;
      self[node[stack]!]! += weight[sample]!;
      if (last[stack]! > 0) flat[last[stack]! - 1]! += weight[sample]!;
    }
    const tree = { frames, parent, frame: second, self, total: sumUp(parent, self) };
    return { flat, cum: sumByFrame(tree).cum };
  });
  return { frames, sums };
}

/** The parts of a frame, and by line of the profile: 1 + the one that it is; 0 for none. */
function findParts(
  { strings, lines, functions }: Profile,
  frameOf: Uint32Array,
  frame: number,
  granularity: Granularity,
): { frames: Frame[]; partOf: Uint32Array } {
  const frames: Frame[] = [];
  const byName = new Map<string, number>();
  const partOf = new Uint32Array(frameOf.length);
  for (let at = 0; at < partOf.length; at++) {
    const number = lines.function[at]!;
    if (frameOf[at] !== frame || number === 0) continue;
    const file = strings[functions.file[number - 1]!]!;
    const line = lines.line[at]!;
    const name = toName(strings[functions.name[number - 1]!]!, file, line, granularity);
    if (name === '') continue;
    let part = byName.get(name);
    if (part === undefined) {
      part = frames.push({ name, file, line: granularity === 'lines' ? line : 0 });
      byName.set(name, part);
    }
    partOf[at] = part;
  }
  return { frames, partOf };
}

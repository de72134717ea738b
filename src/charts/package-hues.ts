import { ROOT } from '#model/profile/call-tree.ts';
import type { Frame } from '#model/profile/frames.ts';
import type { FlameTree } from './flame-tree.ts';

/** How many hues packages have. */
const HUES = 10;
/** Frames by which the largest packages are known: what is smaller is seen by nobody. */
const LARGEST = 200;

/** The hue of a package by name, from 0 to 9. */
export type PackageHues = (group: string) => number;

const known = new WeakMap<readonly Frame[], PackageHues>();

/**
 * A hue for each package. It is that of its name wherever that stands, but for the packages that have the most of a
 * graph: of two of those that would have one hue the smaller has the next that is free. They are those of the first tree
 * of its frames that is asked about, so that a zoom, a filter or a sandwich changes no colour.
 *
 * @param groupOf the package of a frame; undefined for one that has no hue
 */
export function toPackageHues(
  { tree, size }: FlameTree,
  groupOf: (frame: Frame) => string | undefined,
): PackageHues {
  const { frames, frame } = tree;
  const before = known.get(frames);
  if (before) return before;
  /** By frame: how much of the graph it covers. */
  const area = new Float64Array(frames.length);
  for (let node = ROOT + 1; node < frame.length; node++) area[frame[node]!]! += size[node]!;
  const least = area.length > LARGEST ? area.toSorted()[area.length - LARGEST]! : 0;
  const byGroup = new Map<string, number>();
  for (let at = 0; at < area.length; at++) {
    const group = area[at]! > 0 && area[at]! >= least ? groupOf(frames[at]!) : undefined;
    if (group !== undefined) byGroup.set(group, (byGroup.get(group) ?? 0) + area[at]!);
  }
  const largest = [...byGroup].toSorted(([a, most], [b, more]) => more - most || (a < b ? -1 : 1));
  const own = new Map<string, number>();
  const taken = new Set<number>();
  for (const [group] of largest.slice(0, HUES)) {
    let hue = hashHue(group);
    while (taken.has(hue)) hue = (hue + 1) % HUES;
    taken.add(hue);
    own.set(group, hue);
  }
  const hues: PackageHues = (group) => own.get(group) ?? hashHue(group);
  known.set(frames, hues);
  return hues;
}

function hashHue(group: string): number {
  let hash = 0x811c_9dc5;
  for (let at = 0; at < group.length; at++) hash = Math.imul(hash ^ group.charCodeAt(at), 0x0100_0193);
  hash ^= hash >>> 15;
  return (hash >>> 0) % HUES;
}

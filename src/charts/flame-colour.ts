import { toPackage } from '#model/go-names.ts';
import { toOwner, type Owner } from '#model/owner.ts';
import { ROOT } from '#model/profile/call-tree.ts';
import type { Frame } from '#model/profile/frames.ts';
import { flameBoxes, type FlameLayout } from './flame-layout.ts';
import type { FlameTree } from './flame-tree.ts';
import { toPackageHues } from './package-hues.ts';

/** What a colour stands for: `{ label: 'runtime', colour: 'var(--cb-flame-runtime)' }`. */
export interface FlameLegendEntry {
  label: string;
  /** A CSS colour. */
  colour: string;
}

/**
 * What colours mean: the package that a frame is in, whose code it is, what grew and what shrank, or
 * what somebody else knows of a frame. Text on them is `--cb-ink`.
 */
export type FlameColours = 'package' | 'owner' | 'change' | OwnFlameColours;

interface OwnFlameColours {
  colourOf(frame: Frame): string;
  /** Where a frame may mean one thing here and another there: the colour of a node of the tree that is given. */
  ofNode?: ((node: number) => string) | undefined;
  legend: readonly FlameLegendEntry[];
}

/** What colours are called, in the language of who looks at them. */
export interface FlameColourTexts {
  owners: Record<Owner, string>;
  grown: string;
  same: string;
  shrunk: string;
  /** Of frames that are in no package. */
  noPackage: string;
}

/** Packages in a legend. */
const MOST_PACKAGES = 8;

/** The CSS colour of a node. */
export type FlamePaint = (node: number) => string;

export function toFlamePaint(flame: FlameTree, colours: FlameColours): FlamePaint {
  const { tree, size } = flame;
  const { frame, frames, total } = tree;
  if (colours === 'change') return (node) => changeColour(size[node]! > 0 ? total[node]! / size[node]! : 0);
  if (typeof colours === 'object' && colours.ofNode) {
    const { ofNode } = colours;
    return (node) => (node === ROOT ? rootColour : ofNode(node));
  }
  /** By frame: most are never seen. */
  const known = Array.from<string | undefined>({ length: frames.length });
  const colourOf =
    colours === 'package' ? toPackageColour(flame) : colours === 'owner' ? ownerColour : colours.colourOf;
  return (node) => {
    if (node === ROOT) return rootColour;
    const at = frame[node]!;
    return (known[at] ??= colourOf(frames[at]!));
  };
}

/** What the colours of a drawing mean; of packages those that have the most of what is drawn. */
export function toFlameLegend(
  flame: FlameTree,
  layout: FlameLayout,
  colours: FlameColours,
  texts: FlameColourTexts,
): readonly FlameLegendEntry[] {
  if (typeof colours === 'object') return colours.legend;
  if (colours === 'owner') {
    return (['user', 'std', 'runtime', 'cgo'] as const).map((owner) => ({
      label: texts.owners[owner],
      colour: `var(--cb-flame-${owner})`,
    }));
  }
  if (colours === 'change') {
    return [
      { label: texts.grown, colour: changeColour(1) },
      { label: texts.same, colour: changeColour(0) },
      { label: texts.shrunk, colour: changeColour(-1) },
    ];
  }
  const { tree } = flame;
  const colourOf = toPackageColour(flame);
  /** By package: the pixels that are drawn in its colour. */
  const wide = new Map<string, { pixels: number; frame: Frame }>();
  for (let index = 0; index < layout.node.length; index++) {
    const node = layout.node[index]!;
    if (layout.box[index] !== flameBoxes.frame || node === ROOT) continue;
    const frame = tree.frames[tree.frame[node]!]!;
    const group = groupOf(frame);
    const known = wide.get(group);
    if (known) known.pixels += layout.wide[index]!;
    else wide.set(group, { pixels: layout.wide[index]!, frame });
  }
  return [...wide]
    .toSorted(([a, most], [b, more]) => more.pixels - most.pixels || (a < b ? -1 : 1))
    .slice(0, MOST_PACKAGES)
    .map(([group, { frame }]) => ({ label: group || texts.noPackage, colour: colourOf(frame) }));
}

/** Behind the row of the whole, which is no frame. */
const rootColour = 'var(--cb-flame-root)';

function toPackageColour(flame: FlameTree): (frame: Frame) => string {
  const hueOf = toPackageHues(flame, (frame) => {
    const group = groupOf(frame);
    return isGrey(group) ? undefined : group;
  });
  return (frame) => {
    const group = groupOf(frame);
    return `var(--cb-flame-${isGrey(group) ? 'runtime' : hueOf(group)})`;
  };
}

function isGrey(group: string): boolean {
  return group === '' || group === runtimeGroup;
}

/** The runtime's packages are one, and grey: what is around every Go program leaves the colours to others. */
const runtimeGroup = 'runtime';

/** Frames are asked for with every drawing. */
const groups = new WeakMap<Frame, string>();

function groupOf(frame: Frame): string {
  let group = groups.get(frame);
  if (group === undefined) groups.set(frame, (group = toGroup(frame)));
  return group;
}

/**
 * What a frame belongs to: its Go package, `std` of `std::sort`, the program of `[libc.so.6]`, or else the folder of
 * its file; '' where none of these is known.
 */
function toGroup(frame: Frame): string {
  const { name, file } = frame;
  if (name.startsWith('[')) return name;
  if (ownerOf(frame) === 'runtime') return runtimeGroup;
  const path = toPackage(name);
  if (path !== '') return path;
  const scope = name.indexOf('::');
  if (scope > 0) return name.slice(0, scope);
  return file.slice(0, Math.max(0, file.lastIndexOf('/'))) || file;
}

function ownerOf({ name, file }: Frame): Owner {
  return toOwner({ function: name, package: toPackage(name), file: file || undefined });
}

function ownerColour(frame: Frame): string {
  return `var(--cb-flame-${ownerOf(frame)})`;
}

/** @param part what was gained, as a part of all there was: from -1 to 1 */
function changeColour(part: number): string {
  const much = Math.abs(part);
  // Below that nobody sees it, and a difference that is brought to one total rounds.
  if (much < 0.01) return 'var(--cb-flame-same)';
  const step = much < 0.2 ? 1 : much < 0.6 ? 2 : 3;
  return `var(--cb-flame-${part > 0 ? 'up' : 'down'}-${step})`;
}

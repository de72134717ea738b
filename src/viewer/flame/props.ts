import type { CallTree } from '#model/profile/call-tree.ts';
import type { Frame } from '#model/profile/frames.ts';
import type { FlameChange } from '#charts/flame-tree.ts';
import type { FlameColours } from '#charts/flame-colour.ts';
import type { FlameDirection } from '#charts/flame-graph.ts';
import type { FigurePlace } from '#viewer/figure/figure.ts';

/**
 * What a flame graph and a sandwich have in common. Objects among them, `tree` and `change` above all, are the same ones
 * as long as nothing in them changes: what is made of them is kept by them.
 */
export interface FlameProps {
  /** What is shown; of a difference the tree of what was gained. */
  tree: CallTree;
  /** What shares are of, as `toTotal` counts it. */
  total: number;
  /** A value of the tree with its unit: `1.2 s`, `64 MiB`. What is negative, or a change, is given without its sign. */
  format(value: number): string;
  /** What is counted, for the title: `CPU time`, `inuse_space`. */
  unit?: string | undefined;
  /** `flame` has the root at the bottom, `icicle` on top; a sandwich has the callers above, whatever it is. */
  direction: FlameDirection;
  colours: FlameColours;
  /** Of a difference: boxes are as wide as both sides together, tooltips and tables say both. */
  change?: FlameChange | undefined;
  /** By index into the tree's frames: 1 where the search matches; undefined where nothing is searched for. */
  found?: Uint8Array | undefined;
  /** The address of a frame's source line, where there is a template for it. */
  sourceOf?: ((frame: Frame) => string | undefined) | undefined;
  /** `/` was pressed: the field of the search is to be focused. */
  onSearch?: (() => void) | undefined;
  place: FigurePlace;
  /** Of the figure; a default in the reader's language. */
  title?: string | undefined;
  /** Pixels that the drawing takes at most before it scrolls within itself. */
  greatestHeight?: number | undefined;
}

export interface FlameGraphProps extends FlameProps {
  /** Names of frames from the root down to the one that fills the width; none for the whole. */
  zoom: readonly string[];
  onZoom(path: string[]): void;
  /** The name of the chosen frame, which is marked wherever it is. */
  chosen?: string | undefined;
  /** Double click, Shift+Enter, or the button of the frame: it is chosen; undefined takes it back. */
  onChoose?: ((name: string | undefined) => void) | undefined;
}

export interface SandwichProps extends FlameProps {
  /** The name of the frame in the middle; where the tree has none of that name, that is said. */
  frame: string;
  /** Another frame is to be in the middle, or none. */
  onChoose(name: string | undefined): void;
}

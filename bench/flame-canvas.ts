import { toFlamePaint } from '#charts/flame-colour.ts';
import { type FlameLook, paintFlame } from '#charts/flame-graph.ts';
import type { FlameLayout } from '#charts/flame-layout.ts';
import type { FlameTree } from '#charts/flame-tree.ts';

/** How wide it is drawn, in pixels. */
export const WIDTH = 1400;

/** In place of a canvas: the browser's own painting comes on top of what is measured with it. */
const context = {
  measureText: (text: string) => ({ width: text.length * 6.6 }),
  fillRect: () => undefined,
  fillText: () => undefined,
  strokeRect: () => undefined,
} as unknown as CanvasRenderingContext2D;

export function toLook(of: FlameTree): FlameLook {
  return {
    direction: 'flame',
    paint: toFlamePaint(of, 'package'),
    texts: { whole: 'all', callers: String },
  };
}

export function paint(of: FlameTree, layout: FlameLayout, look = toLook(of)): void {
  paintFlame(of, layout, look, context, (colour) => colour);
}

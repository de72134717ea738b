import { flameGraph, paintFlame, toFlameHeight, type FlameLook } from '#charts/flame-graph.ts';
import { layOutFlame, type FlameLayout } from '#charts/flame-layout.ts';
import type { FlameTree } from '#charts/flame-tree.ts';
import type { Drawable } from '#viewer/figure/figure.ts';

/** Dots of a canvas at most: a long one on a fine screen is drawn a little coarser. */
const DOTS = 32_000_000;
/** Pixels: a still has no boxes that nobody could tell apart on it, for each of them weighs. */
const STILL_LEAST = 1;

/** A part of a tree to be drawn: which node fills the width, and where it begins. */
export interface FlamePart {
  flame: FlameTree;
  at: number;
  top: number;
  isTopless: boolean;
}

/** Draws a part of a tree on a canvas for the page, and as an SVG for what scales. */
export function toFlameDrawable(
  part: FlamePart,
  look: FlameLook,
  /** What is laid out already, for its own width. */
  known: FlameLayout,
): Drawable {
  const { flame, at, top, isTopless } = part;
  const drawStill = (width: number, document: Document): Element => {
    const layout = layOutFlame(flame, { width, at, top, isTopless, least: STILL_LEAST });
    return flameGraph(flame, layout, look, document);
  };
  return {
    drawStill,
    draw(width, document) {
      const layout = known.width === width ? known : layOutFlame(flame, { width, at, top, isTopless });
      const canvas = document.createElement('canvas');
      const context = sizeCanvas(canvas, width, toFlameHeight(layout));
      if (!context) return drawStill(width, document);
      paintFlame(flame, layout, look, context, toResolver(document));
      return canvas;
    },
  };
}

/** Gives a canvas as many dots as the screen wants; undefined where the browser gives no canvas. */
export function sizeCanvas(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): CanvasRenderingContext2D | undefined {
  const wanted = canvas.ownerDocument.defaultView?.devicePixelRatio ?? 1;
  const scale = Math.min(wanted, Math.sqrt(DOTS / Math.max(1, width * height)));
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext('2d');
  context?.scale(scale, scale);
  return context ?? undefined;
}

/** The values of the page's variables, as they are now. */
export function toResolver(document: Document): (colour: string) => string {
  const theme = document.defaultView?.getComputedStyle(document.documentElement);
  return (text) =>
    text.replace(
      /var\((--[\w-]+)\)/g,
      (_, name: string) => theme?.getPropertyValue(name).trim() || 'currentColor',
    );
}

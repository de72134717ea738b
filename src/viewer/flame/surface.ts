import { toFlameHeight, toRowAt, toRowTop, type FlameDirection } from '#charts/flame-graph.ts';
import { findBox, flameBoxes, type FlameLayout } from '#charts/flame-layout.ts';
import type { FlameTree } from '#charts/flame-tree.ts';
import { ROOT } from '#model/profile/call-tree.ts';
import { TooltipBox, type TooltipContent } from '#viewer/figure/tooltip.ts';
import { sizeCanvas, toResolver } from './drawing.ts';
import { findRow } from './walk.ts';

export interface FlameSurfaceContent {
  flame: FlameTree;
  layout: FlameLayout;
  direction: FlameDirection;
  /** The box that keys are at. */
  focused: number | undefined;
  /** What a tooltip says of a box. */
  tell(index: number): Pick<TooltipContent, 'heading' | 'rows' | 'rest'>;
}

/** Pixels of a row without the line between rows. */
const HIGH = 17;

/**
 * What lies over a flame graph and follows the pointer and the keys: outlines and a tooltip. The drawing stays as it
 * is; what moves draws a few rectangles, and nothing is rendered.
 */
export class FlameSurface {
  private readonly surface: HTMLElement;
  private readonly canvas: HTMLCanvasElement;
  private readonly tip: HTMLElement;
  private readonly tooltip: TooltipBox;
  private content: FlameSurfaceContent;
  private context: CanvasRenderingContext2D | undefined;
  private hovered: number | undefined;
  /** What was drawn, to be wiped off: the rest of a large canvas is left alone. */
  private drawn: [x: number, y: number, wide: number][] = [];

  constructor(
    parts: { surface: HTMLElement; canvas: HTMLCanvasElement; tip: HTMLElement },
    content: FlameSurfaceContent,
  ) {
    this.surface = parts.surface;
    this.canvas = parts.canvas;
    this.tip = parts.tip;
    this.tooltip = new TooltipBox(parts.tip);
    this.content = content;
    this.update(content);
  }

  update(content: FlameSurfaceContent): void {
    const isNew = this.content.layout !== content.layout || !this.context;
    this.content = content;
    if (isNew) {
      this.context = sizeCanvas(this.canvas, content.layout.width, toFlameHeight(content.layout));
      this.drawn = [];
      this.hovered = undefined;
      this.tooltip.hide();
    }
    this.drawOutlines();
  }

  /** The box at a place of the window. */
  boxAt({ clientX, clientY }: { clientX: number; clientY: number }): number | undefined {
    const { layout, direction } = this.content;
    const { left, top } = this.surface.getBoundingClientRect();
    return findBox(layout, toRowAt(layout, clientY - top, direction), clientX - left);
  }

  hover(event: { clientX: number; clientY: number } | undefined): void {
    const index = event && this.boxAt(event);
    if (index !== this.hovered) {
      this.hovered = index;
      this.surface.style.cursor = index === undefined ? 'default' : 'pointer';
      this.drawOutlines();
    }
    if (index === undefined || !event) {
      this.tooltip.hide();
      return;
    }
    // Around what scrolls, so that the tooltip may stand beyond it.
    const { left, top, bottom, width } = this.tip.parentElement!.getBoundingClientRect();
    this.tooltip.show({ ...this.content.tell(index), x: event.clientX - left, width });
    const isLow = event.clientY > (top + bottom) / 2;
    this.tip.style.top = isLow ? 'auto' : `${event.clientY - top + 16}px`;
    this.tip.style.bottom = isLow ? `${bottom - event.clientY + 10}px` : 'auto';
  }

  /** The page has other colours. */
  redraw(): void {
    this.drawOutlines();
  }

  private drawOutlines(): void {
    const { context, hovered } = this;
    const { layout, flame, focused } = this.content;
    if (!context) return;
    for (const [x, y, wide] of this.drawn) context.clearRect(x - 2, y - 2, wide + 4, HIGH + 4);
    this.drawn = [];
    const resolve = toResolver(this.canvas.ownerDocument);
    const pointed = hovered ?? focused;
    if (pointed !== undefined) {
      context.strokeStyle = resolve('var(--cb-accent)');
      for (const index of this.sameFrame(flame, layout, pointed)) this.outline(context, index, 1);
    }
    context.strokeStyle = resolve('var(--cb-ink)');
    if (hovered !== undefined) this.outline(context, hovered, 1.5);
    if (focused !== undefined) this.outline(context, focused, 2.5);
  }

  /** The other boxes of the function. */
  private sameFrame({ tree }: FlameTree, layout: FlameLayout, index: number): readonly number[] {
    const node = layout.node[index]!;
    if (layout.box[index] !== flameBoxes.frame || node === ROOT) return [];
    let byFrame = boxesByFrame.get(layout);
    if (!byFrame) boxesByFrame.set(layout, (byFrame = toBoxesByFrame(tree, layout)));
    return byFrame.get(tree.frame[node]!) ?? [];
  }

  private outline(context: CanvasRenderingContext2D, index: number, thick: number): void {
    const { layout, direction } = this.content;
    const x = layout.x[index]!;
    const y = toRowTop(layout, findRow(layout, index), direction);
    const wide = Math.max(1, layout.wide[index]! - 1);
    context.lineWidth = thick;
    const inset = thick / 2;
    context.strokeRect(x + inset, y + inset, Math.max(0.5, wide - thick), HIGH - thick);
    this.drawn.push([x, y, wide]);
  }
}

/** Made when a layout is first pointed at: each step of the pointer asks for it. */
const boxesByFrame = new WeakMap<FlameLayout, ReadonlyMap<number, number[]>>();

/** The boxes of each frame that are wide enough for an outline. */
function toBoxesByFrame({ frame }: FlameTree['tree'], layout: FlameLayout): Map<number, number[]> {
  const boxes = new Map<number, number[]>();
  for (let at = 0; at < layout.node.length; at++) {
    const node = layout.node[at]!;
    if (node === ROOT || layout.box[at] !== flameBoxes.frame || layout.wide[at]! < 1) continue;
    const same = boxes.get(frame[node]!);
    if (same) same.push(at);
    else boxes.set(frame[node]!, [at]);
  }
  return boxes;
}

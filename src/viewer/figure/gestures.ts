/** A stretch of a figure's axis. */
type Stretch = readonly [from: number, to: number];

/** Where a figure's axis lies among its pixels, and what of it is shown. */
export interface Extent {
  window: Stretch;
  /** Pixels of the whole figure. */
  width: number;
  /** Pixels beside the axis. */
  margins: { left: number; right: number };
}

export interface GestureTarget extends Extent {
  /** A window scaled about a position, kept within what there is. */
  zoom(window: Stretch, about: number, factor: number): [number, number];
  /** A window moved, kept within what there is. */
  pan(window: Stretch, by: number): [number, number];
  /** While it lasts, and at its end. */
  onWindow(window: [number, number], done: boolean): void;
  /** Pointing without a button; undefined on leaving. Pixels from the figure's corner. */
  onPoint(point: { position: number; y: number } | undefined): void;
  /** A press without a drag. */
  onClick(point: { position: number; y: number }): void;
  /** The stretch being drawn, in pixels; undefined when none is. */
  onBrush(brush: { from: number; to: number } | undefined): void;
  onReset(): void;
}

/** Fewer pixels are a shaky click, not a stretch. */
const LEAST_DRAG = 4;

/**
 * Zoom and pan by mouse, wheel and fingers: drag to zoom in, Ctrl and wheel (which is what a
 * trackpad's pinch sends too) or two fingers to zoom, Shift and wheel or a sideways wheel to pan,
 * double-click for all. A plain wheel and one finger upwards scroll the page, as everywhere.
 *
 * @param target read at each event, so that it may change
 * @returns takes the listeners off again
 */
export function attachGestures(element: HTMLElement, target: () => GestureTarget): () => void {
  const touches = new Map<number, number>();
  let drag: { start: number; pointer: number } | undefined;
  let pinch: { from: [number, number] } | undefined;

  const toX = (event: MouseEvent): number => event.clientX - element.getBoundingClientRect().left;
  const toY = (event: MouseEvent): number => event.clientY - element.getBoundingClientRect().top;
  const toPosition = (x: number): number => positionOfPixel(target(), x);
  const toPoint = (event: MouseEvent): { position: number; y: number } => ({
    position: toPosition(toX(event)),
    y: toY(event),
  });

  const down = (event: PointerEvent): void => {
    if (event.pointerType === 'touch') {
      touches.set(event.pointerId, toX(event));
      if (touches.size === 2) {
        const [a = 0, b = 0] = [...touches.values()];
        pinch = { from: [toPosition(a), toPosition(b)] };
      }
      return;
    }
    if (event.button !== 0) return;
    drag = { start: toX(event), pointer: event.pointerId };
    element.setPointerCapture(event.pointerId);
  };

  const move = (event: PointerEvent): void => {
    const x = toX(event);
    if (event.pointerType === 'touch') {
      if (touches.has(event.pointerId)) touches.set(event.pointerId, x);
      if (pinch && touches.size === 2) pinchTo(false);
      else target().onPoint(toPoint(event));
      return;
    }
    if (drag) {
      const isStretch = Math.abs(x - drag.start) >= LEAST_DRAG;
      target().onBrush(isStretch ? toStretch(drag.start, x) : undefined);
    }
    target().onPoint(toPoint(event));
  };

  const up = (event: PointerEvent): void => {
    if (event.pointerType === 'touch') {
      const tapped = touches.size === 1;
      if (pinch && touches.size === 2) pinchTo(true);
      touches.delete(event.pointerId);
      if (touches.size < 2) pinch = undefined;
      if (tapped) target().onClick(toPoint(event));
      return;
    }
    if (drag?.pointer !== event.pointerId) return;
    const { start } = drag;
    drag = undefined;
    target().onBrush(undefined);
    const x = toX(event);
    if (Math.abs(x - start) < LEAST_DRAG) {
      target().onClick(toPoint(event));
      return;
    }
    const { from, to } = toStretch(start, x);
    const [a, b] = [toPosition(from), toPosition(to)];
    // Not narrower than what a zoom could reach.
    target().onWindow(target().zoom([a, b], (a + b) / 2, 1), true);
  };

  const cancel = (event: PointerEvent): void => {
    touches.delete(event.pointerId);
    if (touches.size < 2) pinch = undefined;
    drag = undefined;
    target().onBrush(undefined);
    target().onPoint(undefined);
  };

  const leave = (): void => {
    if (!drag) target().onPoint(undefined);
  };

  const wheel = (event: WheelEvent): void => {
    const { window, onWindow, zoom, pan } = target();
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const factor = Math.exp(Math.max(-1, Math.min(1, (event.deltaY * pixels) / 240)));
      onWindow(zoom(window, toPosition(toX(event)), factor), false);
      return;
    }
    const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
    if (!event.shiftKey && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return;
    const by = ((sideways * pixels) / toInner(target())) * (window[1] - window[0]);
    const panned = pan(window, by);
    // At an end the wheel is the page's again.
    if (panned[0] === window[0]) return;
    event.preventDefault();
    onWindow(panned, false);
  };

  const pinchTo = (done: boolean): void => {
    if (!pinch) return;
    const { margins, zoom, onWindow } = target();
    const [a = 0, b = 0] = [...touches.values()];
    if (Math.abs(b - a) < 8) return;
    const [p, q] = pinch.from;
    // The two positions that the fingers took hold of stay under them.
    const perPixel = (q - p) / (b - a);
    if (!(perPixel > 0)) return;
    const from = p - (a - margins.left) * perPixel;
    const next: [number, number] = [from, from + toInner(target()) * perPixel];
    onWindow(zoom(next, (p + q) / 2, 1), done);
  };

  const toStretch = (a: number, b: number): { from: number; to: number } => {
    const { width, margins } = target();
    const clamp = (x: number): number => Math.min(width - margins.right, Math.max(margins.left, x));
    return { from: clamp(Math.min(a, b)), to: clamp(Math.max(a, b)) };
  };

  const double = (): void => target().onReset();

  element.addEventListener('pointerdown', down);
  element.addEventListener('pointermove', move);
  element.addEventListener('pointerup', up);
  element.addEventListener('pointercancel', cancel);
  element.addEventListener('pointerleave', leave);
  element.addEventListener('dblclick', double);
  element.addEventListener('wheel', wheel, { passive: false });
  return () => {
    element.removeEventListener('pointerdown', down);
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointerup', up);
    element.removeEventListener('pointercancel', cancel);
    element.removeEventListener('pointerleave', leave);
    element.removeEventListener('dblclick', double);
    element.removeEventListener('wheel', wheel);
  };
}

/** Position on the axis under a pixel of the figure, within the window. */
function positionOfPixel(extent: Extent, x: number): number {
  const [from, to] = extent.window;
  const part = Math.min(1, Math.max(0, (x - extent.margins.left) / toInner(extent)));
  return from + part * (to - from);
}

/** Pixel of a position; may lie outside of the figure. */
export function pixelOfPosition(extent: Extent, position: number): number {
  const [from, to] = extent.window;
  return extent.margins.left + ((position - from) / (to - from || 1)) * toInner(extent);
}

function toInner({ width, margins }: Extent): number {
  return width - margins.left - margins.right;
}

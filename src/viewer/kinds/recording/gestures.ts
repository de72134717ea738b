import { chartMargins } from '#charts/time-chart.ts';
import type { TimeAxis } from '#model/recording/time-axis.ts';
import { panWindow, zoomWindow } from './state.ts';

export interface GestureTarget {
  axis: TimeAxis;
  window: readonly [number, number];
  /** Pixels of the whole chart. */
  width: number;
  /** While it lasts, and at its end. */
  onWindow(window: [number, number], done: boolean): void;
  /** Pointing without a button; undefined on leaving. Pixels from the chart's corner. */
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
  let pinch: { window: readonly [number, number]; from: [number, number] } | undefined;

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
        pinch = { window: target().window, from: [toPosition(a), toPosition(b)] };
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
    const { axis } = target();
    const [a, b] = [toPosition(from), toPosition(to)];
    // Not narrower than what a zoom could reach.
    target().onWindow(zoomWindow(axis, [a, b], (a + b) / 2, 1), true);
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
    const { axis, window, onWindow } = target();
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const factor = Math.exp(Math.max(-1, Math.min(1, (event.deltaY * pixels) / 240)));
      onWindow(zoomWindow(axis, window, toPosition(toX(event)), factor), false);
      return;
    }
    const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
    if (!event.shiftKey && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return;
    const inner = target().width - chartMargins.left - chartMargins.right;
    const by = ((sideways * pixels) / inner) * (window[1] - window[0]);
    const panned = panWindow(axis, window, by);
    // At an end the wheel is the page's again.
    if (panned[0] === window[0]) return;
    event.preventDefault();
    onWindow(panned, false);
  };

  const pinchTo = (done: boolean): void => {
    if (!pinch) return;
    const { axis, width } = target();
    const [a = 0, b = 0] = [...touches.values()];
    if (Math.abs(b - a) < 8) return;
    const inner = width - chartMargins.left - chartMargins.right;
    const [p, q] = pinch.from;
    // The two positions that the fingers took hold of stay under them.
    const perPixel = (q - p) / (b - a);
    if (!(perPixel > 0)) return;
    const from = p - (a - chartMargins.left) * perPixel;
    const next: [number, number] = [from, from + inner * perPixel];
    target().onWindow(zoomWindow(axis, next, (p + q) / 2, 1), done);
  };

  const toStretch = (a: number, b: number): { from: number; to: number } => {
    const right = target().width - chartMargins.right;
    const clamp = (x: number): number => Math.min(right, Math.max(chartMargins.left, x));
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

/** Position on the axis under a pixel of the chart, within the window. */
function positionOfPixel(target: Pick<GestureTarget, 'window' | 'width'>, x: number): number {
  const [from, to] = target.window;
  const inner = target.width - chartMargins.left - chartMargins.right;
  const part = Math.min(1, Math.max(0, (x - chartMargins.left) / inner));
  return from + part * (to - from);
}

/** Pixel of a position; may lie outside of the chart. */
export function pixelOfPosition(target: Pick<GestureTarget, 'window' | 'width'>, position: number): number {
  const [from, to] = target.window;
  const inner = target.width - chartMargins.left - chartMargins.right;
  return chartMargins.left + ((position - from) / (to - from || 1)) * inner;
}

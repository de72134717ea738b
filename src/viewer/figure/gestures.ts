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
  /** There is more of the axis than the window shows. */
  isZoomed: boolean;
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
  /** The stretch that is drawn: while it lasts, and at its end; undefined where it is given up. */
  onSelect(stretch: [number, number] | undefined, done: boolean): void;
  onDouble(position: number): void;
}

/** Fewer pixels are a shaky click, not a stretch. */
const LEAST_DRAG = 4;

/** So long a finger rests in its place to select from there. */
const HOLD_MS = 450;

/**
 * Select, zoom and pan by mouse, wheel and fingers: a drag selects, as does a finger that has rested;
 * Ctrl and wheel (which is what a trackpad's pinch sends too) or two fingers zoom; one finger, Shift and
 * wheel, or a sideways wheel pan. A plain wheel and one finger upwards scroll the page, as everywhere.
 *
 * @param target read at each event, so that it may change
 * @returns takes the listeners off again
 */
export function attachGestures(element: HTMLElement, target: () => GestureTarget): () => void {
  const touches = new Map<number, number>();
  /** What a stretch began with: a button, or a finger that rested. */
  let drag: { start: number; pointer: number } | undefined;
  let pinch: { from: [number, number] } | undefined;
  /** One finger: where it began, on which window, and whether it has moved. */
  let finger: { start: number; window: Stretch; moved: boolean } | undefined;
  let holdTimer: ReturnType<typeof setTimeout> | undefined;

  const toX = (event: MouseEvent): number => event.clientX - element.getBoundingClientRect().left;
  const toY = (event: MouseEvent): number => event.clientY - element.getBoundingClientRect().top;
  const toPosition = (x: number): number => positionOfPixel(target(), x);
  const toPoint = (event: MouseEvent): { position: number; y: number } => ({
    position: toPosition(toX(event)),
    y: toY(event),
  });
  const toStretch = (a: number, b: number): [number, number] => [
    toPosition(Math.min(a, b)),
    toPosition(Math.max(a, b)),
  ];
  const dragTo = (x: number): void => {
    if (!drag) return;
    const isStretch = Math.abs(x - drag.start) >= LEAST_DRAG;
    target().onSelect(isStretch ? toStretch(drag.start, x) : undefined, false);
  };
  /** @returns whether it was a stretch */
  const endDrag = (x: number): boolean => {
    if (!drag) return false;
    const { start } = drag;
    drag = undefined;
    const isStretch = Math.abs(x - start) >= LEAST_DRAG;
    target().onSelect(isStretch ? toStretch(start, x) : undefined, isStretch);
    return isStretch;
  };
  const panTo = (x: number, done: boolean): void => {
    if (!finger) return;
    const { pan, onWindow } = target();
    const [from, to] = finger.window;
    onWindow(pan(finger.window, ((finger.start - x) / toInner(target())) * (to - from)), done);
  };

  const down = (event: PointerEvent): void => {
    const x = toX(event);
    if (event.pointerType === 'touch') {
      touches.set(event.pointerId, x);
      clearTimeout(holdTimer);
      if (touches.size === 1) {
        finger = { start: x, window: target().window, moved: false };
        holdTimer = setTimeout(() => {
          if (!finger || finger.moved) return;
          drag = { start: x, pointer: event.pointerId };
          // Seen at once, so that one knows that it has begun.
          target().onSelect(toStretch(x - LEAST_DRAG, x + LEAST_DRAG), false);
        }, HOLD_MS);
      }
      if (touches.size === 2) {
        const [a = 0, b = 0] = [...touches.values()];
        pinch = { from: [toPosition(a), toPosition(b)] };
        if (drag) target().onSelect(undefined, false);
        [drag, finger] = [undefined, undefined];
      }
      return;
    }
    if (event.button !== 0) return;
    drag = { start: x, pointer: event.pointerId };
    element.setPointerCapture(event.pointerId);
  };

  const move = (event: PointerEvent): void => {
    const x = toX(event);
    if (event.pointerType === 'touch' && touches.has(event.pointerId)) {
      touches.set(event.pointerId, x);
      if (pinch && touches.size === 2) {
        pinchTo(false);
        return;
      }
      if (finger && Math.abs(x - finger.start) >= LEAST_DRAG) finger.moved = true;
      if (finger?.moved && !drag && target().isZoomed) {
        panTo(x, false);
        return;
      }
    }
    dragTo(x);
    target().onPoint(toPoint(event));
  };

  const up = (event: PointerEvent): void => {
    const x = toX(event);
    if (event.pointerType === 'touch') {
      clearTimeout(holdTimer);
      if (pinch && touches.size === 2) pinchTo(true);
      else if (drag) endDrag(x);
      else if (finger?.moved && target().isZoomed) panTo(x, true);
      else if (finger && !finger.moved) target().onClick(toPoint(event));
      touches.delete(event.pointerId);
      if (touches.size < 2) pinch = undefined;
      finger = undefined;
      return;
    }
    if (drag?.pointer === event.pointerId && !endDrag(x)) target().onClick(toPoint(event));
  };

  const cancel = (event: PointerEvent): void => {
    clearTimeout(holdTimer);
    touches.delete(event.pointerId);
    if (touches.size < 2) pinch = undefined;
    if (drag) target().onSelect(undefined, false);
    [drag, finger] = [undefined, undefined];
    target().onPoint(undefined);
  };

  const leave = (): void => {
    if (!drag) target().onPoint(undefined);
  };

  /** A finger that selects does not scroll the page, and opens no menu. */
  const keepTouch = (event: Event): void => {
    if (drag && touches.size > 0 && event.cancelable) event.preventDefault();
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

  const double = (event: MouseEvent): void => target().onDouble(toPosition(toX(event)));

  element.addEventListener('pointerdown', down);
  element.addEventListener('pointermove', move);
  element.addEventListener('pointerup', up);
  element.addEventListener('pointercancel', cancel);
  element.addEventListener('pointerleave', leave);
  element.addEventListener('dblclick', double);
  element.addEventListener('wheel', wheel, { passive: false });
  element.addEventListener('touchmove', keepTouch, { passive: false });
  element.addEventListener('contextmenu', keepTouch);
  return () => {
    element.removeEventListener('pointerdown', down);
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointerup', up);
    element.removeEventListener('pointercancel', cancel);
    element.removeEventListener('pointerleave', leave);
    element.removeEventListener('dblclick', double);
    element.removeEventListener('wheel', wheel);
    element.removeEventListener('touchmove', keepTouch);
    element.removeEventListener('contextmenu', keepTouch);
    clearTimeout(holdTimer);
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

import { findSample, type TimeAxis } from '#model/recording/time-axis.ts';
import type { Cursor } from '#viewer/figure/cursor.ts';
import { extendRange, type ChartSelection } from './chart-selection.ts';
import { panWindow, zoomWindow } from './state.ts';
import type { LiveWindow } from './use-live-window.ts';

export interface ChartKeys {
  /** About the cursor where it is seen, else about the middle. */
  zoom(factor: number): void;
  /** Handles a key pressed in a chart; false for one that means nothing here. */
  press(event: KeyboardEvent, figure: string): boolean;
}

/** What keys do in a chart: move the cursor or the window, select, zoom, go back, show all. */
export function toChartKeys(
  axis: TimeAxis,
  live: LiveWindow,
  selection: ChartSelection,
  cursor: Cursor,
  /** What else Escape ends before the zoom; false where there is nothing. */
  escape: () => boolean = () => false,
): ChartKeys {
  const { window, zoomed, setWindow, resetWindow } = live;
  const width = window[1] - window[0];

  const zoom = (factor: number): void => {
    const at = cursor.place && axis.positions[cursor.place.sample];
    const inside = at !== undefined && at >= window[0] && at <= window[1];
    setWindow(zoomWindow(axis, window, inside ? at : (window[0] + window[1]) / 2, factor), true);
  };
  const pan = (part: number, figure: string): void => {
    const next = panWindow(axis, window, part * width);
    const at = cursor.place && axis.positions[cursor.place.sample];
    // The cursor goes with the window, so that it is still seen and its new value is told.
    const sample = at === undefined ? undefined : findSample(axis, at + next[0] - window[0]);
    if (sample !== undefined) cursor.set({ sample, figure, y: undefined });
    setWindow(next, true);
  };
  const moveCursor = (by: number, figure: string, selects = false): void => {
    const from = cursor.place?.sample;
    const begin = findSample(axis, by > 0 ? window[0] : window[1]) ?? 0;
    const last = axis.positions.length - 1;
    const sample = Math.max(0, Math.min(last, from === undefined ? begin : from + by));
    cursor.set({ sample, figure, y: undefined });
    const at = axis.positions[sample] ?? 0;
    if (selects && from !== undefined) {
      selection.select(extendRange(axis, selection.range, axis.positions[from] ?? 0, at), true);
    }
    if (at < window[0]) setWindow(panWindow(axis, window, at - window[0]), true);
    if (at > window[1]) setWindow(panWindow(axis, window, at - window[1]), true);
  };

  const press = (event: KeyboardEvent, figure: string): boolean => {
    if (isUndoKey(event)) {
      live.undo();
      return true;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    switch (event.key) {
      case 'ArrowLeft':
      case 'ArrowRight':
        moveCursor(event.key === 'ArrowLeft' ? -1 : 1, figure, event.shiftKey);
        return true;
      case 'PageUp':
      case 'PageDown':
        if (zoomed) pan((event.key === 'PageUp' ? -1 : 1) * (event.shiftKey ? 0.1 : 0.9), figure);
        return zoomed;
      case 'Home':
      case 'End':
        moveCursor(event.key === 'Home' ? -Infinity : Infinity, figure, event.shiftKey);
        return true;
      case 'Enter':
        if (selection.range) {
          selection.zoomTo();
          return true;
        }
        // Stays when the focus goes elsewhere, to a button that needs it.
        if (cursor.place) cursor.toggleLock(cursor.place);
        return cursor.place !== undefined;
      case '+':
      case '=':
        zoom(1 / 1.5);
        return true;
      case '-':
      case '_':
        zoom(1.5);
        return true;
      case '0':
        resetWindow();
        return true;
      case 'Escape':
        // What was done last, as it were; else the key is of whatever is around the chart.
        if (cursor.stretch) cursor.setStretch(undefined);
        else if (selection.range) selection.clear();
        else if (cursor.place) cursor.set(undefined);
        else if (escape()) return true;
        else if (zoomed) resetWindow();
        else return false;
        return true;
      default:
        return false;
    }
  };
  return { zoom, press };
}

/** Backspace, or Ctrl and Z: the zoom before. */
export function isUndoKey({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean {
  const withCommand = ctrlKey || metaKey;
  return (
    !altKey &&
    ((key === 'Backspace' && !withCommand) || (key.toLowerCase() === 'z' && withCommand && !shiftKey))
  );
}

import { useRef, useState } from 'preact/hooks';
import { findSample } from '#model/recording/time-axis.ts';
import type { CursorPlace } from '#viewer/figure/cursor.ts';
import { usePageKey } from './use-page-key.ts';
import type { PinDraft, PinPoint } from './pin-draft.ts';
import type { ChartDesk } from './use-chart-desk.ts';
import type { UsageView } from './usage-view.ts';

export interface PinTool {
  /** What is being written. */
  draft: PinDraft | undefined;
  setDraft(draft: PinDraft | undefined): void;
  /** The next point of a chart that is chosen gets a note. */
  isArmed: boolean;
  /** Arms it, or lets it be; what is selected gets its note at once, and by key the cursor that is kept. */
  toggle(figure?: string): void;
  /** Where charts hand over the point that was chosen: only while it is armed. */
  pinAt: ((point: PinPoint) => void) | undefined;
  /** Handles a key pressed in a chart; false for one that means nothing here. */
  press(event: KeyboardEvent, figure: string): boolean;
}

/** Notes are written where they will stand: by a click, a tap, a drag, or at the cursor by Enter. */
export function usePinTool({ axis }: UsageView, charts: ChartDesk): PinTool {
  const { bodyRef, cursor, live, selection } = charts;
  const [draft, setDraftAlone] = useState<PinDraft>();
  /** Where keys had the cursor: it goes with the focus while the note is written, and is there again for the next key. */
  const keptRef = useRef<CursorPlace>();
  const setDraft = (next: PinDraft | undefined): void => {
    setDraftAlone(next);
    if (next) return;
    if (keptRef.current) cursor.set(keptRef.current);
    keptRef.current = undefined;
  };
  const [isArmed, setArmed] = useState(false);
  usePageKey('Escape', isArmed, () => setArmed(false));

  const pinAt = (point: PinPoint): void => {
    setArmed(false);
    setDraft({ index: undefined, ...point });
  };
  const pinAtCursor = (place: CursorPlace): void => {
    keptRef.current = place;
    pinAt({ from: axis.positions[place.sample] ?? 0, figure: place.figure, y: place.y });
  };
  const toggle = (figure?: string): void => {
    const { range } = selection;
    if (!isArmed && range) {
      pinAt({ from: range[0], to: range[1], figure: figure ?? '' });
      return;
    }
    // By key it is of the cursor that is kept; the button is pressed to click another place.
    if (!isArmed && figure !== undefined && cursor.locked && cursor.place) {
      pinAtCursor(cursor.place);
      return;
    }
    setArmed(!isArmed);
    // The keys that place it are the charts'.
    if (!isArmed && figure === undefined) {
      bodyRef.current?.querySelector<HTMLElement>('.cb-fig-surface')?.focus({ preventScroll: true });
    }
  };
  const press = (event: KeyboardEvent, figure: string): boolean => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key.toLowerCase() === 'p') toggle(figure);
    else if (!isArmed) return false;
    else if (event.key === 'Escape') setArmed(false);
    else if (event.key === 'Enter') {
      const [from, to] = live.window;
      const sample = findSample(axis, (from + to) / 2) ?? 0;
      if (selection.range) toggle(figure);
      else pinAtCursor(cursor.place ?? { sample, figure, y: undefined });
    } else {
      // Who begins to write at once wants none of the charts' keys.
      return /^\p{L}$/u.test(event.key);
    }
    return true;
  };
  return { draft, setDraft, isArmed, toggle, pinAt: isArmed ? pinAt : undefined, press };
}

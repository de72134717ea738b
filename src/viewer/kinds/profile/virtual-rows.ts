import { useCallback, useEffect, useState } from 'preact/hooks';

/** Rows drawn beyond what is seen, above and below. */
const MARGIN = 12;
/** Browsers draw nothing higher than some 33 million pixels. */
const TALLEST = 30_000_000;

export interface VirtualRows {
  /** Is handed the box. */
  setBox(element: HTMLDivElement | null): void;
  onScroll(): void;
  /** Rows that are in the page: from the first to before the end. */
  first: number;
  end: number;
  /** Pixels that stand for the rows above and below. */
  above: number;
  below: number;
  /** Brings a row into sight, and focuses it once it is drawn. */
  go(index: number): void;
  /** The row that is one stop of the Tab key. */
  current: number;
  /** It has the focus now. */
  setCurrent(index: number): void;
}

/**
 * Rows of one height in a box that scrolls, of which only those are in the page that are seen: a hundred
 * thousand of them scroll as ten do. One of them is a stop of the Tab key, marked with `data-index`.
 */
export function useVirtualRows(count: number, rowHeight: number): VirtualRows {
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  const [view, setView] = useState({ top: 0, height: 480 });
  const [chosen, setCurrent] = useState(0);
  /** A row that is to have the focus. */
  const [wanted, setWanted] = useState<number>();

  const measure = useCallback((): void => {
    if (box) setView({ top: box.scrollTop, height: box.clientHeight });
  }, [box]);
  useEffect(() => {
    if (!box) return undefined;
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, [box, measure]);

  const whole = count * rowHeight;
  const height = Math.min(whole, TALLEST);
  const scale = height > view.height ? (whole - view.height) / (height - view.height) : 1;
  // Where rows have become fewer, the box is about to scroll back.
  const top = Math.min(view.top, Math.max(0, height - view.height));
  const offset = top * scale;
  const first = Math.max(0, Math.floor(offset / rowHeight) - MARGIN);
  const end = Math.min(count, Math.ceil((offset + view.height) / rowHeight) + MARGIN);
  const above = Math.max(0, top - offset + first * rowHeight);
  const below = Math.max(0, height - above - (end - first) * rowHeight);

  const go = (index: number): void => {
    if (!box || index < 0 || index >= count) return;
    scrollToRow(box, index * rowHeight, scale, rowHeight);
    setCurrent(index);
    setWanted(index);
    measure();
  };
  useEffect(() => {
    const row = wanted === undefined ? null : box?.querySelector<HTMLElement>(`[data-index="${wanted}"]`);
    if (!row) return;
    row.focus({ preventScroll: true });
    setWanted(undefined);
  }, [box, wanted, first, end]);
  const current = chosen >= first && chosen < end ? chosen : first;
  return { setBox, onScroll: measure, first, end, above, below, go, current, setCurrent };
}

/** @param at pixels from the top of all rows, of which the box has `1 / scale` */
function scrollToRow(box: HTMLElement, at: number, scale: number, rowHeight: number): void {
  const now = box.scrollTop * scale;
  // The head of the table covers a row of the box.
  const seen = box.clientHeight - 2 * rowHeight;
  if (at < now) box.scrollTop = at / scale;
  else if (at > now + seen) box.scrollTop = (at - seen) / scale;
}

/** Where an arrow, Home, End or a page key leads from a row; undefined for another key. */
export function toNextRow(key: string, index: number, count: number): number | undefined {
  const PAGE = 15;
  const next = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + PAGE,
    PageUp: index - PAGE,
    Home: 0,
    End: count - 1,
  }[key];
  return next === undefined ? undefined : Math.min(Math.max(0, next), count - 1);
}

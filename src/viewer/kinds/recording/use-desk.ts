import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { useStore } from '#viewer/page/use-store.ts';
import { deskSizes, type DeskSizes } from './desk-sizes.ts';

/** Where charts and table each have a part of the screen: below this the page scrolls as a whole. */
const SPLIT = '(min-width: 60rem) and (min-height: 37.5rem)';

export const chartHeights = { min: 100, max: 900 };

/** Least height of charts that share what there is: more of them are scrolled through. */
const LEAST_SHARE = 150;

/** What stands around a drawing in its frame, and the gap below: a guess, until it is there to be measured. */
const FRAME_GUESS = 34;

export interface Desk {
  isSplit: boolean;
  sizes: DeskSizes;
  /** Of the part with the charts, where it is split off. */
  bodyHeight: number;
  /** Pixels of a chart that has none of its own. */
  height: number;
  /** The height is what it will be: charts that are drawn before are drawn twice. */
  isMeasured: boolean;
  /** Something is dragged: draw fast. */
  resizing: boolean;
  setSplit(height: number, done: boolean): void;
  setHeight(figure: string, height: number, done: boolean): void;
}

/**
 * How high charts are: as the reader has dragged them, and the others share what is left of their part of
 * the screen. In a case, and where the window is small, each has the given height.
 *
 * @param bodyRef the part with the charts and what belongs to them
 * @param areaRef what in it holds the charts, and scrolls where they are higher
 * @param drawn changes with whatever is drawn: what frames take is measured then
 */
export function useDesk(
  isCase: boolean,
  plain: number,
  { bodyRef, areaRef }: { bodyRef: RefObject<HTMLElement>; areaRef: RefObject<HTMLElement> },
  drawn: unknown,
): Desk {
  const sizes = useStore(deskSizes, () => deskSizes.sizes);
  const isLarge = useMedia(SPLIT);
  const isSplit = isLarge && !isCase;
  const [bodyHeight, setBodyHeight] = useState(0);
  const [room, setRoom] = useState(0);
  const [isMeasured, setMeasured] = useState(false);
  const [resizing, setResizing] = useState(false);

  const measure = useCallback(() => {
    const { current: area } = areaRef;
    // On paper nothing is shared: a surface is as high as its drawing, and without one yet, of no height that tells anything.
    if (isMedia('print')) {
      setMeasured(true);
      return;
    }
    if (bodyRef.current) setBodyHeight(bodyRef.current.offsetHeight);
    // A pixel or two more or less are not worth another drawing.
    const next = area ? toRoom(area) : 0;
    setRoom((room) => (Math.abs(room - next) > 2 ? next : room));
    if (area && area.childElementCount > 0) setMeasured(true);
  }, [bodyRef, areaRef]);
  useLayoutEffect(() => {
    const { current } = bodyRef;
    if (!isSplit || !current) return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    // What stands beside the charts, marks and the selection, may come and go without the part's own height.
    if (areaRef.current) observer.observe(areaRef.current);
    measure();
    return () => observer.disconnect();
  }, [isSplit, bodyRef, areaRef, measure]);
  useLayoutEffect(() => {
    if (isSplit) measure();
  }, [isSplit, measure, drawn]);

  return {
    isSplit,
    sizes: isCase ? { ...sizes, heights: {} } : sizes,
    bodyHeight,
    isMeasured: isMeasured || !isSplit,
    height: isSplit && room > 0 ? Math.max(LEAST_SHARE, Math.min(chartHeights.max, room)) : plain,
    resizing,
    setSplit(height, done) {
      setResizing(!done);
      deskSizes.setSplit(height);
    },
    setHeight(figure, height, done) {
      setResizing(!done);
      deskSizes.setHeight(figure, height);
    },
  };
}

/** Pixels that are left for each chart without a height of its own. */
function toRoom(area: HTMLElement): number {
  const surfaces = [...area.querySelectorAll<HTMLElement>('[data-shares-height]')];
  if (surfaces.length === 0) return Math.floor(area.clientHeight / 2) - FRAME_GUESS;
  // Of those that stand beside one another, one column tells.
  const leftOf = (element: HTMLElement): number => element.getBoundingClientRect().left;
  const column = surfaces.filter((surface) => leftOf(surface) === leftOf(surfaces[0]!));
  const drawn = column.reduce((sum, { offsetHeight }) => sum + offsetHeight, 0);
  // A table that is opened below a chart is scrolled to, and takes nothing from the charts.
  const opened = [...area.querySelectorAll<HTMLElement>('.cb-fig-tablebox')].reduce(
    (sum, { offsetHeight }) => sum + offsetHeight,
    0,
  );
  const boxes = [...area.children].map((child) => child.getBoundingClientRect());
  const first = Math.min(...boxes.map(({ top }) => top));
  const last = Math.max(...boxes.map(({ bottom }) => bottom));
  return Math.floor((area.clientHeight - (last - first - opened - drawn)) / column.length);
}

const isMedia = (query: string): boolean => typeof matchMedia !== 'undefined' && matchMedia(query).matches;

function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => isMedia(query));
  useEffect(() => {
    const media = matchMedia(query);
    const follow = (): void => setMatches(media.matches);
    follow();
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, [query]);
  return matches;
}

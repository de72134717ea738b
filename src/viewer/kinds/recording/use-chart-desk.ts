import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { TimeAxis } from '#model/recording/time-axis.ts';
import type { Zone } from '#model/zone.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { withState } from '#view/state-change.ts';
import { Cursor } from '#viewer/figure/cursor.ts';
import { useWidth } from '#viewer/figure/use-width.ts';
import { toChartKeys, type ChartKeys } from './chart-keys.ts';
import { toSelection, type ChartSelection } from './chart-selection.ts';
import { formatStretch } from './numbers.ts';
import { useDesk, type Desk } from './use-desk.ts';
import { useLiveWindow, type LiveWindow } from './use-live-window.ts';

/** From how many pixels on two charts may stand beside one another, and those between them: as in charts.css. */
const TWO_COLUMNS = 1000;
const COLUMN_GAP = 24;

/** Charts of one time axis, and all that is done to them. */
export interface ChartDesk {
  /** The part of the screen with the charts and what belongs to them, and what in it holds them. */
  bodyRef: RefObject<HTMLDivElement>;
  areaRef: RefObject<HTMLDivElement>;
  /** Pixels of the part with the charts; 0 before they are laid out. */
  width: number;
  /** How many stand beside one another, and how wide each of them is. */
  columns: 1 | 2;
  chartWidth: number;
  cursor: Cursor;
  live: LiveWindow;
  selection: ChartSelection;
  keys: ChartKeys;
  desk: Desk;
  /** Of one chart, and of those that the reader has given another. */
  sizes: { height: number; heights: Readonly<Record<string, number>> };
  maximize(figure: string | undefined): void;
  /** A window in words. */
  say(window: readonly [number, number]): string;
}

export interface ChartDeskOptions {
  axis: TimeAxis;
  zone: Zone;
  state: RecordingState;
  onState(next: RecordingState): void;
  texts: RecordingTexts;
  /** In a case charts have their given height. */
  isCase: boolean;
  height: number;
  /** Changes with which charts there are. */
  drawn: string;
  /** There are so many that two stand beside one another where the screen is wide. */
  many?: boolean;
}

/** The cursor, the window, the selection and the sizes of the charts of a view. */
export function useChartDesk(options: ChartDeskOptions): ChartDesk {
  const { axis, zone, state, onState, texts, isCase, height, drawn } = options;
  const [areaRef, width] = useWidth<HTMLDivElement>();
  const bodyRef = useRef<HTMLDivElement>(null);
  const [cursor] = useState(() => new Cursor());
  const live = useLiveWindow(axis, state, onState);
  const { maximized } = state;
  const desk = useDesk(isCase, height, { bodyRef, areaRef }, `${drawn} ${maximized} ${width}`);
  const isBeside = options.many === true && desk.isSplit && maximized === undefined && width >= TWO_COLUMNS;
  const selection = toSelection(axis, state, onState, cursor);
  const maximize = (figure: string | undefined): void => onState(withState(state, { maximized: figure }));
  const keys = toChartKeys(axis, live, selection, cursor, () => {
    if (maximized !== undefined) maximize(undefined);
    return maximized !== undefined;
  });
  return {
    bodyRef,
    areaRef,
    width,
    columns: isBeside ? 2 : 1,
    chartWidth: isBeside ? Math.floor((width - COLUMN_GAP) / 2) : width,
    cursor,
    live,
    selection,
    keys,
    desk,
    sizes: { height: desk.height, heights: maximized === undefined ? desk.sizes.heights : noHeights },
    maximize,
    say: (window) => texts.zoomWindow(...formatStretch(axis, window, zone)),
  };
}

const noHeights = {};

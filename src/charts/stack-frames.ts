import * as Plot from '@observablehq/plot';
import type { Frame } from '#model/crash/crash-log.ts';

/** One row of a stack chart: a frame, or several that are folded into one. */
export interface StackRow {
  /** `runtime.mallocgc`, or `3 runtime frames`. */
  label: string;
  owner: Frame['owner'];
  /** fp - sp; undefined where the log does not say. */
  sizeBytes: number | undefined;
  /** One of the innermost frames that the crashes side by side have in common. */
  shared: boolean;
}

export interface StackSpec {
  /** Pixels. */
  width: number;
  /** The widest bar of all stacks that are drawn side by side, so that they compare; 0 where no size is known. */
  greatestBytes: number;
  /** Names stand on their bars, and the size behind a name where it fits: for a stack beside others. */
  dense?: boolean;
  texts: {
    /** Label of the axis with its unit. */
    axis: string;
    /** What stands in place of a size that is not known. */
    unknown: string;
    size(bytes: number): string;
  };
}

const rowHeight = 30;
/** Of a row where no size is known: the name alone. */
const bareRowHeight = 20;
/** Of a row whose name stands on its bar. */
const denseRowHeight = 19;
/** Of a row, what the name above the bar takes. */
const nameHeight = 17;
/** Rows of a slice on paper. */
const cutEvery = 3;
const margins = { top: 34, right: 64, bottom: 6, left: 12 };
/** Advance of a character of the 12 px monospace names. */
const characterWidth = 7.3;

const chartStyle = {
  fontSize: '12px',
  fontFamily: 'var(--cb-mono)',
  color: 'var(--cb-ink-2)',
  background: 'none',
  overflow: 'visible',
};

/** A stack, innermost frame on top: a row a frame, as wide as the frame is large, coloured by whose code it is. */
export function stackFrames(rows: readonly StackRow[], spec: StackSpec): Plot.PlotOptions {
  const { greatestBytes, texts } = spec;
  // A box that is still being laid out may be narrower than the margins; no bar is less than nothing wide.
  const width = Math.max(spec.width, margins.left + margins.right);
  // Without a size there is nothing to measure.
  if (greatestBytes <= 0) return stackNames(rows, width);
  const indexed = rows.map((row, index) => ({ ...row, index }));
  const known = indexed.filter(({ sizeBytes }) => sizeBytes !== undefined);
  const unknown = indexed.filter(({ sizeBytes }) => sizeBytes === undefined);
  const room = width - margins.left - (spec.dense ? 6 : 0);
  const longest = Math.max(8, Math.floor(room / characterWidth));
  const top = greatestBytes;
  const ticks = Math.max(2, Math.floor(width / 110));
  const frame: Plot.PlotOptions = {
    width,
    height: toStackHeight(rows.length, true, spec.dense),
    marginTop: margins.top,
    marginRight: spec.dense ? 2 : margins.right,
    marginBottom: margins.bottom,
    marginLeft: margins.left,
    style: chartStyle,
    x: {
      domain: [0, top],
      label: texts.axis,
      labelAnchor: 'left',
      axis: 'top',
      ticks,
      tickFormat: ',d',
    },
    y: { domain: indexed.map(({ index }) => index), axis: null, padding: 0 },
  };
  if (spec.dense) return { ...frame, marks: denseMarks(indexed, longest, texts) };
  return {
    ...frame,
    marks: [
      Plot.gridX({ stroke: 'var(--cb-line)', strokeOpacity: 1, insetTop: 0, ticks }),
      sharedMarks(indexed),
      Plot.barX(known, {
        x: 'sizeBytes',
        y: 'index',
        fill: ({ owner }: StackRow) => ownerColour(owner),
        insetTop: nameHeight,
        insetBottom: 4,
        className: 'cb-stack-known',
      }),
      // Not a size: a mark that there is none.
      Plot.barX(unknown, {
        x1: 0,
        x2: top * 0.02,
        y: 'index',
        fill: 'none',
        stroke: ({ owner }: StackRow) => ownerColour(owner),
        strokeDasharray: '2,2',
        insetTop: nameHeight + 1,
        insetBottom: 5,
        className: 'cb-stack-unknown',
      }),
      Plot.text(indexed, {
        x: 0,
        y: 'index',
        text: ({ label }: StackRow) => shorten(label, longest),
        textAnchor: 'start',
        dy: -7,
        dx: 1,
        fill: 'var(--cb-ink)',
        stroke: 'var(--cb-surface)',
        className: 'cb-stack-names',
      }),
      Plot.text(known, {
        x: 'sizeBytes',
        y: 'index',
        text: ({ sizeBytes }: StackRow) => texts.size(sizeBytes ?? 0),
        textAnchor: 'start',
        dx: 5,
        dy: 7,
        fill: 'var(--cb-ink-2)',
        fontSize: 11,
        className: 'cb-stack-sizes',
      }),
      Plot.text(unknown, {
        x: top * 0.02,
        y: 'index',
        text: () => texts.unknown,
        textAnchor: 'start',
        dx: 5,
        dy: 7,
        fill: 'var(--cb-ink-2)',
        fontSize: 11,
        className: 'cb-stack-sizes',
      }),
    ],
  };
}

/** Names on their bars: the whole bar says how large, its edge in full colour whose code it is. */
function denseMarks(
  rows: readonly (StackRow & { index: number })[],
  longest: number,
  texts: StackSpec['texts'],
): Plot.Markish[] {
  const known = rows.filter(({ sizeBytes }) => sizeBytes !== undefined);
  const toSize = ({ label, sizeBytes }: StackRow): string => {
    const size = texts.size(sizeBytes ?? 0);
    return label.length + 2 + size.length <= longest ? size : '';
  };
  const inRow = { y: 'index', insetTop: 1, insetBottom: 1 };
  return [
    sharedMarks(rows),
    Plot.barX(known, {
      ...inRow,
      x: 'sizeBytes',
      fill: ({ owner }: StackRow) => ownerColour(owner),
      fillOpacity: 0.28,
      className: 'cb-stack-known',
    }),
    Plot.barX(rows, {
      ...inRow,
      x1: 0,
      x2: 0,
      insetRight: -3,
      fill: ({ owner }: StackRow) => ownerColour(owner),
      className: 'cb-stack-owner',
    }),
    Plot.text(rows, {
      x: 0,
      y: 'index',
      dx: 6,
      text: ({ label }: StackRow) => shorten(label, longest),
      textAnchor: 'start',
      fill: 'var(--cb-ink)',
      className: 'cb-stack-names',
    }),
    Plot.text(known, {
      frameAnchor: 'right',
      y: 'index',
      text: toSize,
      fill: 'var(--cb-ink-2)',
      fontSize: 11,
      className: 'cb-stack-sizes',
    }),
  ];
}

/** Pixels of a stack chart of so many rows, with sizes or without. */
export function toStackHeight(rows: number, measured: boolean, dense = false): number {
  if (!measured) return rows * bareRowHeight + margins.bottom;
  return margins.top + rows * (dense ? denseRowHeight : rowHeight) + margins.bottom;
}

/** Where a stack chart may be cut: below each so many rows. */
export function toStackCuts(rows: number, measured: boolean, dense = false): number[] {
  const cuts: number[] = [];
  for (let at = cutEvery; at < rows; at += cutEvery)
    cuts.push(toStackHeight(at, measured, dense) - margins.bottom);
  return cuts;
}

/** A stack of which no size is known: whose code each frame is, and its name. */
function stackNames(rows: readonly StackRow[], width: number): Plot.PlotOptions {
  const indexed = rows.map((row, index) => ({ ...row, index }));
  const longest = Math.max(8, Math.floor((width - margins.left - 18) / characterWidth));
  return {
    width,
    height: toStackHeight(rows.length, false),
    marginTop: 0,
    marginRight: 0,
    marginBottom: margins.bottom,
    marginLeft: margins.left,
    style: chartStyle,
    x: { domain: [0, 1], axis: null },
    y: { domain: indexed.map(({ index }) => index), axis: null, padding: 0 },
    marks: [
      sharedMarks(indexed),
      Plot.dot(indexed, {
        x: 0,
        y: 'index',
        dx: 6,
        r: 4.5,
        symbol: 'square',
        fill: ({ owner }: StackRow) => ownerColour(owner),
        className: 'cb-stack-unknown',
      }),
      Plot.text(indexed, {
        x: 0,
        y: 'index',
        dx: 18,
        text: ({ label }: StackRow) => shorten(label, longest),
        textAnchor: 'start',
        fill: 'var(--cb-ink)',
        className: 'cb-stack-names',
      }),
    ],
  };
}

function sharedMarks(rows: readonly (StackRow & { index: number })[]): Plot.Markish {
  return Plot.tickX(
    rows.filter(({ shared }) => shared),
    { x: 0, y: 'index', stroke: 'var(--cb-accent)', strokeWidth: 4, dx: -8, className: 'cb-stack-shared' },
  );
}

/** The design's colour of an owner's frames. */
export function ownerColour(owner: Frame['owner']): string {
  return `var(--cb-${owner})`;
}

/** Long names lose their beginning: the package's path says less than the function. */
function shorten(label: string, longest: number): string {
  return label.length <= longest ? label : `…${label.slice(label.length - longest + 1)}`;
}

import { toLineLayers } from '#charts/usage-lines.ts';
import { compareLines, drawnPairs, type ComparedName } from '#charts/compare-lines.ts';
import {
  compareUsage,
  joinAxes,
  shiftAxis,
  sumByName,
  sumOfSide,
  toDifference,
  toNamedRows,
  toShift,
  type CompareRow,
  type CompareSide,
} from '#model/recording/compare.ts';
import type { DrawnSeries } from '#charts/usage-lines.ts';
import type { Expression } from '#model/recording/expression.ts';
import type { Growth, NoGrowth } from '#model/recording/growth.ts';
import { toGrouping } from '#model/recording/grouping.ts';
import { stylesOfRanks } from '#model/recording/rank.ts';
import type { Recording, Series } from '#model/recording/recording.ts';
import { toPlainName } from '#model/recording/series-label.ts';
import { axisBounds, toTimeAxis } from '#model/recording/time-axis.ts';
import { toUsageCsv } from '#model/recording/usage-csv.ts';
import type { Metric } from '#model/recording/usage-metric.ts';
import { compareColumns, type RecordingState } from '#view/recording-state.ts';
import { unitOfLines } from './memory-unit.ts';
import { toWhere } from './selected.ts';
import { toTimeFigure } from './time-figure.ts';
import type { FigureScene, UsageFigure } from './usage-figure.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import { toUsageView, type UsageView } from './usage-view.ts';

/** Names drawn where the reader has chosen none. */
const DRAWN = 5;

/** Two recordings laid over each other, but for the window. */
export interface CompareView {
  /** A's, on an axis long enough for both. */
  view: UsageView;
  a: CompareSide;
  b: CompareSide;
  shiftSeconds: number;
  /** All names, by how much they differ over all; gives colours, and what is drawn first. */
  ranked: string[];
  /** Those drawn. */
  names: string[];
  /** Those that are drawn where none are chosen. */
  byDefault: string[];
  /** All rows of each as one. */
  totals: readonly [a: Series, b: Series];
  where: Expression | undefined;
}

/**
 * Lays B over A as the state says. By the clock only where both have one; else, and where the state
 * asks for it, by their starts.
 */
export function toCompareView(
  recording: Recording,
  other: Recording,
  state: Pick<
    RecordingState,
    'compare' | 'names' | 'clock' | 'zone' | 'where' | 'text' | 'group' | 'pattern'
  >,
  texts: RecordingTexts,
): CompareView {
  const alignment = state.compare ?? { align: 'start' };
  const byClock = alignment.align === 'clock' && toShift(recording, other, alignment) !== undefined;
  const shiftSeconds = toShift(recording, other, alignment) ?? 0;
  // Wall time is A's alone unless the two are aligned by it.
  const clock = byClock ? state.clock : 'elapsed';
  const base = toUsageView(
    recording,
    { ...(clock ? { clock } : {}), ...(state.zone ? { zone: state.zone } : {}) },
    texts,
  );
  const where = toWhere(state);
  const [rowsOfA, rowsOfB] = toNamedRows([recording, other], {
    grouping: toGrouping(recording, state),
    where,
  });
  const a = { recording, axis: base.axis, rows: rowsOfA };
  const shifted = shiftAxis(base.axis, toTimeAxis(other, 'elapsed'), shiftSeconds);
  const b = { recording: other, axis: shifted, rows: rowsOfB };
  const ranked = rankNames(a, b);
  const known = new Set(ranked);
  // Each once, though a link may name one a thousand times.
  const chosen = [...new Set(state.names)].filter((name) => known.has(name));
  return {
    view: { ...base, axis: joinAxes(a.axis, b.axis) },
    a,
    b,
    shiftSeconds,
    ranked,
    names: chosen.length > 0 ? chosen : ranked.slice(0, DRAWN),
    byDefault: ranked.slice(0, DRAWN),
    totals: [sumOfSide(a), sumOfSide(b)],
    where,
  };
}

/** The charts of a comparison: CPU and memory, both recordings in each, and below what has changed. */
export function toCompareFigures(compare: CompareView, scene: FigureScene): UsageFigure[] {
  return (['cpu', 'memory'] as const).flatMap((metric) => [
    toCompareFigure(compare, metric, scene),
    toDifferenceFigure(compare, metric, scene),
  ]);
}

const differences = new WeakMap<CompareView, DrawnSeries[]>();

/** What is drawn of the differences: that of all, then each name that is drawn above. */
function toDifferences(compare: CompareView, texts: RecordingTexts): DrawnSeries[] {
  const kept = differences.get(compare);
  if (kept) return kept;
  const { a, b, names, totals } = compare;
  const all: DrawnSeries = {
    series: { ...toDifference(a, b, totals, '*total*'), name: texts.compareAll },
    label: texts.compareAll,
    colour: 'var(--cb-ink-2)',
    dash: '2 2',
  };
  const colours = toColours(compare);
  const drawn = [
    all,
    ...names.map((name, index) => ({
      series: toDifference(a, b, [a.rows?.get(name), b.rows?.get(name)], `*name ${name}*`),
      label: toPlainName(name),
      colour: `var(--cb-series-${colours[index]})`,
    })),
  ];
  differences.set(compare, drawn);
  return drawn;
}

function toDifferenceFigure(compare: CompareView, metric: 'cpu' | 'memory', scene: FigureScene): UsageFigure {
  const { view, names } = compare;
  const { texts } = scene;
  const drawn = toDifferences(compare, texts);
  const title = texts.compareDifference(texts.chartTitle[metric]);
  return toTimeFigure(
    view,
    {
      id: `difference-${metric}`,
      title,
      unit: metric === 'memory' ? texts.unitMemory : texts.unitCpuLong(0),
      summary: texts.compareDifferenceSummary(
        texts.chartTitle[metric],
        names.map((name) => toPlainName(name)),
      ),
      note: texts.compareDifferenceNote,
      metric,
      stacked: false,
      additive: false,
      drawn,
      chart: (spec) => compareLines(drawn, metric, spec),
      layers: (spec) => toLineLayers(drawn, metric, spec),
    },
    scene,
  );
}

function toCompareFigure(compare: CompareView, metric: Metric, scene: FigureScene): UsageFigure {
  const { view, a, b, names } = compare;
  const colours = toColours(compare);
  const { texts, usage } = scene;
  const inA = a.rows ?? sumByName(a.recording);
  const inB = b.rows ?? sumByName(b.recording);
  const label = (side: string, series: Series | undefined) =>
    series && { series, label: `${toPlainName(series.name)} (${side})` };
  const pairs: ComparedName[] = names.map((name, index) => ({
    rank: colours[index] ?? 0,
    a: label('A', inA.get(name)),
    b: label('B', inB.get(name)),
  }));
  const drawn = drawnPairs(pairs, b.axis);
  const title = texts.compareChart(texts.chartTitle[metric]);
  const memoryUnit = unitOfLines(drawn, usage);
  return toTimeFigure(
    view,
    {
      id: `compare-${metric}`,
      title,
      unit: metric === 'memory' ? memoryUnit : texts.unitCpuLong(0),
      memoryUnit,
      summary: texts.compareSummary(
        texts.chartTitle[metric],
        names.map((name) => toPlainName(name)),
      ),
      metric,
      stacked: false,
      additive: false,
      drawn,
      csv() {
        const side = (from: CompareSide, letter: string, own: boolean): string =>
          toUsageCsv(
            from.recording,
            drawn.filter((one) => (one.axis === undefined) === own).map((one) => one.series),
            from.axis,
            [usage.from, usage.to],
            (series) => `${letter}: ${series.name}`,
          );
        const [first, second] = [side(a, 'A', true), side(b, 'B', false)];
        // One header is enough where both have the same columns.
        const [header, ...rows] = second.split('\n');
        return first.startsWith(`${header}\n`) ? first + rows.join('\n') : `${first}\n${second}`;
      },
      chart: (spec) => compareLines(drawn, metric, spec),
      layers: (spec) => toLineLayers(drawn, metric, spec),
    },
    scene,
  );
}

/** Names by their change of CPU and of memory over all, each as part of the greatest change. */
/** Of the names that are drawn, by their numbers in the palette. */
function toColours({ ranked, names }: CompareView): number[] {
  return stylesOfRanks(names.map((name) => ranked.indexOf(name))).map(({ color }) => color);
}

function rankNames(a: CompareSide, b: CompareSide): string[] {
  const all = axisBounds(joinAxes(a.axis, b.axis));
  const scores = new Map<string, number>();
  for (const metric of ['cpu', 'memory'] as const) {
    const rows = compareUsage(a, b, metric, all);
    const greatest = Math.abs(rows[0]?.difference ?? 0) || 1;
    for (const { name, difference } of rows) {
      scores.set(name, (scores.get(name) ?? 0) + Math.abs(difference) / greatest);
    }
  }
  return [...scores].sort((x, y) => y[1] - x[1]).map(([name]) => name);
}

/** What shows the changes over a window: bars and table. */
export interface ChangesProps {
  compare: CompareView;
  state: RecordingState;
  window: readonly [number, number];
  texts: RecordingTexts;
  onState(next: RecordingState): void;
}

export type CompareColumn = (typeof compareColumns)[number];

export interface CompareSort {
  column: CompareColumn;
  descending: boolean;
}

/** As the table is ordered where nothing is said. */
export const defaultCompareSort = '-diff';

/** `-diff` and the like; what is no column of this table is the default, the largest change first. */
export function parseCompareSort(text: string | undefined): CompareSort {
  const column = compareColumns.find((name) => name === text?.replace(/^-/, ''));
  return column
    ? { column, descending: text?.startsWith('-') === true }
    : { column: 'diff', descending: true };
}

/** The number that a column shows; differences and slopes sort by their size, whatever their sign. */
export function compareValue(
  row: CompareRow,
  column: Exclude<CompareColumn, 'name'>,
): number | null | undefined {
  switch (column) {
    case 'avgA':
      return row.a?.avg;
    case 'avgB':
      return row.b?.avg;
    case 'diff':
      return row.difference;
    case 'ratio':
      return row.ratio;
    case 'maxA':
      return row.a?.max;
    case 'maxB':
      return row.b?.max;
    case 'slopeA':
      return perHourOf(row.a?.growth);
    case 'slopeB':
      return perHourOf(row.b?.growth);
  }
}

function perHourOf(growth: Growth | NoGrowth | undefined): number | undefined {
  return typeof growth === 'object' ? growth.perHour : undefined;
}

export function sortCompareRows(
  rows: readonly CompareRow[],
  { column, descending }: CompareSort,
): CompareRow[] {
  const sign = descending ? -1 : 1;
  return rows.toSorted((x, y) => {
    if (column === 'name') return sign * (x.name < y.name ? -1 : Number(x.name > y.name));
    const [left, right] = [compareValue(x, column), compareValue(y, column)];
    if (typeof left !== 'number' || typeof right !== 'number')
      return Number(typeof left !== 'number') - Number(typeof right !== 'number');
    return sign * (Math.abs(left) - Math.abs(right));
  });
}

import { otherLook } from '#charts/series-colour.ts';
import type { HiddenBy } from '#model/recording/filter.ts';
import type { NoGrowth } from '#model/recording/growth.ts';
import type { Series } from '#model/recording/recording.ts';
import { toPlainName } from '#model/recording/series-label.ts';
import type { UsageWindow } from '#model/recording/usage-window.ts';
import { processColumns, type tableColumns, type valueColumns } from '#view/recording-state.ts';
import { lookIn, type Look } from '#viewer/figure/swatch.ts';
import { toLabel, toLooks, type UsageView } from './usage-view.ts';

export type TableColumn = (typeof processColumns)[number];

export interface TableRow extends Look {
  key: string;
  series: Series;
  /** With its pid, for what speaks of one row alone. */
  label: string;
  name: string;
  pid: number;
  /** How many processes it adds up; 1 for one that stands for itself. */
  count: number;
  /** The key of the sum that it is part of: a process of a row that is unfolded. */
  within: string | undefined;
  isShown: boolean;
  isOther: boolean;
  hiddenBy: HiddenBy | undefined;
  /** Over the window, over the samples it was there in: see `RowValues`. */
  values: RowValues;
  /** Why no growth is told. */
  noGrowth(): NoGrowth | undefined;
}

/** Columns of a row that are numbers. */
export type ValueColumn = (typeof valueColumns)[number];

/** Columns that a table may have beside its names. */
export type ShownColumn = (typeof tableColumns)[number];

/** Percent of one core, MiB, seconds, samples; undefined where it was not there at all, or where there is too little to say. */
interface RowValues extends Record<ValueColumn, number | undefined> {
  readonly cpuSeconds: number | undefined;
  readonly cpu: number | undefined;
  readonly cpuMax: number | undefined;
  readonly cpuMaxAt: number | undefined;
  readonly mem: number | undefined;
  readonly memMax: number | undefined;
  readonly memMaxAt: number | undefined;
  /** From the first sample to the last. */
  readonly memDiff: number | undefined;
  /** MiB an hour, where it goes one way. */
  readonly growth: number | undefined;
  readonly first: number | undefined;
  readonly last: number | undefined;
  /** From its first sample to its last. */
  readonly life: number | undefined;
}

export interface Sort {
  column: TableColumn;
  descending: boolean;
}

/** As the table is ordered where nothing is said. */
export const defaultSort = '-cpuSeconds';

/** `-cpu` and the like; what is no column is the default. */
export function parseSort(text: string | undefined): Sort {
  const column = processColumns.find((name) => name === text?.replace(/^-/, ''));
  return column
    ? { column, descending: text?.startsWith('-') === true }
    : { column: 'cpuSeconds', descending: true };
}

/** Hidden by a click in the table: it stays in its place there, to be clicked again. */
export function isByHand(by: HiddenBy | undefined): boolean {
  return by === 'hide' || by === 'only';
}

/**
 * A row for each process, or sum, that is shown or was hidden in the table, one for "other", and where
 * asked one for each that the filter or the top hides. What does not fit the text is not listed.
 * Rows of sums that are unfolded are followed by those of their processes.
 *
 * @param unfolded keys of sums
 */
export function toTableRows(
  view: UsageView,
  usage: UsageWindow,
  withHidden: boolean,
  unfolded: ReadonlySet<string> = new Set(),
): TableRow[] {
  const { selection, other, isArea } = view;
  const { members } = selection;
  const lookOf = toLooks(view);
  const toRow = (series: Series, own: Partial<TableRow> = {}): TableRow => ({
    key: series.key,
    series,
    label: toLabel(selection, series),
    name: toPlainName(series.name),
    pid: series.pid,
    count: members.get(series.key)?.length ?? 1,
    within: undefined,
    ...lookOf(series),
    isShown: true,
    isOther: false,
    hiddenBy: undefined,
    values: toValues(series, usage),
    noGrowth: () => {
      const growth = usage.growth(series);
      return typeof growth === 'string' ? growth : undefined;
    },
    ...own,
  });
  const rows: TableRow[] = [];
  const add = (row: TableRow): void => {
    rows.push(row);
    if (!unfolded.has(row.key)) return;
    const { key, colour, opacity } = row;
    for (const one of members.get(key) ?? []) {
      rows.push(toRow(one, { within: key, colour, opacity, dash: undefined, isShown: false }));
    }
  };
  for (const series of selection.shown) add(toRow(series));
  if (other) {
    const { otherLabel: label, otherDrawn: isShown } = view;
    rows.push(toRow(other, { label, name: label, ...lookIn(otherLook, isArea), isOther: true, isShown }));
  }
  for (const { series, by } of selection.hidden) {
    if (isByHand(by) || (withHidden && by !== 'text')) add(toRow(series, { isShown: false, hiddenBy: by }));
  }
  return rows;
}

/** Growth is computed when it is asked for: a table of thousands of rows shows a hundred. */
function toValues(series: Series, usage: UsageWindow): RowValues {
  const { cpu, memKb, firstSample, lastSample } = usage.statistics(series);
  const { elapsed } = usage.axis;
  return {
    cpuSeconds: usage.cpuSeconds(series),
    cpu: cpu.avg ?? undefined,
    cpuMax: cpu.max ?? undefined,
    cpuMaxAt: cpu.maxAt ?? undefined,
    mem: toMib(memKb.avg),
    memMax: toMib(memKb.max),
    memMaxAt: memKb.maxAt ?? undefined,
    get memDiff() {
      return usage.memoryChange(series);
    },
    get growth() {
      const growth = usage.growth(series);
      return typeof growth === 'object' ? growth.perHour : undefined;
    },
    first: firstSample,
    last: lastSample,
    life:
      firstSample === undefined || lastSample === undefined
        ? undefined
        : (elapsed[lastSample] ?? 0) - (elapsed[firstSample] ?? 0),
  };
}

/**
 * In order of a column, rows without a value last; "other" stands after what is shown, what is hidden
 * after it, and the processes of a sum behind it, in the same order among themselves.
 */
export function sortRows(rows: readonly TableRow[], sort: Sort): TableRow[] {
  const within = Map.groupBy(
    rows.filter((row) => row.within !== undefined),
    (row) => row.within,
  );
  return rows
    .filter((row) => row.within === undefined)
    .sort((a, b) => toPart(a) - toPart(b) || compareRows(a, b, sort))
    .flatMap((row) => [row, ...(within.get(row.key) ?? []).sort((a, b) => compareRows(a, b, sort))]);
}

function toPart(row: TableRow): number {
  if (row.isOther) return 1;
  return row.isShown || isByHand(row.hiddenBy) ? 0 : 2;
}

function compareRows(a: TableRow, b: TableRow, { column, descending }: Sort): number {
  const sign = descending ? -1 : 1;
  if (column === 'name') return sign * compareText(a.name, b.name);
  if (column === 'pid') return sign * (a.pid - b.pid);
  const [left, right] = [a.values[column], b.values[column]];
  if (left === undefined || right === undefined) {
    return Number(left === undefined) - Number(right === undefined);
  }
  return sign * (left - right);
}

function compareText(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true, sensitivity: 'base' }) || (a < b ? -1 : Number(a > b));
}

function toMib(kb: number | null): number | undefined {
  return kb === null ? undefined : kb / 1024;
}

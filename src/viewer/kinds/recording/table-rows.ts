import { colourOf, dashOf, otherColour } from '#charts/series-colour.ts';
import type { HiddenBy } from '#model/recording/filter.ts';
import { styleOf } from '#model/recording/rank.ts';
import type { Series } from '#model/recording/recording.ts';
import { seriesLabel, toPlainName } from '#model/recording/series-label.ts';
import type { UsageWindow } from '#model/recording/usage-window.ts';
import { processColumns } from '#view/recording-state.ts';
import type { UsageView } from './usage-view.ts';

export type TableColumn = (typeof processColumns)[number];

export interface TableRow {
  key: string;
  series: Series;
  /** With its pid, for what speaks of one row alone. */
  label: string;
  name: string;
  pid: number;
  colour: string;
  dash: string | undefined;
  isShown: boolean;
  isOther: boolean;
  hiddenBy: HiddenBy | undefined;
  /** Over the window, over the samples it was there in. Percent of one core, MiB, samples; undefined where it was not there at all. */
  values: {
    cpu: number | undefined;
    cpuMax: number | undefined;
    cpuMaxAt: number | undefined;
    mem: number | undefined;
    memMax: number | undefined;
    memMaxAt: number | undefined;
    first: number | undefined;
    last: number | undefined;
  };
}

export interface Sort {
  column: TableColumn;
  descending: boolean;
}

/** `-cpu` and the like; what is no column is the default. */
export function parseSort(text: string | undefined): Sort {
  const column = processColumns.find((name) => name === text?.replace(/^-/, ''));
  return column
    ? { column, descending: text?.startsWith('-') === true }
    : { column: 'cpu', descending: true };
}

/** Hidden by a click in the table: it stays in its place there, to be clicked again. */
export function isByHand(by: HiddenBy | undefined): boolean {
  return by === 'hide' || by === 'only';
}

/**
 * A row a process that is shown or was hidden in the table, one for "other", and where asked one a
 * process that the filter, the text or the top hides.
 */
export function toTableRows(view: UsageView, usage: UsageWindow, withHidden: boolean): TableRow[] {
  const { recording, selection, other } = view;
  const toRow = (series: Series, label: string, look: Pick<TableRow, 'colour' | 'dash'>): TableRow => {
    const { cpu, memKb, firstSample, lastSample } = usage.statistics(series);
    return {
      key: series.key,
      series,
      label,
      name: series === other ? label : toPlainName(series.name),
      pid: series.pid,
      ...look,
      isShown: true,
      isOther: false,
      hiddenBy: undefined,
      values: {
        cpu: cpu.avg ?? undefined,
        cpuMax: cpu.max ?? undefined,
        cpuMaxAt: cpu.maxAt ?? undefined,
        mem: toMib(memKb.avg),
        memMax: toMib(memKb.max),
        memMaxAt: memKb.maxAt ?? undefined,
        first: firstSample,
        last: lastSample,
      },
    };
  };
  const lookOf = (series: Series): Pick<TableRow, 'colour' | 'dash'> => {
    const style = styleOf(recording, series);
    return { colour: colourOf(style), dash: dashOf(style) };
  };
  const rows = selection.shown.map((series) => toRow(series, seriesLabel(series), lookOf(series)));
  if (other) {
    const row = toRow(other, view.otherLabel, { colour: otherColour, dash: undefined });
    rows.push({ ...row, isOther: true, isShown: view.otherDrawn });
  }
  for (const { series, by } of selection.hidden) {
    if (!withHidden && !isByHand(by)) continue;
    rows.push({ ...toRow(series, seriesLabel(series), lookOf(series)), isShown: false, hiddenBy: by });
  }
  return rows;
}

/** In order of a column, rows without a value last; "other" stands after what is shown, what is hidden after it. */
export function sortRows(rows: readonly TableRow[], sort: Sort): TableRow[] {
  const sign = sort.descending ? -1 : 1;
  const group = (row: TableRow): number => (row.isOther ? 1 : row.isShown || isByHand(row.hiddenBy) ? 0 : 2);
  return rows.toSorted((a, b) => {
    if (group(a) !== group(b)) return group(a) - group(b);
    if (sort.column === 'name') return sign * compareText(a.name, b.name);
    if (sort.column === 'pid') return sign * (a.pid - b.pid);
    const [left, right] = [a.values[sort.column], b.values[sort.column]];
    if (left === undefined || right === undefined)
      return Number(left === undefined) - Number(right === undefined);
    return sign * (left - right);
  });
}

function compareText(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true, sensitivity: 'base' }) || (a < b ? -1 : Number(a > b));
}

function toMib(kb: number | null): number | undefined {
  return kb === null ? undefined : kb / 1024;
}

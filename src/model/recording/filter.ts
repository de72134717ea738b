import type { Expression, Measure } from './expression.ts';
import { fitsProcess, fitsRow } from './fits.ts';
import type { Grouping } from './grouping.ts';
import { lifeSeconds } from './lifetimes.ts';
import { rankSeries } from './rank.ts';
import type { Recording, Series } from './recording.ts';
import { toRows, type UsageRow } from './rows.ts';
import { averageOf, totalsOfSeries } from './series-totals.ts';

/** Thresholds on a process's whole recording: percent of one core, and MiB. */
export interface UsageThresholds {
  avgCpu: number;
  maxCpu: number;
  avgMemMib: number;
  maxMemMib: number;
}

/** What topidchart hides, and so what is expected here. */
export const DEFAULT_THRESHOLDS: UsageThresholds = { avgCpu: 2, maxCpu: 10, avgMemMib: 10, maxMemMib: 20 };

/** A threshold that no process is above: one that is not looked at. A number, so that links can carry it. */
export const NO_THRESHOLD = 1e9;

/** However high the thresholds, this many of the largest stay. */
export const LEAST_SHOWN = 10;

/** Where nothing is said, at most this many are drawn: as many as can be told apart by colour and dash. */
export const DEFAULT_TOP = 40;

/** What a reader has chosen to see. Keys that the recording does not have are passed over. */
export interface SelectionSpec {
  filter?: UsageThresholds | undefined;
  /** What is looked for. */
  where?: Expression | undefined;
  /** At most this many, the largest. Default DEFAULT_TOP. */
  top?: number | undefined;
  /** Exactly these, whatever else is set. */
  only?: readonly string[] | undefined;
  /** Never these. */
  hide?: readonly string[] | undefined;
  /** These too, whatever the filter, text and top say. */
  show?: readonly string[] | undefined;
  /** What is added up: nothing where not said. A group of which a process is named above is taken apart. */
  grouping?: Grouping | undefined;
}

export type HiddenBy = 'filter' | 'text' | 'top' | 'only' | 'hide';

export interface Selection {
  /** Processes, or sums of them, largest first. */
  shown: Series[];
  /** The others, largest first, each with what hides it. None is ever dropped: they make up "other". */
  hidden: { series: Series; by: HiddenBy }[];
  /** The processes of each sum, shown or hidden, by its key. */
  members: ReadonlyMap<string, readonly Series[]>;
}

/** How many processes some series are: a sum is as many as it adds up. */
export function countProcesses({ members }: Pick<Selection, 'members'>, series: readonly Series[]): number {
  return series.reduce((count, { key }) => count + (members.get(key)?.length ?? 1), 0);
}

/** Parts the processes of a recording into those shown and those summed as "other". */
export function selectSeries(recording: Recording, spec: SelectionSpec): Selection {
  const { where, grouping = { by: 'pid' } } = spec;
  const apart = new Set([...(spec.only ?? []), ...(spec.hide ?? []), ...(spec.show ?? [])]);
  // What is asked for by hand is looked at whatever the text says.
  const fits = (series: Series, group: string): boolean =>
    !where || apart.has(series.key) || fitsProcess(where, [series.name, group], series.pid);
  const ranks = rankSeries(recording, grouping);
  const ownRanks = rankSeries(recording);
  const rankOf = ({ series }: UsageRow): number => ranks.get(series.key) ?? ownRanks.get(series.key) ?? 0;
  const rows = toRows(recording, { grouping, fits, apart }).sort((a, b) => rankOf(a) - rankOf(b));
  const known = new Set(rows.map(({ series }) => series.key));
  const only = new Set(spec.only?.filter((key) => known.has(key)));
  const hide = new Set(spec.hide);
  const show = new Set(spec.show);
  const thresholds = spec.filter ?? DEFAULT_THRESHOLDS;

  const verdicts = new Map<string, HiddenBy | 'shown'>();
  const matching = rows.filter((row) => isFitting(recording, row, where));
  const isMatching = new Set(matching);
  const passing = new Set(matching.filter(({ series }) => isAbove(series, thresholds)));
  // Filled up from the largest, so that a small recording is not a blank page.
  for (const row of matching) {
    if (passing.size >= LEAST_SHOWN) break;
    passing.add(row);
  }
  let left = spec.top ?? DEFAULT_TOP;
  for (const row of rows) {
    const { key } = row.series;
    if (hide.has(key)) verdicts.set(key, 'hide');
    else if (show.has(key)) verdicts.set(key, 'shown');
    else if (!isMatching.has(row)) verdicts.set(key, 'text');
    else if (!passing.has(row)) verdicts.set(key, 'filter');
    else if (left <= 0) verdicts.set(key, 'top');
    else verdicts.set(key, 'shown');
    if (passing.has(row)) left -= 1;
  }
  const shown: Series[] = [];
  const hidden: Selection['hidden'] = [];
  for (const { series } of rows) {
    const verdict = withOnly(verdicts.get(series.key) ?? 'shown', only, series.key);
    if (verdict === 'shown') shown.push(series);
    else hidden.push({ series, by: verdict });
  }
  const looked = new Set(rows.flatMap(({ members }) => members));
  const unlooked = recording.series
    .filter((series) => series.kind === 'process' && !looked.has(series))
    .sort((a, b) => (ownRanks.get(a.key) ?? 0) - (ownRanks.get(b.key) ?? 0));
  for (const series of unlooked) hidden.push({ series, by: 'text' });
  const members = new Map(
    rows.flatMap((row) => (row.members.length > 1 ? [[row.series.key, row.members] as const] : [])),
  );
  return { shown, hidden, members };
}

/** What is shown only wins over all else; what it hides would be shown without it. */
function withOnly(verdict: HiddenBy | 'shown', only: ReadonlySet<string>, key: string): HiddenBy | 'shown' {
  if (only.size === 0) return verdict;
  if (only.has(key)) return 'shown';
  return verdict === 'shown' ? 'only' : verdict;
}

/** Whether a row fits what is looked for, by its names and by what is measured of it. */
export function isFitting(
  recording: Recording,
  { series, name, members }: UsageRow,
  where?: Expression,
): boolean {
  if (!where) return true;
  const byName = members.some((one) => fitsProcess(where, [one.name, name], one.pid));
  return (
    byName && fitsRow(where, { name, members, measure: (measure) => measureOf(recording, series, measure) })
  );
}

/** What an expression measures, over the whole recording. */
function measureOf(recording: Recording, series: Series, measure: Measure): number {
  switch (measure) {
    case 'cpu':
      return averageOf(totalsOfSeries(series).cpu);
    case 'cpuMax':
      return totalsOfSeries(series).cpu.max;
    case 'mem':
      return averageOf(totalsOfSeries(series).memKb) / 1024;
    case 'memMax':
      return totalsOfSeries(series).memKb.max / 1024;
    case 'samples':
      return series.at.length;
    case 'life':
      return lifeSeconds(recording, series);
  }
}

/** Above any one of the four is enough to be seen. */
function isAbove(series: Series, thresholds: UsageThresholds): boolean {
  const { cpu, memKb } = totalsOfSeries(series);
  return (
    averageOf(cpu) > thresholds.avgCpu ||
    cpu.max > thresholds.maxCpu ||
    averageOf(memKb) / 1024 > thresholds.avgMemMib ||
    memKb.max / 1024 > thresholds.maxMemMib
  );
}

import type { Recording, Series } from './recording.ts';
import { rankSeries } from './rank.ts';
import { metricColumn } from './usage-metric.ts';

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
  /** Part of a name or pid, in any case. */
  text?: string | undefined;
  /** At most this many, the largest. Default DEFAULT_TOP. */
  top?: number | undefined;
  /** Exactly these, whatever else is set. */
  only?: readonly string[] | undefined;
  /** Never these. */
  hide?: readonly string[] | undefined;
  /** These too, whatever the filter, text and top say. */
  show?: readonly string[] | undefined;
}

export type HiddenBy = 'filter' | 'text' | 'top' | 'only' | 'hide';

export interface Selection {
  /** Processes, largest first. */
  shown: Series[];
  /** The others, largest first, each with what hides it. None is ever dropped: they make up "other". */
  hidden: { series: Series; by: HiddenBy }[];
}

/** Parts the processes of a recording into those shown and those summed as "other". */
export function selectSeries(recording: Recording, spec: SelectionSpec): Selection {
  const ranks = rankSeries(recording);
  const processes = recording.series
    .filter((series) => series.kind === 'process')
    .sort((a, b) => (ranks.get(a.key) ?? 0) - (ranks.get(b.key) ?? 0));
  const known = new Set(processes.map((series) => series.key));
  const only = new Set(spec.only?.filter((key) => known.has(key)));
  const hide = new Set(spec.hide);
  const show = new Set(spec.show);
  const text = spec.text?.trim().toLowerCase() ?? '';
  const thresholds = spec.filter ?? DEFAULT_THRESHOLDS;

  const verdicts = new Map<string, HiddenBy | 'shown'>();
  const matching = processes.filter((series) => matchesText(series, text));
  const passing = new Set(matching.filter((series) => isAbove(series, thresholds)));
  // Filled up from the largest, so that a small recording is not a blank page.
  for (const series of matching) {
    if (passing.size >= LEAST_SHOWN) break;
    passing.add(series);
  }
  let left = spec.top ?? DEFAULT_TOP;
  for (const series of processes) {
    const { key } = series;
    if (hide.has(key)) verdicts.set(key, 'hide');
    else if (show.has(key)) verdicts.set(key, 'shown');
    else if (!matchesText(series, text)) verdicts.set(key, 'text');
    else if (!passing.has(series)) verdicts.set(key, 'filter');
    else if (left <= 0) verdicts.set(key, 'top');
    else verdicts.set(key, 'shown');
    if (passing.has(series)) left -= 1;
  }
  const shown: Series[] = [];
  const hidden: Selection['hidden'] = [];
  for (const series of processes) {
    const verdict = withOnly(verdicts.get(series.key) ?? 'shown', only, series.key);
    if (verdict === 'shown') shown.push(series);
    else hidden.push({ series, by: verdict });
  }
  return { shown, hidden };
}

/** What is shown only wins over all else; what it hides would be shown without it. */
function withOnly(verdict: HiddenBy | 'shown', only: ReadonlySet<string>, key: string): HiddenBy | 'shown' {
  if (only.size === 0) return verdict;
  if (only.has(key)) return 'shown';
  return verdict === 'shown' ? 'only' : verdict;
}

function matchesText(series: Series, text: string): boolean {
  return text === '' || series.name.toLowerCase().includes(text) || String(series.pid).includes(text);
}

/** Above any one of the four is enough to be seen. */
function isAbove(series: Series, thresholds: UsageThresholds): boolean {
  const cpu = extent(metricColumn(series, 'cpu'));
  const memory = extent(series.memKb);
  return (
    cpu.avg > thresholds.avgCpu ||
    cpu.max > thresholds.maxCpu ||
    memory.avg / 1024 > thresholds.avgMemMib ||
    memory.max / 1024 > thresholds.maxMemMib
  );
}

const extents = new WeakMap<ArrayLike<number>, { avg: number; max: number }>();

/** Over the samples in which the process was there, its finite values. */
function extent(values: Float32Array | Float64Array): { avg: number; max: number } {
  let known = extents.get(values);
  if (known) return known;
  let [sum, count, max] = [0, 0, 0];
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (!Number.isFinite(value)) continue;
    sum += value;
    count += 1;
    if (value > max) max = value;
  }
  known = { avg: count === 0 ? 0 : sum / count, max };
  extents.set(values, known);
  return known;
}

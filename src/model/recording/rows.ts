import { groupsOf, type Grouping } from './grouping.ts';
import type { Recording, Series } from './recording.ts';
import { sumSeries } from './usage-sum.ts';

/** What is drawn as one line and listed as one row: a process, or several added up. */
export interface UsageRow {
  /** The process, or the sum, under a key of its own. */
  series: Series;
  /** What it is called beside the names of its processes. */
  name: string;
  /** One, or those added up. */
  members: readonly Series[];
}

/** What of the processes of a recording is looked at. */
export interface RowSpec {
  grouping: Grouping;
  /** Whether a process is looked at at all; all are where it is not given. */
  fits?: ((series: Series, groupName: string) => boolean) | undefined;
  /** Keys of processes that stand for themselves: the group of each is taken apart. */
  apart?: ReadonlySet<string> | undefined;
}

const sums = new WeakMap<Series, { members: readonly Series[]; key: string; sum: Series }[]>();

/** The rows of a recording, in order of first appearance. A group of one process is that process. */
export function toRows(recording: Recording, { grouping, fits, apart }: RowSpec): UsageRow[] {
  const groups = groupsOf(recording, grouping);
  const isApart = new Set(
    [...(apart ?? [])].flatMap((key) => {
      const group = groups.get(key);
      return group ? [group.key] : [];
    }),
  );
  const rows = new Map<string, { name: string; members: Series[] }>();
  for (const series of recording.series) {
    if (series.kind !== 'process') continue;
    const group = groups.get(series.key);
    if (fits && !fits(series, group?.name ?? series.name)) continue;
    const own = group && !isApart.has(group.key) ? group : { key: series.key, name: series.name };
    const row = rows.get(own.key);
    if (row) row.members.push(series);
    else rows.set(own.key, { name: own.name, members: [series] });
  }
  return Array.from(rows, ([key, { name, members }]) => {
    const [only] = members;
    return only && members.length === 1
      ? { series: only, name: only.name, members }
      : { series: toSum(recording, members, key, name), name, members };
  });
}

/** Sums are kept: which processes they are of seldom changes. */
function toSum(recording: Recording, members: readonly Series[], key: string, name: string): Series {
  const [first] = members;
  if (!first) return sumSeries(recording, members, key, name);
  const kept = sums.get(first) ?? [];
  sums.set(first, kept);
  const found = kept.find(
    (one) =>
      one.key === key &&
      one.members.length === members.length &&
      one.members.every((member, index) => member === members[index]),
  );
  if (found) return found.sum;
  const sum = sumSeries(recording, members, key, name);
  // Few are of use again: that of all, and the last that was filtered.
  if (kept.length > 3) kept.shift();
  kept.push({ members, key, sum });
  return sum;
}

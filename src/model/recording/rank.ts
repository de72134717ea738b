import type { Grouping } from './grouping.ts';
import type { Recording, Series } from './recording.ts';
import { toRows } from './rows.ts';
import { totalsOfSeries } from './series-totals.ts';

/** How a process is drawn: one of the palette's colours and, once those are used up, a dash. */
export interface SeriesStyle {
  /** `--cb-series-N` */
  color: number;
  /** Index into the dash patterns; 0 is solid. */
  dash: number;
}

/** How many colours the palette has, and dash patterns the charts. */
export const PALETTE_SIZE = 10;
export const DASH_COUNT = 4;

const ranks = new WeakMap<Recording, Map<string, Map<string, number>>>();
const byPid: Grouping = { by: 'pid' };

/**
 * Processes, or the sums of a grouping, by how much of the recording is theirs, from 0: their part of
 * all CPU time plus their part of all memory, over the whole recording. It depends on nothing that a
 * reader filters by, so what is derived from it (colour, who fills up a short list) is the same in every
 * chart and on every visit.
 */
export function rankSeries(recording: Recording, grouping: Grouping = byPid): ReadonlyMap<string, number> {
  const id = JSON.stringify(grouping);
  const kept = ranks.get(recording) ?? new Map<string, Map<string, number>>();
  ranks.set(recording, kept);
  let ranked = kept.get(id);
  if (ranked) return ranked;
  const rows = toRows(recording, { grouping });
  const cpu = rows.map(({ series }) => totalsOfSeries(series).cpu.sum);
  const memory = rows.map(({ series }) => totalsOfSeries(series).memKb.sum);
  const allCpu = sumOf(cpu) || 1;
  const allMemory = sumOf(memory) || 1;
  const order = rows
    .map(({ series: { key } }, index) => ({
      key,
      index,
      part: (cpu[index] as number) / allCpu + (memory[index] as number) / allMemory,
    }))
    .sort((a, b) => b.part - a.part || a.index - b.index);
  ranked = new Map(order.map(({ key }, rank) => [key, rank]));
  if (kept.size > 8) kept.clear();
  kept.set(id, ranked);
  return ranked;
}

/** Two processes share a style only from the 41st on. */
export function styleOfRank(rank: number): SeriesStyle {
  return { color: rank % PALETTE_SIZE, dash: Math.floor(rank / PALETTE_SIZE) % DASH_COUNT };
}

/** Style of a process of a recording, or of a sum: one that is taken out of its sum has its own. */
export function styleOf(recording: Recording, series: Series, grouping: Grouping = byPid): SeriesStyle {
  const rank = rankSeries(recording, grouping).get(series.key) ?? rankSeries(recording).get(series.key);
  return styleOfRank(rank ?? 0);
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => (Number.isFinite(value) ? sum + value : sum), 0);
}

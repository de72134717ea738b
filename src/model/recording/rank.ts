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

/** Style of a process of a recording, or of a sum, by itself. */
export function styleOf(recording: Recording, series: Series, grouping: Grouping = byPid): SeriesStyle {
  return styleOfRank(rankOf(recording, series, grouping));
}

/**
 * Styles of what is shown at once, by ranks. Each has its own, but of two that have one colour the lower takes one that
 * is free; of more than there are colours the last share those of the smallest.
 */
export function stylesOfRanks(ranks: readonly number[]): SeriesStyle[] {
  /** Who has a colour, the first before the others, by the colour. */
  const held = Array.from({ length: PALETTE_SIZE }, (): SeriesStyle[] => []);
  const greatest = Array.from({ length: PALETTE_SIZE }, () => 0);
  const styles: SeriesStyle[] = [];
  const take = (index: number, style: SeriesStyle): void => {
    if (held[style.color]!.length === 0) greatest[style.color] = ranks[index]!;
    held[style.color]!.push(style);
    styles[index] = style;
  };
  const order = [...ranks.keys()].sort((a, b) => ranks[a]! - ranks[b]!);
  const waiting = order.filter((index) => {
    const own = styleOfRank(ranks[index]!);
    if (held[own.color]!.length > 0) return true;
    take(index, own);
    return false;
  });
  for (const index of waiting) {
    const colors = [...held.keys()];
    const [color = 0] = colors.sort(
      (a, b) => held[a]!.length - held[b]!.length || greatest[b]! - greatest[a]! || a - b,
    );
    const dash = (held[color]![0]?.dash ?? 0) + held[color]!.length;
    take(index, { color, dash: dash % DASH_COUNT });
  }
  return styles;
}

/** Styles of processes, or sums, that are shown at once. */
export function stylesOf(
  recording: Recording,
  shown: readonly Series[],
  grouping: Grouping = byPid,
): SeriesStyle[] {
  return stylesOfRanks(shown.map((series) => rankOf(recording, series, grouping)));
}

/** One that is taken out of its sum has its own. */
function rankOf(recording: Recording, { key }: Series, grouping: Grouping): number {
  return rankSeries(recording, grouping).get(key) ?? rankSeries(recording).get(key) ?? 0;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => (Number.isFinite(value) ? sum + value : sum), 0);
}

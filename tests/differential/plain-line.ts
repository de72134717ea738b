import type { PixelWindow } from '#model/recording/downsample.ts';
import type { Series } from '#model/recording/recording.ts';
import type { TimeAxis } from '#model/recording/time-axis.ts';
import type { Metric } from '#model/recording/usage-metric.ts';

interface Point {
  sample: number;
  x: number;
  y: number;
}

/** The points of a line, and at which places among them it breaks: by looking through all rows for each column. */
export function plainLine(
  { at, userCpu, systemCpu, memKb }: Series,
  metric: Metric,
  { positions, broken }: TimeAxis,
  { from, to, columns }: PixelWindow,
): { drawn: [number, number][]; breaks: number[] } {
  const all = Array.from(at, (sample, row): Point => {
    const [user, system, mem] = [userCpu[row]!, systemCpu[row]!, memKb[row]!];
    const y = { cpu: Math.fround(user + system), userCpu: user, systemCpu: system, memory: mem / 1024 }[metric as 'cpu']; // prettier-ignore
    return { sample, x: positions[sample]!, y };
  });
  const finite = (point: Point | undefined): point is Point =>
    point !== undefined && Number.isFinite(point.y);
  const joined = (a: Point | undefined, b: Point | undefined) =>
    finite(a) && finite(b) && b.sample - a.sample === 1 && broken[b.sample] === 0;
  const crossing = (a: Point, b: Point, edge: number): [number, number][] =>
    b.x > a.x ? [[edge, a.y + ((edge - a.x) / (b.x - a.x)) * (b.y - a.y)]] : [];
  const inside = all.filter(({ x }) => x >= from && x <= to);
  const [last, next] = [all.findLast(({ x }) => x < from), all.find(({ x }) => x > to)];
  const columnOf = ({ x }: Point) => Math.min(columns - 1, Math.max(0, Math.floor((x - from) * (columns / (to - from))))); // prettier-ignore
  const drawn: [number, number][] = [];
  const breaks: number[] = [];
  const [first] = inside;
  if (first && joined(last, first)) drawn.push(...crossing(last!, first, from));
  if (!first && joined(last, next))
    drawn.push(...crossing(last!, next!, from), ...crossing(last!, next!, to));
  const shown = inside.filter(finite);
  let before: Point | undefined;
  for (let column = 0; column < columns; column++) {
    const here = shown.filter((point) => columnOf(point) === column);
    if (here.length === 0) continue;
    const least = here.find(({ y }) => y === Math.min(...here.map((point) => point.y)))!;
    const greatest = here.find(({ y }) => y === Math.max(...here.map((point) => point.y)))!;
    if (before && !joined(before, here[0])) breaks.push(drawn.length + breaks.length);
    const kept = new Set([here[0]!, ...[least, greatest].sort((a, b) => a.sample - b.sample), here.at(-1)!]);
    drawn.push(...[...kept].map(({ x, y }): [number, number] => [x, y]));
    before = here.at(-1)!;
  }
  const after = all[all.indexOf(before!) + 1];
  if (before && after && after.x > to && joined(before, after)) drawn.push(...crossing(before, after, to));
  return { drawn, breaks };
}

/** The samples of the least and the greatest total of each column, and one behind the window. */
export function plainStack(
  totals: Float64Array,
  { positions }: TimeAxis,
  { from, to, columns }: PixelWindow,
): number[] {
  const first = positions.findIndex((x) => x >= from);
  if (first < 0) return [];
  const behind = positions.findIndex((x) => x > to);
  const end = behind < 0 ? positions.length : behind + 1;
  const byColumn = new Map<number, number[]>();
  for (let sample = first; sample < end; sample++) {
    const column = Math.min(columns, Math.floor((positions[sample]! - from) * (columns / (to - from))));
    byColumn.set(column, [...(byColumn.get(column) ?? []), sample]);
  }
  return [...byColumn.values()].flatMap((samples) => {
    const by = samples.toSorted((a, b) => totals[a]! - totals[b]! || a - b);
    const most = samples.filter((sample) => totals[sample] === totals[by.at(-1)!])[0]!;
    return [...new Set([Math.min(by[0]!, most), Math.max(by[0]!, most)])];
  });
}

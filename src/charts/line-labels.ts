import type { Markish } from '@observablehq/plot';
import { seriesLabel, toPlainName } from '#model/recording/series-label.ts';
import type { Series } from '#model/recording/recording.ts';
import { cutTo, guessWidth } from '#model/text-width.ts';
import { haloed, makeSvg, pixelMark, type Plane } from './pixel-mark.ts';
import { LINE, spread } from './spread.ts';
import { flagsWithin, flagSize, type Flag, type FlaggedSpec } from './time-marks.ts';

/** Where a line, or a band, ends at the right, and what it is called there. */
export interface LineEnd {
  label: string;
  /** A CSS colour. */
  colour: string;
  /** Position on the axis. */
  at: number;
  value: number;
  /** Where it is highest: what has no room for its name at its end has it there. */
  peak?: { at: number; value: number } | undefined;
  /** Of a band, from where to where at its end: one that is lower than its name has none. */
  band?: readonly [low: number, high: number] | undefined;
}

export const nameLetters = 11;
/** Pixels of a plot that has one name more within it. */
const PER_NAME = 60;
/** Pixels of what is a name still. */
const LEAST_NAME = 24;
/** From the edge of the plot to its names. */
const LEADER = 8;

/** A name with its place. */
export interface PlacedName {
  text: string;
  colour: string;
  /** Where it begins, and its middle. */
  x: number;
  y: number;
  /** From the end of its line to the name, where that stands beside the plot. */
  leader: readonly [x1: number, y1: number, x2: number, y2: number] | undefined;
}

/** Names at the ends of lines, the most important first: those that have room, none over another. */
export function labelMark(ends: readonly LineEnd[], spec: FlaggedSpec): Markish {
  return pixelMark('cb-labels', (paper, group) => {
    for (const { text, colour, x, y, leader } of placeNames(paper, ends, spec)) {
      if (leader) {
        const [x1, y1, x2, y2] = leader.map(round);
        const line = { fill: 'none', stroke: colour, 'stroke-opacity': '0.7' };
        group.append(makeSvg(paper.document, 'path', { d: `M${x1},${y1}L${x2},${y2}`, ...line }));
      }
      const letters = { dy: '0.34em', 'text-anchor': 'start', 'font-size': nameLetters, 'font-weight': 600 };
      const rim = leader ? {} : haloed;
      group.append(makeSvg(paper.document, 'text', { x, y, ...letters, fill: colour, ...rim }, text));
    }
  });
}

/** Where names stand: those that have room, none over another or the number of a mark, the first before all others. */
export function placeNames(plane: Plane, ends: readonly LineEnd[], spec: FlaggedSpec): PlacedName[] {
  const placed = ends
    .filter(({ band }) => !band || Math.abs(plane.toY(band[0]) - plane.toY(band[1])) >= nameLetters - 2)
    .map((end) => ({ end, x: plane.toX(end.at), y: plane.toY(end.value) }))
    .filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  const room = plane.width - plane.right - LEADER - 2;
  // Three letters are no name: without room beside the plot all names are within it.
  const hasMargin = room >= 36;
  // What ends near the edge, without room for its name before it, has it beside the plot too.
  const isLast = ({ x, end }: Placed): boolean =>
    hasMargin && x > plane.right - Math.max(LEADER, Math.min(100, guessWidth(end.label, nameLetters) + 4));
  return [
    ...placeInMargin(plane, placed.filter(isLast), room),
    ...placeWithin(
      plane,
      placed.filter((one) => !isLast(one)),
      flagsWithin(plane, spec),
    ),
  ];
}

/** What lines are called among one another: the name alone where only one has it, else with its pid. */
export function toLineNames(drawn: readonly { series: Series; label: string }[]): string[] {
  const names = drawn.map(({ series, label }) =>
    // A label that is not the process's own is a sum's, or says of which recording it is.
    label === seriesLabel(series) ? toPlainName(series.name) : label,
  );
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return names.map((name, index) => (counts.get(name) === 1 ? name : (drawn[index]?.label ?? name)));
}

interface Placed {
  end: LineEnd;
  x: number;
  y: number;
}

function placeInMargin(plane: Plane, ends: readonly Placed[], room: number): PlacedName[] {
  const places = spread(
    ends.map(({ y }) => y),
    // Not above the drawing, which cuts it off where it is painted.
    [Math.max(LINE / 2, plane.top - LINE / 2), plane.bottom],
  );
  return ends.flatMap(({ end: { colour, label }, x, y }, index): PlacedName[] => {
    const place = places[index];
    if (place === undefined) return [];
    const leader = [x + 1, y, plane.right + LEADER - 2, place] as const;
    const text = cutName(label, room);
    return [{ text, colour, x: plane.right + LEADER, y: place, leader }];
  });
}

/**
 * Within the plot a name stands right where its line ends before the others, or at its highest, where no
 * other name is. A line that is nowhere as high as a name has none there: it would be the axis' name.
 */
function placeWithin(plane: Plane, ends: readonly Placed[], flags: readonly Flag[]): PlacedName[] {
  const { left, right, toX, toY } = plane;
  const zero = toY(0);
  const most = Math.floor((right - left) / PER_NAME);
  const names: (PlacedName & { width: number })[] = [];
  for (const { end, x, y } of ends) {
    if (names.length >= most) break;
    const peak = end.peak && { x: toX(end.peak.at), y: toY(end.peak.value) };
    if (!end.band && Math.abs((peak?.y ?? y) - zero) < LINE) continue;
    const text = cutName(end.label, (right - left) / 2);
    const width = guessWidth(text, nameLetters) + 4;
    const places = [
      ...(end.band || Math.abs(y - zero) >= LINE ? [{ x: x + 4, y }] : []),
      ...(peak ? atPeak(plane, peak, width) : []),
    ];
    const place = places.find(
      (one) =>
        one.x >= left &&
        one.x + width - 4 <= right &&
        flags.every(
          (flag) =>
            one.y + LINE / 2 <= flag.y ||
            one.y - LINE / 2 >= flag.y + flagSize.height ||
            one.x >= flag.x + flag.box ||
            one.x + width - 4 <= flag.x,
        ) &&
        names.every(
          (other) =>
            Math.abs(other.y - one.y) >= LINE || one.x >= other.x + other.width || one.x + width <= other.x,
        ),
    );
    if (place) names.push({ text, colour: end.colour, ...place, leader: undefined, width });
  }
  return names;
}

/** As much of a name as fits; what tells two of one name apart stands at its end, and stays: `come-and… (B)`. */
function cutName(label: string, room: number): string {
  const cut = cutTo(label, room, nameLetters);
  const [end] = / \([^()]\)$/.exec(label.slice(-4)) ?? [];
  const left = room - guessWidth(end ?? '', nameLetters);
  if (cut === label || end === undefined || left < LEAST_NAME) return cut;
  return cutTo(label.slice(0, -end.length), left, nameLetters) + end;
}

/** Above the highest of a line, else beside it; never out of the plot, nor on the axis. */
function atPeak(plane: Plane, peak: { x: number; y: number }, width: number): { x: number; y: number }[] {
  const { left, right, top, bottom } = plane;
  const within = (y: number): number => Math.max(top + LINE / 2, Math.min(bottom - LINE / 2 - 1, y));
  const middle = Math.max(left + 2, Math.min(right - width, peak.x - width / 2));
  return [
    { x: middle, y: within(peak.y - LINE / 2 - 2) },
    { x: peak.x + 6, y: within(peak.y) },
    { x: peak.x - width - 2, y: within(peak.y) },
  ];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

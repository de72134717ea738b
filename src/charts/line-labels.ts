import type { Markish } from '@observablehq/plot';
import { seriesLabel, toPlainName } from '#model/recording/series-label.ts';
import type { Series } from '#model/recording/recording.ts';
import { cutTo, guessWidth } from '#model/text-width.ts';
import { haloed, makeSvg, pixelMark, type Plane } from './pixel-mark.ts';

/** Where a line, or a band, ends at the right, and what it is called there. */
export interface LineEnd {
  label: string;
  /** A CSS colour. */
  colour: string;
  /** Position on the axis. */
  at: number;
  value: number;
  /** Of a band, from where to where at its end: one that is lower than its name has none. */
  band?: readonly [low: number, high: number] | undefined;
}

export const nameLetters = 11;
/** Pixels from one name to the next. */
const LINE = 13;
/** How far from the end of its line a name may stand. */
const FARTHEST = 30;
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
export function labelMark(ends: readonly LineEnd[]): Markish {
  return pixelMark('cb-labels', (paper, group) => {
    for (const { text, colour, x, y, leader } of placeNames(paper, ends)) {
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

/** Where names stand: those that have room, none over another. */
export function placeNames(plane: Plane, ends: readonly LineEnd[]): PlacedName[] {
  const placed = ends
    .filter(({ band }) => !band || Math.abs(plane.toY(band[0]) - plane.toY(band[1])) >= nameLetters - 2)
    .map((end) => ({ end, x: plane.toX(end.at), y: plane.toY(end.value) }))
    .filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  // What ends near the edge, without room for its name before it, has it beside the plot too.
  const isLast = ({ x, end }: Placed): boolean =>
    x > plane.right - Math.max(LEADER, Math.min(100, guessWidth(end.label, nameLetters) + 4));
  return [
    ...placeInMargin(plane, placed.filter(isLast)),
    ...placeWithin(
      plane,
      placed.filter((one) => !isLast(one)),
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

function placeInMargin(plane: Plane, ends: readonly Placed[]): PlacedName[] {
  const room = plane.width - plane.right - LEADER - 2;
  // Three letters are no name.
  if (room < 36) return [];
  const places = spread(
    ends.map(({ y }) => y),
    [plane.top - LINE / 2, plane.bottom],
  );
  return ends.flatMap(({ end: { colour, label }, x, y }, index): PlacedName[] => {
    const place = places[index];
    if (place === undefined) return [];
    const leader = [x + 1, y, plane.right + LEADER - 2, place] as const;
    const text = cutTo(label, room, nameLetters);
    return [{ text, colour, x: plane.right + LEADER, y: place, leader }];
  });
}

/** Lines that end before the others have their names right there, where no other name is. */
function placeWithin(plane: Plane, ends: readonly Placed[]): PlacedName[] {
  const taken: { x: number; y: number; width: number }[] = [];
  return ends.flatMap(({ end: { label, colour }, x, y }): PlacedName[] => {
    const width = guessWidth(label, nameLetters) + 4;
    if (x < plane.left || x + width > plane.right) return [];
    const isFree = taken.every(
      (other) => Math.abs(other.y - y) >= LINE || x > other.x + other.width || x + width < other.x,
    );
    if (!isFree) return [];
    taken.push({ x, y, width });
    return [{ text: label, colour, x: x + 4, y, leader: undefined }];
  });
}

/**
 * Heights for names, as near to their own as they can be without touching. Where they cannot all be
 * near, the last ones give way.
 *
 * @param wanted the most important first
 * @returns beside each its height; undefined for those left out
 */
export function spread(
  wanted: readonly number[],
  [top, bottom]: readonly [top: number, bottom: number],
): (number | undefined)[] {
  let kept = bottom < top ? [] : wanted.map((_, index) => index);
  for (;;) {
    const places = settle(kept, wanted, top, bottom);
    // Neither far off, nor below all room: a low chart has room for few.
    const isFar = (index: number): boolean => {
      const place = places.get(index) ?? 0;
      return Math.abs(place - (wanted[index] ?? 0)) > FARTHEST || place > bottom + 1e-9;
    };
    const far = kept.filter(isFar);
    if (far.length === 0) return wanted.map((_, index) => places.get(index));
    // Who crowds whom is a matter of all that are near the one that is far off.
    const [first = 0] = far;
    const near = kept.filter(
      (index) => Math.abs((wanted[index] ?? 0) - (wanted[first] ?? 0)) <= FARTHEST * 2,
    );
    const gone = Math.max(...near);
    kept = kept.filter((index) => index !== gone);
  }
}

/** Groups of names that touch, each about the middle of what its members want. */
function settle(
  kept: readonly number[],
  wanted: readonly number[],
  top: number,
  bottom: number,
): Map<number, number> {
  const groups: { members: number[]; sum: number; start: number }[] = [];
  const startOf = (sum: number, count: number): number =>
    Math.min(Math.max(top, bottom - (count - 1) * LINE), Math.max(top, sum / count));
  for (const index of kept.toSorted((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b)) {
    const want = wanted[index] ?? 0;
    let group = { members: [index], sum: want, start: startOf(want, 1) };
    for (let above = groups.at(-1); above; above = groups.at(-1)) {
      if (above.start + above.members.length * LINE <= group.start) break;
      groups.pop();
      const offset = above.members.length * LINE * group.members.length;
      const members = [...above.members, ...group.members];
      const sum = above.sum + group.sum - offset;
      group = { members, sum, start: startOf(sum, members.length) };
    }
    groups.push(group);
  }
  return new Map(
    groups.flatMap(({ members, start }) =>
      members.map((index, place): [number, number] => [index, start + place * LINE]),
    ),
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

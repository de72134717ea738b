import type { WaitCount } from '#model/crash/wait-times.ts';

/** Waits in one state that are drawn as one circle. */
export interface WaitGroup {
  state: string;
  /** The shortest and the longest, in minutes. */
  from: number;
  to: number;
  count: number;
  /** Of its circle, from where 0 stands. */
  pixels: number;
  radius: number;
  text: string;
  /** Whether the text stands in the circle, and not behind it. */
  isInside: boolean;
}

interface GroupRoom {
  toPixels(minutes: number): number;
  largestRadius: number;
  format(count: number): string;
  /** Where the drawing ends, from where 0 stands. */
  end: number;
}

/** Advance of a character of the 11 px counts. */
const countCharacter = 6.7;
/** Between a circle and its count, and between a count and the next circle. */
export const countGap = 3;

/**
 * Waits in groups, so that no circle, with its count, stands on another of its row: whoever has room is a group by
 * itself, in its place. Others that are close together have a stretch of the row for their circle.
 */
export function toWaitGroups(waits: readonly WaitCount[], room: GroupRoom): WaitGroup[] {
  const rows = new Map<string, WaitCount[]>();
  for (const wait of waits.toSorted((a, b) => a.minutes - b.minutes)) {
    const row = rows.get(wait.state);
    if (row) row.push(wait);
    else rows.set(wait.state, [wait]);
  }
  let most = waits.reduce((all, { count }) => Math.max(all, count), 1);
  for (;;) {
    const groups = [...rows.values()].flatMap((row) => groupRow(row, most, room));
    const found = groups.reduce((all, { count }) => Math.max(all, count), 1);
    if (found <= most) return groups;
    // Beside what was put together all others are smaller, and some have room again.
    most = found;
  }
}

/** @param row waits in one state, the shortest first */
function groupRow(row: readonly WaitCount[], most: number, room: GroupRoom): WaitGroup[] {
  const groups: WaitGroup[] = [];
  let taken = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < row.length;) {
    const { state, minutes: from } = row[at]!;
    const start = Math.max(taken, room.toPixels(from) - room.largestRadius);
    let end = start + 2 * room.largestRadius;
    let [count, sum, to] = [0, 0, from];
    let drawn = draw(0, most, room);
    for (; at < row.length && room.toPixels(row[at]!.minutes) - drawn.radius < end; at++) {
      const wait = row[at]!;
      count += wait.count;
      sum += wait.count * room.toPixels(wait.minutes);
      to = wait.minutes;
      drawn = draw(count, most, room);
      end = Math.max(end, start + room.largestRadius + drawn.radius + drawn.beside);
    }
    const last = Math.min(end, room.end) - drawn.radius - drawn.beside;
    const pixels = Math.max(start + drawn.radius, Math.min(sum / count, last));
    const { radius, text, isInside } = drawn;
    groups.push({ state, from, to, count, pixels, radius, text, isInside });
    taken = pixels + radius + drawn.beside;
  }
  return groups;
}

/** A circle whose area goes with its goroutines, its count, and the room that this takes behind it. */
function draw(
  count: number,
  most: number,
  room: GroupRoom,
): { radius: number; text: string; isInside: boolean; beside: number } {
  const radius = room.largestRadius * Math.sqrt(Math.min(1, count / most));
  const text = room.format(count);
  const width = text.length * countCharacter;
  const isInside = width + 2 < 2 * radius;
  return { radius, text, isInside, beside: isInside ? 0 : width + 2 * countGap };
}

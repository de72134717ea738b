/** Pixels from one name to the next. */
export const LINE = 13;
/** How far from the end of its line a name may stand: with its leader it is still found. */
const FARTHEST = 80;
/** Lines that end this near to one another crowd one another. */
const NEAR = 120;

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
    const near = kept.filter((index) => Math.abs((wanted[index] ?? 0) - (wanted[first] ?? 0)) <= NEAR);
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

import type { Count, Measure } from './growth-child.ts';

/** Twice the input may take this much more than twice the steps: sorting does, a table that doubles does. */
const mostGrowth = 2.6;
/** Fewer steps a byte than these are not looked at: a table that doubles may do so at the last size alone. */
const leastStepsPerByte = 40;
const leastKeptPerByte = 80;
/** What the engine itself takes and lets go of in between: code, caches, tables that wait for the collector. */
const leastKept = 8 * 2 ** 20;

/**
 * What of three sizes n, 2n and 4n grows faster than they do. The steps from 2n to 4n are compared with
 * those from n to 2n, so that what is the same for each size does not hide the growth; linear work gives 2.
 */
export function findGrowth([one, two, four]: readonly Measure[]): string[] {
  if (!one || !two || !four) throw new Error('three sizes are compared');
  const found: string[] = [];
  for (const [part, most] of Object.entries(four.parts)) {
    const [least, middle] = [one.parts[part], two.parts[part]];
    // Where a small one is not read at all there is nothing to compare.
    if (!least || !middle) continue;
    for (const kind of Object.keys(most) as Count[]) {
      const counts = [least, middle, most].map((of) => of[kind] ?? 0) as [number, number, number];
      const [before, after] = [counts[1] - counts[0], counts[2] - counts[1]];
      const added = Math.max(200, four.sizeBytes - two.sizeBytes);
      const floor =
        kind === 'keptBytes' ? Math.max(leastKept, leastKeptPerByte * added) : leastStepsPerByte * added;
      if (after <= floor || after <= mostGrowth * Math.max(0, before)) continue;
      found.push(
        `${part}: ${kind} ${counts.join(', ')} for ${one.sizeBytes}, ${two.sizeBytes}, ${four.sizeBytes} bytes`,
      );
    }
  }
  return found;
}

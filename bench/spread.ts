/** The middle one of several, the least and the greatest. */
export interface Spread {
  median: number;
  min: number;
  max: number;
}

/** Of an even number the greater of the two in the middle. Undefined where any is, or there is none. */
export function toSpread(values: readonly (number | undefined)[]): Spread | undefined {
  const sorted = values.flatMap((value) => value ?? []).sort((a, b) => a - b);
  if (sorted.length === 0 || sorted.length < values.length) return undefined;
  return { median: sorted[sorted.length >> 1]!, min: sorted[0]!, max: sorted.at(-1)! };
}

/** The one in the middle. */
export function toMedian(values: readonly number[]): number {
  return toSpread(values)?.median ?? Number.NaN;
}

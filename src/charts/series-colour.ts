import { DASH_COUNT, type SeriesStyle } from '#model/recording/rank.ts';

/** Solid, then patterns that stay apart at a width of 1.5 px. */
const dashes: (string | undefined)[] = [undefined, '6 3', '2 2', '8 3 2 3'];

/** A CSS variable, so that one drawing serves both themes. */
export function colourOf(style: SeriesStyle): string {
  return `var(--cb-series-${style.color})`;
}

export const otherColour = 'var(--cb-other)';

/** `stroke-dasharray`; undefined for a solid line. */
export function dashOf(style: SeriesStyle): string | undefined {
  return dashes[style.dash % DASH_COUNT];
}

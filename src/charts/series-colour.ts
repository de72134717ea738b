import type { Grouping } from '#model/recording/grouping.ts';
import { DASH_COUNT, type SeriesStyle, stylesOf } from '#model/recording/rank.ts';
import type { Recording, Series } from '#model/recording/recording.ts';
import { seriesLabel } from '#model/recording/series-label.ts';
import { BAND_OPACITY } from './time-layers.ts';
import type { DrawnSeries } from './usage-lines.ts';

/** Solid, then patterns that stay apart at a width of 1.5 px. */
const dashes: (string | undefined)[] = [undefined, '6 3', '2 2', '8 3 2 3'];

/**
 * How much of what is behind a band its colour covers: a band has no dash, and the second of one colour is paler. Steps
 * that the eye takes for equal ones, on a light ground and on a dark one.
 */
const opacities = [BAND_OPACITY, 0.62, 0.42, 0.27];

/** A CSS variable, so that one drawing serves both themes. */
function colourOf(style: SeriesStyle): string {
  return `var(--cb-series-${style.color})`;
}

/** As a line, and as a band. */
export function looksOf(style: SeriesStyle): Pick<DrawnSeries, 'colour' | 'dash' | 'opacity'> {
  return { colour: colourOf(style), dash: dashOf(style), opacity: opacityOf(style) };
}

/** What is summed of the hidden. */
export const otherLook = { colour: 'var(--cb-other)', opacity: BAND_OPACITY } as const;

/** `stroke-dasharray`; undefined for a solid line. */
function dashOf(style: SeriesStyle): string | undefined {
  return dashes[style.dash % DASH_COUNT];
}

/** `fill-opacity` of its band. */
function opacityOf(style: SeriesStyle): number {
  return opacities[style.dash % DASH_COUNT] as number;
}

/** Series that are shown at once, with how they look: each in a colour of its own, as far as there are some. */
export function toDrawn(
  recording: Recording,
  shown: readonly Series[],
  grouping?: Grouping,
  labelOf: (series: Series) => string = seriesLabel,
): DrawnSeries[] {
  const styles = stylesOf(recording, shown, grouping);
  return shown.map((series, index) => {
    const style = styles[index] as SeriesStyle;
    return { series, label: labelOf(series), ...looksOf(style) };
  });
}

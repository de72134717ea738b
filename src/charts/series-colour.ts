import type { Grouping } from '#model/recording/grouping.ts';
import { DASH_COUNT, type SeriesStyle, stylesOf } from '#model/recording/rank.ts';
import type { Recording, Series } from '#model/recording/recording.ts';
import { seriesLabel } from '#model/recording/series-label.ts';
import type { DrawnSeries } from './usage-lines.ts';

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
    return { series, label: labelOf(series), colour: colourOf(style), dash: dashOf(style) };
  });
}

import type { LifetimeRow } from '#charts/lifetime-lanes.ts';
import { toLifetimesHeight } from '#charts/lifetime-lanes.ts';
import { lifetimes } from '#charts/lifetimes.ts';
import type { DrawnSeries } from '#charts/usage-lines.ts';
import { formatDuration } from '#locale/format.ts';
import { lifeSeconds, toLifeStrips } from '#model/recording/lifetimes.ts';
import type { Series } from '#model/recording/recording.ts';
import { seriesLabel } from '#model/recording/series-label.ts';
import { axisLength } from '#model/recording/time-axis.ts';
import { toTimeFigure } from './time-figure.ts';
import type { FigureScene, UsageFigure } from './usage-figure.ts';
import { toLooks, type UsageView } from './usage-view.ts';

/** Pixels at most: more rows share lanes. */
const HIGHEST = 300;

/** What lived when, of the processes that are looked at: each for itself, whatever is added up or hidden as small. */
export interface Lifetimes {
  rows: LifetimeRow[];
  drawn: DrawnSeries[];
  /** How many were there for less than a tenth of the recording. */
  brief: number;
}

/** Every process that fits the filter, those that began first on top. */
export function findLifetimes({ selection }: Pick<UsageView, 'selection'>): Series[] {
  const { shown, hidden, members } = selection;
  return [...shown, ...hidden.flatMap(({ series, by }) => (by === 'text' ? [] : [series]))]
    .flatMap((series) => members.get(series.key) ?? [series])
    .sort((a, b) => (a.at[0] ?? 0) - (b.at[0] ?? 0) || a.pid - b.pid);
}

export function toLifetimes(view: UsageView, series: readonly Series[]): Lifetimes {
  const { recording, axis } = view;
  const lookOf = toLooks(view);
  const drawn = series.map((one) => ({
    series: one,
    label: seriesLabel(one),
    ...lookOf(one),
  }));
  return {
    rows: drawn.map(({ series: one, label }) => ({ label, strips: toLifeStrips(one, axis) })),
    drawn,
    brief: series.filter((one) => lifeSeconds(recording, one) < axisLength(axis) / 10).length,
  };
}

/** The strips as a chart over the same window as the others. */
export function toLifetimesFigure(
  view: UsageView,
  { rows, drawn, brief }: Lifetimes,
  scene: FigureScene,
): UsageFigure {
  const { texts } = scene;
  const tenth = formatDuration(axisLength(view.axis) / 10);
  return toTimeFigure(
    view,
    {
      id: 'lifetimes',
      title: texts.lifetimesTitle,
      unit: texts.unitCpuLong(view.system.cores.length),
      summary: texts.lifetimesSummary(rows.length, brief, tenth),
      metric: 'cpu',
      stacked: false,
      additive: true,
      faceted: true,
      drawn,
      // Names stand at the strips.
      legend: [],
      height: toLifetimesHeight(rows.length, HIGHEST),
      keyLabel: texts.axisCpu,
      chart: (spec) => lifetimes(rows, spec),
    },
    scene,
  );
}

import { formatDuration } from '#locale/format.ts';
import { looksOf, otherLook, toDrawn } from '#charts/series-colour.ts';
import type { TimeMark } from '#charts/time-chart.ts';
import type { DrawnSeries } from '#charts/usage-lines.ts';
import type { Expression } from '#model/recording/expression.ts';
import { countProcesses, type Selection } from '#model/recording/filter.ts';
import type { Grouping } from '#model/recording/grouping.ts';
import { styleOf } from '#model/recording/rank.ts';
import type { Recording, Series } from '#model/recording/recording.ts';
import { seriesLabel, toSumLabel } from '#model/recording/series-label.ts';
import { toSystemRows, type SystemRows } from '#model/recording/system-rows.ts';
import { toTimeAxis, type TimeAxis } from '#model/recording/time-axis.ts';
import type { Metric } from '#model/recording/usage-metric.ts';
import { sumSeries } from '#model/recording/usage-sum.ts';
import { UsageWindow } from '#model/recording/usage-window.ts';
import { formatDateTime, isZone, type Zone } from '#model/zone.ts';
import type { RecordingState } from '#view/recording-state.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import { lookIn, type Look } from '#viewer/figure/swatch.ts';
import { formatEnds } from './numbers.ts';
import { selectUsage, toWhere, toWhereText } from './selected.ts';

/** A recording as a state shows it, but for the window: what stays the same while one zooms and pans. */
export interface UsageView {
  recording: Recording;
  axis: TimeAxis;
  zone: Zone;
  selection: Selection;
  /** What is looked for, as it was understood. */
  where: Expression | undefined;
  /** What is added up. */
  grouping: Grouping;
  /** What is hidden, as one; undefined where nothing is. */
  other: Series | undefined;
  otherDrawn: boolean;
  otherLabel: string;
  /** Processes shown, largest first, then "other" where it is drawn. */
  drawn: DrawnSeries[];
  /** As areas, which are told apart by how pale they are, and not as lines by their dashes. */
  isArea: boolean;
  /** A chart each. */
  metrics: Metric[];
  system: SystemRows;
  /** Steps of the clock and pauses of the recorder. */
  marks: TimeMark[];
}

const FIELDS = [
  'chart',
  'only',
  'hide',
  'show',
  'other',
  'filter',
  'text',
  'where',
  'group',
  'pattern',
  'top',
  'clock',
  'zone',
  'cpu',
] as const;

/** The parts of a state that a view is made of. */
export type ViewFields = Pick<RecordingState, (typeof FIELDS)[number]>;

export function toViewFields(state: RecordingState): ViewFields {
  return Object.fromEntries(FIELDS.map((field) => [field, state[field]]));
}

/** @param texts of the language that labels are in */
export function toUsageView(recording: Recording, state: ViewFields, texts: RecordingTexts): UsageView {
  const zone = state.zone !== undefined && isZone(state.zone) ? state.zone : 'UTC';
  const axis = axisOf(recording, state.clock);
  const { selection, grouping } = selectUsage(recording, state);
  const hidden = selection.hidden.map(({ series }) => series);
  const other = hidden.length > 0 ? sumSeries(recording, hidden) : undefined;
  const otherDrawn = other !== undefined && (state.other ?? isOtherDrawn(state));
  const drawn = toDrawn(recording, selection.shown, grouping, (series) => toLabel(selection, series));
  const others = countProcesses(selection, hidden);
  const otherLabel = recording.threadRows ? texts.otherThreads(others) : texts.other(others);
  if (other && otherDrawn) drawn.push({ series: other, label: otherLabel, ...otherLook });
  return {
    recording,
    axis,
    zone,
    selection,
    where: toWhere(state),
    grouping,
    other,
    otherDrawn,
    otherLabel,
    drawn,
    isArea: (state.chart ?? 'lines') !== 'lines',
    metrics:
      state.cpu === 'split' && recording.cpuSplit ? ['userCpu', 'systemCpu', 'memory'] : ['cpu', 'memory'],
    system: toSystemRows(recording),
    marks: toTimeMarks(axis, zone, texts),
  };
}

const axes = new WeakMap<Recording, Map<string | undefined, TimeAxis>>();

/** The same one each time: what was computed of a window on it stays true when another process is shown. */
function axisOf(recording: Recording, clock: ViewFields['clock']): TimeAxis {
  const kept = axes.get(recording) ?? new Map<string | undefined, TimeAxis>();
  axes.set(recording, kept);
  const axis = kept.get(clock) ?? toTimeAxis(recording, clock);
  kept.set(clock, axis);
  return axis;
}

/** Whether what is hidden is drawn where nothing is said of it: its line would press flat the few that were asked for. */
export function isOtherDrawn({ chart = 'lines', only, where }: Partial<ViewFields>): boolean {
  return chart !== 'lines' || (only === undefined && where === undefined);
}

/** What a row or a line is called: a process with its pid, a sum with how many it adds up. */
export function toLabel({ members }: Pick<Selection, 'members'>, series: Series): string {
  const summed = members.get(series.key);
  return summed ? toSumLabel(series, summed.length) : seriesLabel(series);
}

/** Whether there are processes, and what is looked for leaves none of them. */
export function isNoneFitting({ selection: { shown, hidden } }: Pick<UsageView, 'selection'>): boolean {
  return shown.length === 0 && hidden.length > 0 && hidden.every(({ by }) => by === 'text');
}

/** Why no process is drawn, where none is. */
export function toNothingDrawn(
  view: Pick<UsageView, 'selection'>,
  state: Pick<RecordingState, 'where' | 'text'>,
  texts: RecordingTexts,
): string {
  return isNoneFitting(view) ? texts.nothingFits(toWhereText(state)) : texts.nothingDrawn;
}

/** How each is drawn; what is not drawn looks as it would by itself. */
export function toLooks({
  recording,
  grouping,
  drawn,
  isArea,
}: Pick<UsageView, 'recording' | 'grouping' | 'drawn' | 'isArea'>): (series: Series) => Look {
  const looks = new Map(drawn.map((one) => [one.series.key, one]));
  return (series) => lookIn(looks.get(series.key) ?? looksOf(styleOf(recording, series, grouping)), isArea);
}

/** A window of a view: what its charts and tables have in common is computed in it once. */
export function toUsageWindow(
  { recording, axis }: Pick<UsageView, 'recording' | 'axis'>,
  window: readonly [from: number, to: number],
): UsageWindow {
  return new UsageWindow(recording, axis, window);
}

/** Steps and pauses as marks, their labels in full sentences. */
function toTimeMarks(axis: TimeAxis, zone: Zone, texts: RecordingTexts): TimeMark[] {
  const at = (sample: number): number => axis.positions[sample] ?? 0;
  const steps = axis.steps.map(({ sample, fromTime, toTime, sure }): TimeMark => {
    const by = toTime - fromTime;
    if (!sure) {
      const label = texts.jump(
        formatDuration(by),
        formatDateTime(fromTime, zone),
        formatDateTime(toTime, zone),
      );
      return { kind: 'step', from: at(sample), label };
    }
    const way = by < 0 ? texts.stepBack(formatDuration(by)) : texts.stepForward(formatDuration(by));
    const label = texts.step(way, formatDateTime(fromTime, zone), formatDateTime(toTime, zone));
    return { kind: 'step', from: at(sample), label };
  });
  const gaps = axis.gaps.map(({ from, to, seconds }): TimeMark => {
    const ends = formatEnds(axis, [at(from), at(to)], zone);
    return { kind: 'gap', from: at(from), to: at(to), label: texts.gap(formatDuration(seconds), ...ends) };
  });
  return [...steps, ...gaps].sort((a, b) => a.from - b.from);
}

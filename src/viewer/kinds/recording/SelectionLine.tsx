import { useEffect, useMemo, useState } from 'preact/hooks';
import { formatDuration } from '#locale/format.ts';
import { keepUnits } from '#locale/no-break.ts';
import type { DrawnSeries } from '#charts/usage-lines.ts';
import { measuredSeconds } from '#model/recording/cpu-time.ts';
import { sumRangeNumbers, toRangeNumbers, type RangeNumbers } from '#model/recording/range-numbers.ts';
import type { Recording, Series } from '#model/recording/recording.ts';
import type { TimeAxis } from '#model/recording/time-axis.ts';
import type { Zone } from '#model/zone.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import type { Cursor } from '#viewer/figure/cursor.ts';
import { lookIn, toSwatch } from '#viewer/figure/swatch.ts';
import type { ChartSelection } from './chart-selection.ts';
import { formatNumber, formatSigned, formatStretch } from './numbers.ts';

export interface SelectionLineProps {
  view: { recording: Recording; axis: TimeAxis; zone: Zone; drawn: readonly DrawnSeries[]; isArea?: boolean };
  selection: ChartSelection;
  cursor: Cursor;
  /** All that there is, drawn or not; where it is not given nothing is said of the whole. */
  whole?: readonly Series[] | undefined;
  /** What is said with nothing selected. */
  hint: string;
  texts: RecordingTexts;
}

/**
 * What the selected stretch holds, and what may be done with it. It takes its line with nothing selected
 * too, so that charts stay where they are while one selects.
 */
export function SelectionLine({ view, selection, cursor, whole, hint, texts }: SelectionLineProps) {
  const { recording, axis, zone } = view;
  const [stretch, setStretch] = useState(cursor.stretch);
  useEffect(() => cursor.listen(() => setStretch(cursor.stretch)), [cursor]);
  const shown = stretch ?? selection.range;
  const [from, to] = selection.range ?? [NaN, NaN];
  const sum = useMemo(
    () => (whole && from < to ? sumRangeNumbers(recording, axis, whole, [from, to]) : undefined),
    [recording, axis, whole, from, to],
  );
  // Averages and sums are of what was measured, which over a pause is less than was selected.
  const isPaused = axis.gaps.some(
    (gap) => (axis.positions[gap.from] ?? 0) < to && (axis.positions[gap.to] ?? 0) > from,
  );
  const done = (act: () => void) => (event: MouseEvent) => {
    // The button goes with the selection: the keys go on in the charts.
    const main = (event.currentTarget as HTMLElement).closest('.cb-rec-main');
    act();
    main?.querySelector<HTMLElement>('.cb-fig-surface')?.focus({ preventScroll: true });
  };
  return (
    <div
      class="cb-rec-selection"
      role="group"
      aria-label={texts.selection}
      data-selected={shown !== undefined || undefined}
    >
      <span class="cb-rec-selection-told" role="status">
        {shown ? keepUnits(texts.selectionOf(...formatStretch(axis, shown, zone, true))) : hint}
        {isPaused && !stretch && (
          <> {keepUnits(texts.selectionMeasured(formatDuration(measuredSeconds(axis, [from, to]))))}</>
        )}
        {sum && !stretch && <> {keepUnits(toSentence(sum, texts))}</>}
      </span>
      {selection.range && !stretch && (
        <>
          <button type="button" class="cb-rec-button" onClick={done(() => selection.zoomTo())}>
            {texts.selectionZoom}
          </button>
          <button type="button" class="cb-rec-button" onClick={done(() => selection.clear())}>
            {texts.selectionClear}
          </button>
          <details class="cb-rec-thresholds">
            <summary>{texts.selectionEach}</summary>
            <SelectionTable view={view} range={selection.range} sum={sum} texts={texts} />
          </details>
        </>
      )}
    </div>
  );
}

function toSentence(sum: RangeNumbers, texts: RecordingTexts): string {
  const memory =
    sum.memFirst === undefined || sum.memLast === undefined
      ? undefined
      : `${formatSigned((sum.memLast - sum.memFirst) / 1024)} MiB`;
  const cpu = sum.cpu === undefined ? undefined : `${formatNumber(sum.cpu)} %`;
  return texts.selectionAll(cpu, formatNumber(sum.cpuSeconds), memory);
}

/** The same of each series that is drawn, in the order of the charts. */
function SelectionTable({
  view: { axis, drawn, isArea = false },
  range,
  sum,
  texts,
}: Pick<SelectionLineProps, 'view' | 'texts'> & {
  range: readonly [number, number];
  sum: RangeNumbers | undefined;
}) {
  const { selectionColumn: columns } = texts;
  const [from, to] = range;
  const rows = useMemo(
    () => drawn.map((one) => ({ one, numbers: toRangeNumbers(one.axis ?? axis, one.series, [from, to]) })),
    [drawn, axis, from, to],
  );
  return (
    <div
      class="cb-rec-popover cb-rec-selection-each"
      role="region"
      aria-label={texts.selectionEach}
      tabIndex={0}
    >
      <table class="cb-rec-table">
        <thead>
          <tr>
            {[
              columns.name,
              columns.cpu,
              columns.cpuSeconds,
              columns.memFirst,
              columns.memLast,
              columns.memDiff,
            ].map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ one, numbers }) => (
            <tr key={`${one.series.key} ${one.label}`}>
              <th scope="row" class="cb-rec-col-name">
                <i
                  class="cb-fig-swatch cb-rec-selection-swatch"
                  style={{ background: toSwatch(lookIn(one, isArea)) }}
                />{' '}
                <bdi>{one.label}</bdi>
              </th>
              <Cells numbers={numbers} />
            </tr>
          ))}
        </tbody>
        {sum && (
          <tfoot>
            <tr>
              <th scope="row" class="cb-rec-col-name">
                {texts.selectionWhole}
              </th>
              <Cells numbers={sum} />
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

function Cells({ numbers: { cpu, cpuSeconds, memFirst, memLast } }: { numbers: RangeNumbers }) {
  const toMib = (kb: number | undefined): number | undefined => (kb === undefined ? undefined : kb / 1024);
  const change = memFirst === undefined || memLast === undefined ? undefined : (memLast - memFirst) / 1024;
  return (
    <>
      <td>{formatNumber(cpu)}</td>
      <td>{formatNumber(cpuSeconds)}</td>
      <td>{formatNumber(toMib(memFirst))}</td>
      <td>{formatNumber(toMib(memLast))}</td>
      <td>{formatSigned(change)}</td>
    </>
  );
}

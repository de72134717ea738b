import { useState } from 'preact/hooks';
import { toShares } from '#model/recording/usage-share.ts';
import { samplesWithin } from '#model/recording/time-axis.ts';
import { metricColumn, metricScale } from '#model/recording/usage-metric.ts';
import { lowerBound } from '#model/recording/time-axis.ts';
import type { Figure } from './figure.ts';
import type { RecordingMessages } from './messages.ts';
import { formatMetric, formatNumber } from './numbers.ts';
import type { UsageView } from './usage-view.ts';

/** Rows of a table that stands for a chart; the process table has them all. */
const ROWS = 40;

/** What a chart shows, in numbers: for those who do not see it, and those who want to be sure. */
export function ChartData(props: {
  figure: Figure;
  view: UsageView;
  window: readonly [number, number];
  texts: RecordingMessages;
}) {
  const { figure, texts } = props;
  const [open, setOpen] = useState(false);
  if (figure.drawn.length === 0) return null;
  return (
    <details class="cb-rec-data" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary aria-label={texts.tableOf(figure.title)}>{texts.tableOpen}</summary>
      {open && <DataTable {...props} />}
    </details>
  );
}

function DataTable({ figure, view, window, texts }: Parameters<typeof ChartData>[0]) {
  const { metric, drawn } = figure;
  const shares = toShares(
    drawn.map((one) => one.series),
    metric,
    view.axis,
    { from: window[0], to: window[1] },
  );
  const rows = drawn.slice(0, ROWS).map(({ series, label, axis }) => {
    const [first, end] = samplesWithin(axis ?? view.axis, window[0], window[1]);
    const values = metricColumn(series, metric);
    const scale = metricScale(metric);
    const [start, stop] = [lowerBound(series.at, first), lowerBound(series.at, end)];
    const inside = Array.from(values.subarray(start, stop)).filter(Number.isFinite);
    const sum = inside.reduce((total, value) => total + value, 0);
    const least = inside.reduce((a, b) => Math.min(a, b), Infinity);
    const most = inside.reduce((a, b) => Math.max(a, b), -Infinity);
    const toCell = (value: number | undefined) =>
      value === undefined || !inside.length ? texts.noValue : formatMetric(value * scale, metric);
    return {
      key: series.key,
      label,
      cells: [
        toCell(inside[0]),
        toCell(least),
        toCell(sum / inside.length),
        toCell(most),
        toCell(inside[inside.length - 1]),
      ],
      share: shares.find((part) => part.series === series)?.share ?? 0,
    };
  });
  return (
    <div class="cb-rec-tablebox">
      <table class="cb-rec-table">
        <caption>
          {figure.title}
          {rows.length < drawn.length ? ` (${texts.tableRows(rows.length, drawn.length)})` : ''}
        </caption>
        <thead>
          <tr>
            <th scope="col">{texts.series}</th>
            {[texts.tableFirst, texts.tableMin, texts.tableAvg, texts.tableMax, texts.tableLast].map(
              (head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ),
            )}
            {figure.additive && <th scope="col">{texts.tableShare}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                <bdi>{row.label}</bdi>
              </th>
              {row.cells.map((cell, index) => (
                <td key={index}>{cell}</td>
              ))}
              {figure.additive && <td>{formatNumber(row.share * 100)} %</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

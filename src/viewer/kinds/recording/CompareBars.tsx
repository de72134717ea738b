import { useMemo } from 'preact/hooks';
import { compareTotals, compareUsage, type CompareRow } from '#model/recording/compare.ts';
import { toPlainName } from '#model/recording/series-label.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import { withState } from '#view/state-change.ts';
import type { ChangesProps } from './compare-view.ts';
import { MarkedName } from './MarkedName.tsx';
import { formatMetric, formatSigned } from './numbers.ts';

/** Names listed; the table below has them all. */
const ROWS = 15;
const metrics = ['cpu', 'memory'] as const;

/** What has changed, of CPU and memory at once: a bar to the right is more in B, to the left less. */
export function CompareBars({ compare, state, window, texts, onState }: ChangesProps) {
  const { a, b, totals, where } = compare;
  const [from, to] = window;
  const changes = useMemo(() => {
    const byName = metrics.map(
      (metric) => new Map(compareUsage(a, b, metric, [from, to]).map((row) => [row.name, row])),
    );
    const all = metrics.map((metric) => compareTotals([a, totals[0]], [b, totals[1]], metric, [from, to]));
    return { byName, all };
  }, [a, b, totals, from, to]);
  const by = metrics.indexOf(state.metric ?? 'cpu');
  const names = [...(changes.byName[by]?.keys() ?? [])].slice(0, ROWS);
  if (names.length === 0) return <p class="cb-rec-empty">{texts.compareNothing}</p>;
  const greatest = changes.byName.map((rows) =>
    Math.max(0, ...[...rows.values()].map(({ difference }) => Math.abs(difference))),
  );
  return (
    <div class="cb-rec-tablebox">
      <table class="cb-rec-table cb-rec-bars">
        <caption>{texts.compareBars}</caption>
        <thead>
          <tr>
            <th scope="col" class="cb-rec-col-name">
              {texts.compareColumn.name}
            </th>
            {metrics.map((metric, index) => (
              <th key={metric} scope="col" aria-sort={index === by ? 'descending' : undefined}>
                <button
                  type="button"
                  class="cb-rec-sort"
                  title={texts.sortBy(texts.chartTitle[metric])}
                  onClick={() => onState(withState(state, { metric: metric === 'cpu' ? undefined : metric }))}
                >
                  {texts.chartTitle[metric]}{' '}
                  <small>{metric === 'memory' ? texts.unitMemory : texts.unitCpu}</small>
                  <span aria-hidden="true" class="cb-rec-sort-mark">
                    {index === by ? '▾' : ''}
                  </span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr class="cb-rec-row cb-rec-total">
            <th scope="row" class="cb-rec-col-name">
              {texts.compareAll}
            </th>
            {metrics.map((metric, index) => (
              <ChangeCell key={metric} row={changes.all[index]} metric={metric} greatest={0} texts={texts} />
            ))}
          </tr>
          {names.map((name) => (
            <tr key={name} class="cb-rec-row">
              <th scope="row" class="cb-rec-col-name">
                <MarkedName name={toPlainName(name)} where={where} />
              </th>
              {metrics.map((metric, index) => (
                <ChangeCell
                  key={metric}
                  row={changes.byName[index]?.get(name)}
                  metric={metric}
                  greatest={greatest[index] ?? 0}
                  texts={texts}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ChangeCellProps {
  row: CompareRow | undefined;
  metric: (typeof metrics)[number];
  /** What fills half of the cell; 0 for no bar. */
  greatest: number;
  texts: RecordingTexts;
}

function ChangeCell({ row, metric, greatest, texts }: ChangeCellProps) {
  if (!row) return <td>–</td>;
  const { difference, a, b } = row;
  const part = greatest > 0 ? (Math.abs(difference) / greatest) * 50 : 0;
  const toText = (side: CompareRow['a']): string => (side ? formatMetric(side.avg, metric) : texts.noValue);
  const title = texts.compareBoth(toText(a), toText(b));
  return (
    <td title={title} class="cb-rec-change">
      <span class="cb-rec-bar" aria-hidden="true">
        {part > 0 && (
          <span
            class={difference > 0 ? 'cb-rec-bar-more' : 'cb-rec-bar-less'}
            style={{ width: `${part}%`, left: `${difference > 0 ? 50 : 50 - part}%` }}
          />
        )}
      </span>
      {formatSigned(difference)}
      {!a && texts.compareOnly(texts.compareOnlyB)}
      {!b && texts.compareOnly(texts.compareOnlyA)}
    </td>
  );
}

import { useMemo, useState } from 'preact/hooks';
import { PALETTE_SIZE } from '#model/recording/rank.ts';
import { compareUsage, type CompareRow } from '#model/recording/compare.ts';
import { toPlainName } from '#model/recording/series-label.ts';
import { compareColumns } from '#view/recording-state.ts';
import {
  compareValue,
  defaultCompareSort,
  parseCompareSort,
  sortCompareRows,
  type ChangesProps,
  type CompareColumn,
} from './compare-view.ts';
import { MarkedName } from './MarkedName.tsx';
import type { RecordingTexts } from '#texts/recording.ts';
import { Choice } from '#viewer/controls/Choice.tsx';
import { formatNumber, formatSigned } from './numbers.ts';
import { withState } from '#view/state-change.ts';

const PAGE = 60;

/** Name by name what changed between two recordings; a tick draws a name. */
export function CompareTable({ compare, state, window, texts, onState }: ChangesProps) {
  const { a, b, ranked, names, byDefault } = compare;
  const [pages, setPages] = useState(1);
  const [from, to] = window;
  const metric = state.metric ?? 'cpu';
  const rows = useMemo(() => compareUsage(a, b, metric, [from, to]), [a, b, metric, from, to]);
  const { column: by, descending } = parseCompareSort(state.sort);
  const sorted = useMemo(() => sortCompareRows(rows, { column: by, descending }), [rows, by, descending]);
  const listed = sorted.slice(0, pages * PAGE);
  const unit = metric === 'memory' ? texts.unitMemory : texts.unitCpu;
  const sortBy = (sort: string): void =>
    onState(withState(state, { sort: sort === defaultCompareSort ? undefined : sort }));
  const toggle = (name: string): void => {
    const next = names.includes(name) ? names.filter((one) => one !== name) : [...names, name];
    const isDefault = next.length === byDefault.length && byDefault.every((one) => next.includes(one));
    onState(withState(state, { names: isDefault ? undefined : next }));
  };
  return (
    <section class="cb-rec-compare" aria-label={texts.compare}>
      <div class="cb-rec-zoom">
        <h3 class="cb-fig-title">
          {texts.compareMetric} <small>{unit}</small>
        </h3>
        <Choice
          label={texts.compareMetric}
          value={metric}
          options={[
            { value: 'cpu', label: texts.chartTitle.cpu },
            { value: 'memory', label: texts.chartTitle.memory },
          ]}
          onChoose={(chosen) => onState(withState(state, { metric: chosen === 'cpu' ? undefined : chosen }))}
        />
        {state.names && (
          <button
            type="button"
            class="cb-rec-link"
            onClick={() => onState(withState(state, { names: undefined }))}
          >
            {texts.compareDrawDefault}
          </button>
        )}
      </div>
      <div class="cb-rec-tablebox">
        <table class="cb-rec-table">
          <caption>{texts.clauses([texts.compareCaption, unit])}</caption>
          <thead>
            <tr>
              {compareColumns.map((column) => {
                const active = by === column;
                const down = active ? !descending : column !== 'name';
                return (
                  <th
                    key={column}
                    scope="col"
                    class={column === 'name' ? 'cb-rec-col-name' : undefined}
                    aria-sort={active ? (descending ? 'descending' : 'ascending') : undefined}
                  >
                    <button
                      type="button"
                      class="cb-rec-sort"
                      title={texts.columnHelp[column] ?? texts.sortBy(texts.compareColumn[column])}
                      onClick={() => sortBy(`${down ? '-' : ''}${column}`)}
                    >
                      {texts.compareColumn[column]}
                      <span aria-hidden="true" class="cb-rec-sort-mark">
                        {active ? (descending ? '▾' : '▴') : ''}
                      </span>
                    </button>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {listed.map((row) => (
              <tr key={row.name} class="cb-rec-row">
                <th scope="row" class="cb-rec-col-name">
                  <label class="cb-rec-name">
                    <input
                      type="checkbox"
                      class="cb-rec-check"
                      style={{
                        '--cb-rec-colour': `var(--cb-series-${ranked.indexOf(row.name) % PALETTE_SIZE})`,
                      }}
                      checked={names.includes(row.name)}
                      aria-label={texts.compareDraw(toPlainName(row.name))}
                      onChange={() => toggle(row.name)}
                    />
                    <span class="cb-rec-only">
                      <MarkedName name={toPlainName(row.name)} where={compare.where} />
                    </span>
                  </label>
                </th>
                {compareColumns.slice(1).map((column) => (
                  <td key={column} title={cellTitle(row, column, texts)}>
                    {cell(row, column as Exclude<CompareColumn, 'name'>, texts)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {listed.length < sorted.length && (
        <p class="cb-rec-tablefoot">
          <span>{texts.compareListed(listed.length, sorted.length)}</span>
          <button type="button" class="cb-rec-link" onClick={() => setPages(pages + 1)}>
            {texts.moreRows(Math.min(PAGE, sorted.length - listed.length))}
          </button>
        </p>
      )}
    </section>
  );
}

/** Why no growth is told. */
function cellTitle({ a, b }: CompareRow, column: CompareColumn, texts: RecordingTexts): string | undefined {
  const growth = column === 'slopeA' ? a?.growth : column === 'slopeB' ? b?.growth : undefined;
  return typeof growth === 'string' ? texts.noGrowth[growth] : undefined;
}

function cell(row: CompareRow, column: Exclude<CompareColumn, 'name'>, texts: RecordingTexts): string {
  const value = compareValue(row, column);
  if (column === 'ratio') {
    if (!row.b) return texts.compareOnlyA;
    if (!row.a) return texts.compareOnlyB;
    return value === undefined ? '–' : `× ${(value ?? 0).toFixed(2)}`;
  }
  return column === 'diff' || column === 'slopeA' || column === 'slopeB'
    ? formatSigned(value)
    : formatNumber(value);
}

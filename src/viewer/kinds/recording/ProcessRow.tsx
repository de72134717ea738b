import { useMemo } from 'preact/hooks';
import { sparkline } from '#charts/sparkline.ts';
import { formatDuration } from '#locale/format.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import type { Cursor } from '#viewer/figure/cursor.ts';
import { lookIn, toSwatch } from '#viewer/figure/swatch.ts';
import { toCursorText } from './cursor-column.ts';
import { MarkedName } from './MarkedName.tsx';
import { formatNumber, formatSample, formatSampleBriefly, formatSigned } from './numbers.ts';
import type { ShownColumn, TableRow, ValueColumn } from './table-rows.ts';
import type { UsageView } from './usage-view.ts';

export interface ProcessRowProps {
  view: UsageView;
  cursor: Cursor;
  texts: RecordingTexts;
  row: TableRow;
  index: number;
  columns: readonly ShownColumn[];
  /** A note of the reader is on this process. */
  isPinned: boolean;
  /** Of a sum: its processes are listed below it. */
  unfolded: boolean;
  onFold(): void;
  onToggle(): void;
  onOnly(): void;
}

/** One row of the table: a process, a sum of several, or a process of a sum that is unfolded. */
export function ProcessRow(props: ProcessRowProps) {
  const { row, index, columns, view, cursor, texts, isPinned, unfolded, onFold, onToggle, onOnly } = props;
  const name = row.label;
  const drawn = row.isShown;
  const title = row.isOther
    ? drawn
      ? texts.otherHint
      : texts.otherNotDrawn
    : row.hiddenBy
      ? texts.hiddenBy[row.hiddenBy]
      : row.within !== undefined
        ? texts.withinSum
        : undefined;
  const isSum = row.count > 1 && !row.isOther;
  return (
    <tr
      class={toClass(row)}
      title={title}
      data-key={row.key}
      onMouseEnter={() => cursor.setEmphasis(row.key)}
      onMouseLeave={() => cursor.setEmphasis(undefined)}
    >
      <th scope="row" class="cb-rec-col-name">
        <span class="cb-rec-name">
          <input
            type="checkbox"
            class="cb-rec-check"
            style={{ '--cb-rec-colour': row.colour, '--cb-rec-fill': toSwatch(lookIn(row, true)) }}
            checked={drawn}
            aria-label={texts.toggle(name)}
            // One stop for the Tab key in the whole table; arrows move among its rows.
            tabIndex={-1}
            onChange={onToggle}
          />
          {isSum && (
            <button
              type="button"
              class="cb-rec-fold"
              tabIndex={-1}
              aria-expanded={unfolded}
              aria-label={texts.processesOf(name)}
              onClick={onFold}
            >
              <span aria-hidden="true">{unfolded ? '▾' : '▸'}</span>
            </button>
          )}
          {row.dash !== undefined && <Dash dash={row.dash} colour={row.colour} />}
          <button
            type="button"
            class="cb-rec-only"
            data-row={index}
            tabIndex={index === 0 ? 0 : -1}
            aria-label={name}
            aria-pressed={drawn}
            title={row.isOther ? title : texts.only(name)}
            onFocus={() => cursor.setEmphasis(row.key)}
            onBlur={() => cursor.setEmphasis(undefined)}
            onClick={(event) => (event.ctrlKey || event.metaKey || event.shiftKey ? onToggle() : onOnly())}
            onKeyDown={(event) => {
              if (event.key === ' ') onToggle();
              else if (isSum && event.key === (unfolded ? 'ArrowLeft' : 'ArrowRight')) onFold();
              else if (!moveFocus(event)) return;
              event.preventDefault();
            }}
          >
            <MarkedName name={row.name} where={row.isOther ? undefined : view.where} />
          </button>
          {isPinned && (
            <span class="cb-rec-pinned" title={texts.pins} aria-label={texts.pins} role="img">
              ⚑
            </span>
          )}
        </span>
      </th>
      <td class="cb-rec-col-pid">{row.isOther ? '' : isSum ? `×${row.count}` : row.pid}</td>
      {columns.map((column) => (
        <Cells key={column} column={column} row={row} view={view} cursor={cursor} texts={texts} />
      ))}
    </tr>
  );
}

type CellsProps = Pick<ProcessRowProps, 'row' | 'view' | 'cursor' | 'texts'> & { column: ShownColumn };

/** What a column has in a row: two cells of values at the cursor, a small chart, or a number. */
function Cells({ column, row, view, cursor, texts }: CellsProps) {
  switch (column) {
    case 'cursor':
      return (
        <>
          {(['cpu', 'memory'] as const).map((metric) => (
            <td key={metric} class="cb-rec-col-cursor">
              <span data-cursor={metric}>{toCursorText(row.series, cursor.place?.sample, metric)}</span>
            </td>
          ))}
        </>
      );
    case 'spark':
    case 'sparkMemory':
      return (
        <td class="cb-rec-col-spark">
          <Spark view={view} row={row} metric={column === 'spark' ? 'cpu' : 'memory'} />
        </td>
      );
    default:
      return (
        <td class={`cb-rec-col-${column}`} title={cellTitle(row, column, view, texts)}>
          {cell(row, column, view)}
        </td>
      );
  }
}

function toClass({ isShown, within }: TableRow): string {
  if (within !== undefined) return 'cb-rec-row cb-rec-row-within';
  return isShown ? 'cb-rec-row' : 'cb-rec-row cb-rec-row-off';
}

/** How a column writes its value; what is not here is a number. */
const writers: { [K in ValueColumn]?: (value: number, view: UsageView) => string } = {
  cpuMaxAt: writeSample,
  memMaxAt: writeSample,
  first: writeSample,
  last: writeSample,
  memDiff: formatSigned,
  growth: formatSigned,
  life: (value, { axis }) => (value === 0 ? `< ${formatDuration(axis.interval)}` : formatDuration(value)),
};

function writeSample(sample: number, { axis, zone }: UsageView): string {
  return formatSampleBriefly(axis, sample, zone);
}

function cell(row: TableRow, column: ValueColumn, view: UsageView): string {
  const value = row.values[column];
  return value === undefined ? '–' : (writers[column]?.(value, view) ?? formatNumber(value));
}

function cellTitle(
  row: TableRow,
  column: ValueColumn,
  { axis, zone }: UsageView,
  texts: RecordingTexts,
): string | undefined {
  const value = row.values[column];
  const noGrowth = column === 'growth' ? row.noGrowth() : undefined;
  if (noGrowth) return texts.noGrowth[noGrowth];
  return writers[column] === writeSample && value !== undefined ? formatSample(axis, value, zone) : undefined;
}

const SPARK = { width: 72, height: 16 };

function Spark({ view, row, metric }: { view: UsageView; row: TableRow; metric: 'cpu' | 'memory' }) {
  const { path, dots } = useMemo(
    () => sparkline(row.series, metric, view.axis, SPARK.width, SPARK.height),
    [row.series, metric, view.axis],
  );
  return (
    <svg class="cb-rec-spark" width={SPARK.width} height={SPARK.height} aria-hidden="true">
      <path d={path} fill="none" stroke={row.colour} />
      {dots.map((dot) => (
        <circle key={dot.x} cx={dot.x} cy={dot.y} r={1.2} fill={row.colour} />
      ))}
    </svg>
  );
}

function Dash({ dash, colour }: { dash: string; colour: string }) {
  return (
    <svg class="cb-rec-dash" width={18} height={4} aria-hidden="true">
      <line x1={0} x2={18} y1={2} y2={2} stroke={colour} stroke-width={2} stroke-dasharray={dash} />
    </svg>
  );
}

/** Arrow keys walk the names; Home and End go to the first and last. */
function moveFocus(event: KeyboardEvent & { currentTarget: HTMLButtonElement }): boolean {
  const rows = event.currentTarget.closest('tbody');
  const buttons = [...(rows?.querySelectorAll<HTMLButtonElement>('button[data-row]') ?? [])];
  const at = buttons.indexOf(event.currentTarget);
  if (at < 0) return false;
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  const button = next === undefined ? undefined : buttons[next];
  if (!button) return false;
  for (const one of buttons) one.tabIndex = one === button ? 0 : -1;
  button.focus();
  return true;
}

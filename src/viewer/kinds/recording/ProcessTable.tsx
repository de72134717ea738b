import { useMemo, useState } from 'preact/hooks';
import { sparkline } from '#charts/sparkline.ts';
import type { UsageWindow } from '#model/recording/usage-window.ts';
import type { RecordingState } from '#view/recording-state.ts';
import type { Cursor } from '#viewer/figure/cursor.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import { formatNumber, formatSample, formatSampleBriefly } from './numbers.ts';
import { isByHand, parseSort, sortRows, toTableRows, type TableColumn, type TableRow } from './table-rows.ts';
import { showOnly, toggleSeries } from './state.ts';
import { withState } from '#view/state-change.ts';
import type { UsageView } from './usage-view.ts';

export interface ProcessTableProps {
  view: UsageView;
  state: RecordingState;
  usage: UsageWindow;
  windowText: string;
  cursor: Cursor;
  texts: RecordingTexts;
  /** Fewer columns. */
  brief: boolean;
  onState(next: RecordingState): void;
}

const COLUMNS: TableColumn[] = ['cpu', 'cpuMax', 'cpuMaxAt', 'mem', 'memMax', 'memMaxAt', 'first', 'last'];
const BRIEF: TableColumn[] = ['cpu', 'cpuMax', 'mem', 'memMax'];
/** Rows made at once; more on demand. */
const PAGE = 100;
const BRIEF_PAGE = 12;

/** Legend and process table in one: what is drawn in which colour, and its numbers over the window. */
export function ProcessTable(props: ProcessTableProps) {
  const { view, state, usage, windowText, texts, brief, onState } = props;
  const [pages, setPages] = useState(1);
  const { column: by, descending } = parseSort(state.sort);
  const withHidden = state.hidden === true;
  const rows = useMemo(() => toTableRows(view, usage, withHidden), [view, usage, withHidden]);
  const sorted = useMemo(() => sortRows(rows, { column: by, descending }), [rows, by, descending]);
  const page = brief ? BRIEF_PAGE : PAGE;
  const listed = sorted.slice(0, pages * page);
  const columns = brief ? BRIEF : COLUMNS;
  const pinned = useMemo(() => new Set(state.pins?.map(({ series }) => series)), [state.pins]);
  const unlisted = view.selection.hidden.filter(({ by: reason }) => !isByHand(reason)).length;

  const header = (column: TableColumn, label: string) => {
    const active = by === column;
    const down = active ? !descending : column !== 'name' && column !== 'pid' && column !== 'first';
    return (
      <th
        key={column}
        scope="col"
        class={`cb-rec-col-${column}`}
        aria-sort={active ? (descending ? 'descending' : 'ascending') : undefined}
      >
        <button
          type="button"
          class="cb-rec-sort"
          title={texts.sortBy(label)}
          onClick={() => onState(withState(state, { sort: `${down ? '-' : ''}${column}` }))}
        >
          {label}
          <span aria-hidden="true" class="cb-rec-sort-mark">
            {active ? (descending ? '▾' : '▴') : ''}
          </span>
        </button>
      </th>
    );
  };

  return (
    <div class="cb-rec-tablebox">
      <table class="cb-rec-table">
        <caption class="cb-rec-unseen">{texts.tableCaption(windowText)}</caption>
        <thead>
          <tr>
            {header('name', texts.column.name)}
            {header('pid', texts.column.pid)}
            {columns.map((column) => header(column, texts.column[column]))}
            <th scope="col" class="cb-rec-col-spark">
              {texts.column.spark}
            </th>
            {!brief && (
              <th scope="col" class="cb-rec-col-spark">
                {texts.column.sparkMemory}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {listed.map((row, index) => (
            <Row
              key={row.key}
              row={row}
              index={index}
              columns={columns}
              isPinned={pinned.has(row.key)}
              {...props}
              onToggle={() =>
                onState(
                  row.isOther
                    ? withState(state, { other: !view.otherDrawn })
                    : toggleSeries(view.recording, state, row.key),
                )
              }
              onOnly={() =>
                onState(row.isOther ? withState(state, { other: true }) : showOnly(state, row.key))
              }
            />
          ))}
        </tbody>
      </table>
      <p class="cb-rec-tablefoot">
        {unlisted > 0 && (
          <button
            type="button"
            class="cb-rec-link"
            onClick={() => onState(withState(state, { hidden: state.hidden ? undefined : true }))}
          >
            {state.hidden ? texts.hideHidden : texts.listHidden(unlisted)}
          </button>
        )}
        {listed.length < sorted.length && (
          <button type="button" class="cb-rec-link" onClick={() => setPages(pages + 1)}>
            {texts.moreRows(Math.min(page, sorted.length - listed.length))}
          </button>
        )}
        {(state.only ?? state.hide ?? state.show) && (
          <button
            type="button"
            class="cb-rec-link"
            onClick={() =>
              onState(
                withState(state, { only: undefined, hide: undefined, show: undefined, other: undefined }),
              )
            }
          >
            {texts.showAll}
          </button>
        )}
      </p>
    </div>
  );
}

interface RowProps extends ProcessTableProps {
  row: TableRow;
  index: number;
  columns: TableColumn[];
  /** A note of the reader is on this process. */
  isPinned: boolean;
  onToggle(): void;
  onOnly(): void;
}

function Row({ row, index, columns, view, cursor, texts, brief, isPinned, onToggle, onOnly }: RowProps) {
  const name = row.label;
  const drawn = row.isShown;
  const title = row.isOther
    ? drawn
      ? texts.otherHint
      : texts.otherNotDrawn
    : row.hiddenBy
      ? texts.hiddenBy[row.hiddenBy]
      : undefined;
  return (
    <tr
      class={drawn ? 'cb-rec-row' : 'cb-rec-row cb-rec-row-off'}
      title={title}
      onMouseEnter={() => cursor.setEmphasis(row.key)}
      onMouseLeave={() => cursor.setEmphasis(undefined)}
    >
      <th scope="row" class="cb-rec-col-name">
        <span class="cb-rec-name">
          <input
            type="checkbox"
            class="cb-rec-check"
            style={{ '--cb-rec-colour': row.colour }}
            checked={drawn}
            aria-label={texts.toggle(name)}
            // One stop for the Tab key in the whole table; arrows move among its rows.
            tabIndex={-1}
            onChange={onToggle}
          />
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
              if (event.key !== ' ') {
                moveFocus(event);
                return;
              }
              event.preventDefault();
              onToggle();
            }}
          >
            <bdi>{row.name}</bdi>
          </button>
          {isPinned && (
            <span class="cb-rec-pinned" title={texts.pins} aria-label={texts.pins} role="img">
              ⚑
            </span>
          )}
        </span>
      </th>
      <td class="cb-rec-col-pid">{row.isOther ? '' : row.pid}</td>
      {columns.map((column) => (
        <td key={column} class={`cb-rec-col-${column}`} title={cellTitle(row, column, view)}>
          {cell(row, column, view)}
        </td>
      ))}
      <td class="cb-rec-col-spark">
        <Spark view={view} row={row} metric="cpu" />
      </td>
      {!brief && (
        <td class="cb-rec-col-spark">
          <Spark view={view} row={row} metric="memory" />
        </td>
      )}
    </tr>
  );
}

function cell(row: TableRow, column: TableColumn, view: UsageView): string {
  const value = row.values[column as keyof TableRow['values']];
  if (!isTime(column)) return formatNumber(value);
  return value === undefined ? '–' : formatSampleBriefly(view.axis, value, view.zone);
}

function cellTitle(row: TableRow, column: TableColumn, view: UsageView): string | undefined {
  const value = row.values[column as keyof TableRow['values']];
  return isTime(column) && value !== undefined ? formatSample(view.axis, value, view.zone) : undefined;
}

function isTime(column: TableColumn): boolean {
  return column === 'cpuMaxAt' || column === 'memMaxAt' || column === 'first' || column === 'last';
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
function moveFocus(event: KeyboardEvent & { currentTarget: HTMLButtonElement }): void {
  const rows = event.currentTarget.closest('tbody');
  const buttons = [...(rows?.querySelectorAll<HTMLButtonElement>('button[data-row]') ?? [])];
  const at = buttons.indexOf(event.currentTarget);
  if (at < 0) return;
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  const button = next === undefined ? undefined : buttons[next];
  if (!button) return;
  event.preventDefault();
  for (const one of buttons) one.tabIndex = one === button ? 0 : -1;
  button.focus();
}

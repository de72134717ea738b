import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { countProcesses } from '#model/recording/filter.ts';
import type { UsageWindow } from '#model/recording/usage-window.ts';
import { type RecordingState, tableColumns } from '#view/recording-state.ts';
import { useStillBox } from '#viewer/figure/build-drawing.ts';
import type { Cursor } from '#viewer/figure/cursor.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import { CursorColumn } from './cursor-column.ts';
import { ProcessRow } from './ProcessRow.tsx';
import { toWhereText } from './selected.ts';
import {
  defaultSort,
  isByHand,
  parseSort,
  sortRows,
  toTableRows,
  type TableColumn,
  type ShownColumn,
  type TableRow,
} from './table-rows.ts';
import { showOnly, toggleSeries } from './state.ts';
import { withState } from '#view/state-change.ts';
import { isNoneFitting, isOtherDrawn, type UsageView } from './usage-view.ts';

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

const BRIEF: ShownColumn[] = ['cpuSeconds', 'cpu', 'cpuMax', 'mem', 'memMax', 'spark'];
/** Rows made at once; more on demand. */
const PAGE = 100;
const BRIEF_PAGE = 12;

/** Legend and process table in one: what is drawn in which colour, and its numbers over the window. */
export function ProcessTable(props: ProcessTableProps) {
  const { view, state, usage, windowText, cursor, texts, brief, onState } = props;
  const [pages, setPages] = useState(1);
  const { column: by, descending } = parseSort(state.sort);
  const withHidden = state.hidden === true;
  const unfoldedKey = JSON.stringify(state.expanded ?? []);
  const rows = useMemo(() => {
    const keys = (JSON.parse(unfoldedKey) as string[]).map((name) => `${view.grouping.by}:${name}`);
    return toTableRows(view, usage, withHidden, new Set(keys));
  }, [view, usage, withHidden, unfoldedKey]);
  const sorted = useMemo(() => sortRows(rows, { column: by, descending }), [rows, by, descending]);
  const page = brief ? BRIEF_PAGE : PAGE;
  const listed = useMemo(() => sorted.slice(0, pages * page), [sorted, pages, page]);
  const columnsKey = state.columns?.join() ?? '';
  const columns = useMemo(
    () =>
      brief ? BRIEF : tableColumns.filter((one) => columnsKey === '' || columnsKey.split(',').includes(one)),
    [brief, columnsKey],
  );
  const pinned = useMemo(() => new Set(state.pins?.map(({ series }) => series)), [state.pins]);
  const { hidden } = view.selection;
  const unlisted = hidden.flatMap(({ series, by: reason }) =>
    isByHand(reason) || reason === 'text' ? [] : [series],
  );

  const bodyRef = useRef<HTMLTableSectionElement>(null);
  const [atCursor] = useState(() => new CursorColumn(cursor));
  useEffect(() => (brief ? undefined : cursor.listen(atCursor.follow)), [cursor, atCursor, brief]);
  useEffect(() => () => atCursor.remove(), [atCursor]);
  useEffect(() => {
    if (bodyRef.current && !brief) {
      atCursor.attach(bodyRef.current, new Map(listed.map(({ key, series }) => [key, series])));
    }
  });
  const latestRef = useRef(props);
  useLayoutEffect(() => {
    latestRef.current = props;
  });
  // The same elements until something of a row is new: a state of another window compares no rows.
  const body = useMemo(() => {
    const opened = JSON.parse(unfoldedKey) as string[];
    return listed.map((row, index) => (
      <ProcessRow
        key={row.key}
        row={row}
        index={index}
        columns={columns}
        isPinned={pinned.has(row.key)}
        view={view}
        cursor={cursor}
        texts={texts}
        unfolded={row.count > 1 && opened.includes(row.series.name)}
        onFold={() => toggleFold(latestRef.current, row.series.name)}
        onToggle={() => toggleRow(latestRef.current, row)}
        onOnly={() => showRow(latestRef.current, row)}
      />
    ));
  }, [listed, columns, pinned, view, cursor, texts, unfoldedKey]);

  const caption = texts.tableCaption(windowText);
  const stillBox = useStillBox(caption);
  const sortBy = (column: TableColumn, down: boolean): void => {
    const sort = `${down ? '-' : ''}${column}`;
    onState(withState(state, { sort: sort === defaultSort ? undefined : sort }));
  };
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
          title={texts.columnHelp[column] ?? texts.sortBy(label)}
          onClick={() => sortBy(column, down)}
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
    <div class="cb-rec-tablebox" {...stillBox}>
      <table class="cb-rec-table">
        <caption class="cb-rec-unseen">{caption}</caption>
        <thead>
          <tr>
            {header('name', texts.column.name)}
            {header('pid', texts.column.pid)}
            {columns.map((column) => {
              if (column === 'cursor') {
                return (['cpu', 'memory'] as const).map((metric) => (
                  <th key={metric} scope="col" class="cb-rec-col-cursor" title={texts.atCursorHelp}>
                    {texts.atCursor[metric]}
                  </th>
                ));
              }
              if (column !== 'spark' && column !== 'sparkMemory') return header(column, texts.column[column]);
              return (
                <th key={column} scope="col" class="cb-rec-col-spark">
                  {texts.column[column]}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody ref={bodyRef}>{body}</tbody>
      </table>
      {isNoneFitting(view) && (
        <p class="cb-rec-empty" role="status">
          {texts.nothingFits(toWhereText(state))}{' '}
          <button
            type="button"
            class="cb-rec-button"
            onClick={() => onState(withState(state, { where: undefined, text: undefined }))}
          >
            {texts.whereClear}
          </button>
        </p>
      )}
      <p class="cb-rec-tablefoot">
        {unlisted.length > 0 && (
          <button
            type="button"
            class="cb-rec-link"
            onClick={() => onState(withState(state, { hidden: state.hidden ? undefined : true }))}
          >
            {state.hidden
              ? texts.hideHidden
              : texts.listHidden(countProcesses(view.selection, unlisted), unlisted.length)}
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

type Change = Pick<ProcessTableProps, 'view' | 'state' | 'onState'>;

function toggleFold({ state, onState }: Change, name: string): void {
  const open = state.expanded ?? [];
  const next = open.includes(name) ? open.filter((one) => one !== name) : [...open, name];
  onState(withState(state, { expanded: next }));
}

function toggleRow({ view, state, onState }: Change, row: TableRow): void {
  const other = view.otherDrawn === isOtherDrawn(state) ? !view.otherDrawn : undefined;
  onState(row.isOther ? withState(state, { other }) : toggleSeries(view.recording, state, row.key));
}

function showRow({ state, onState }: Change, row: TableRow): void {
  const other = isOtherDrawn(state) ? undefined : true;
  onState(row.isOther ? withState(state, { other }) : showOnly(state, row.key));
}

import { useMemo } from 'preact/hooks';
import type { Granularity } from '#model/profile/frames.ts';
import type { TopOrder } from '#view/profile-state.ts';
import type { ProfileTexts } from '#texts/profile.ts';
import type { Amounts } from './amounts.ts';
import { FrameName, SourcePlace } from './FrameName.tsx';
import type { FrameContext } from './frames.ts';
import { type OrderedLine, orderLines, type TopLine } from './top-lines.ts';
import { toNextRow, useVirtualRows } from './virtual-rows.ts';

export interface TopTableProps {
  lines: readonly TopLine[];
  /** By index into the tree's frames; undefined where nothing is looked for. */
  found: Uint8Array | undefined;
  isDifference: boolean;
  granularity: Granularity;
  order: TopOrder | undefined;
  chosen: string | undefined;
  amounts: Amounts;
  context: FrameContext;
  texts: ProfileTexts;
  onOrder(order: TopOrder): void;
  onChoose(name: string): void;
  /** The frame's callers and callees are wanted. */
  onOpen(name: string): void;
  onSearch(): void;
}

export const ROW_HEIGHT = 28;

type Column = keyof ProfileTexts['columnHints'];

interface ColumnSpec {
  column: Column;
  /** In which orders a press on its head puts the rows, one after the other; none where it is no order. */
  orders?: readonly TopOrder[];
  text?(line: OrderedLine, amounts: Amounts): string;
  exact?(line: OrderedLine): number;
  /** What of the total a bar shows. */
  bar?(line: OrderedLine): number;
}

const name: ColumnSpec = { column: 'function', orders: ['function', '-function'] };

const plain: readonly ColumnSpec[] = [
  name,
  {
    column: 'flat',
    orders: ['-flat', 'flat'],
    text: ({ flat }, { text }) => text(flat),
    exact: ({ flat }) => flat,
  },
  { column: 'flatShare', text: ({ flat }, { share }) => share(flat), bar: ({ flat }) => flat },
  { column: 'sum', text: ({ sum }, { share }) => share(sum) },
  {
    column: 'cum',
    orders: ['-cum', 'cum'],
    text: ({ cum }, { text }) => text(cum),
    exact: ({ cum }) => cum,
  },
  { column: 'cumShare', text: ({ cum }, { share }) => share(cum), bar: ({ cum }) => cum },
];

const different: readonly ColumnSpec[] = [
  name,
  {
    column: 'before',
    text: ({ before }, { text }) => text(before?.flat ?? 0),
    exact: ({ before }) => before?.flat ?? 0,
  },
  {
    column: 'after',
    text: ({ after }, { text }) => text(after?.flat ?? 0),
    exact: ({ after }) => after?.flat ?? 0,
  },
  {
    column: 'change',
    // The largest either way, then what grew, then what shrank.
    orders: ['-flat', '-change', 'change'],
    text: ({ flat }, { signed }) => signed(flat),
    exact: ({ flat }) => flat,
  },
  { column: 'changeShare', text: ({ flat }, { share }) => share(flat), bar: ({ flat }) => flat },
  {
    column: 'cumChange',
    orders: ['-cum', 'cum'],
    text: ({ cum }, { signed }) => signed(cum),
    exact: ({ cum }) => cum,
  },
];

/** Every frame with what was spent in it, as pprof's top; of a difference with both sides and what changed. */
export function TopTable(props: TopTableProps) {
  const { lines, found, isDifference, granularity, chosen, amounts, context, texts } = props;
  const { order = '-flat', onOrder, onChoose, onOpen, onSearch } = props;
  const ordered = useMemo(() => orderLines(lines, order), [lines, order]);
  const rows = useMemo(
    () => (found ? ordered.filter(({ index }) => found[index] === 1) : ordered),
    [ordered, found],
  );
  const { setBox, ...view } = useVirtualRows(rows.length, ROW_HEIGHT);
  const columns = isDifference ? different : plain;

  const onKeyDown = (event: KeyboardEvent, index: number): void => {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey) return;
    const next = toNextRow(key, index, rows.length);
    if (next !== undefined) view.go(next);
    else if (key === 'Enter') {
      // A link within the row has its own Enter.
      if (event.target !== event.currentTarget) return;
      onOpen(rows[index]!.frame.name);
    } else if (key === ' ') onChoose(rows[index]!.frame.name);
    else if (key === '/') onSearch();
    else return;
    event.preventDefault();
  };
  return (
    <section class="cb-prof-top" aria-label={texts.topTitle}>
      <div
        class="cb-prof-box"
        ref={setBox}
        onScroll={view.onScroll}
        role="group"
        aria-label={texts.topLabel(rows.length)}
        // Something of it can always be reached, be there no row.
        tabIndex={rows.length === 0 ? 0 : undefined}
      >
        <table
          class="cb-prof-table"
          // Its rows are walked, and chosen.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
          role="grid"
          aria-rowcount={rows.length + 1}
          aria-label={texts.topTitle}
        >
          <thead>
            <tr aria-rowindex={1}>
              {columns.map(({ column, orders }) => (
                <Head
                  key={column}
                  label={
                    column === 'function' && granularity !== 'functions'
                      ? texts.columns[granularity]
                      : texts.columns[column]
                  }
                  hint={texts.columnHints[column]}
                  column={column}
                  orders={orders}
                  order={order}
                  texts={texts}
                  onOrder={onOrder}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {view.above > 0 && <Spacer height={view.above} columns={columns.length} />}
            {rows.slice(view.first, view.end).map((line, at) => {
              const index = view.first + at;
              const { frame } = line;
              return (
                <tr
                  key={line.index}
                  class="cb-prof-row"
                  data-index={index}
                  tabIndex={index === view.current ? 0 : -1}
                  aria-rowindex={index + 2}
                  aria-selected={frame.name === chosen}
                  onFocus={() => view.setCurrent(index)}
                  onClick={(event) => {
                    if (!(event.target as Element).closest('a')) onChoose(frame.name);
                  }}
                  onDblClick={() => onOpen(frame.name)}
                  onKeyDown={(event) => onKeyDown(event, index)}
                >
                  <th scope="row" class="cb-prof-col-function">
                    <span class="cb-prof-cell">
                      <FrameName frame={frame} context={context} texts={texts} />
                      <SourcePlace
                        frame={frame}
                        context={context}
                        tabIndex={index === view.current ? 0 : -1}
                        texts={texts}
                      />
                    </span>
                  </th>
                  {columns.map(
                    ({ column, text, exact, bar }) =>
                      text && (
                        <td
                          key={column}
                          class={`cb-prof-col-${column}`}
                          data-sign={bar && isDifference ? Math.sign(bar(line)) : undefined}
                          title={exact && amounts.exact(exact(line))}
                          style={bar && { '--cb-prof-part': `${amounts.percent(bar(line)).toFixed(2)}%` }}
                        >
                          {text(line, amounts)}
                        </td>
                      ),
                  )}
                </tr>
              );
            })}
            {view.below > 0 && <Spacer height={view.below} columns={columns.length} />}
          </tbody>
        </table>
      </div>
      <p class="cb-prof-note cb-prof-foot">
        <span role="status">
          {found ? texts.topRows(rows.length, ordered.length) : texts.topLabel(ordered.length)}
        </span>
        <span>{texts.topHelp}</span>
      </p>
    </section>
  );
}

function Head({
  label,
  hint,
  column,
  orders,
  order,
  texts,
  onOrder,
}: {
  label: string;
  hint: string;
  column: Column;
  orders: readonly TopOrder[] | undefined;
  order: TopOrder;
  texts: ProfileTexts;
  onOrder(order: TopOrder): void;
}) {
  const at = orders?.indexOf(order) ?? -1;
  const isDown = order.startsWith('-');
  // Names rise where numbers fall: what is pressed first is what is looked for most.
  const sorted = at < 0 ? undefined : isDown ? 'descending' : 'ascending';
  return (
    <th scope="col" class={`cb-prof-col-${column}`} aria-sort={sorted}>
      {orders ? (
        <button
          type="button"
          class="cb-prof-sort"
          title={texts.sortBy(label, hint)}
          onClick={() => onOrder(orders[(at + 1) % orders.length]!)}
        >
          {label}
          <span aria-hidden="true" class="cb-prof-mark">
            {at < 0 ? '' : isDown ? '▾' : '▴'}
          </span>
        </button>
      ) : (
        <span title={hint}>{label}</span>
      )}
    </th>
  );
}

/** What stands for rows that are not in the page. */
export function Spacer({ height, columns }: { height: number; columns: number }) {
  return (
    <tr aria-hidden="true" class="cb-prof-spacer">
      <td aria-hidden="true" colSpan={columns} style={{ height: `${height}px` }} />
    </tr>
  );
}

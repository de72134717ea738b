import type { Input, InputParts } from './input-parts.ts';
import { type Column, type ColumnOptions, sortRows, toColumns } from './table-columns.ts';

export interface TableOptions<T> extends ColumnOptions<T> {
  /** What it is called for those who hear the page. Default: a word for a table. */
  label?: string;
  /** Rows may be chosen: the table's value are those, or all where none is. Default false: the value is all rows. */
  select?: boolean;
  /** The rows that are chosen at first. */
  value?: readonly T[];
  /** The column that it is sorted by at first. */
  sort?: string;
  /** Largest first. Default false. */
  reverse?: boolean;
  /** How many rows are seen at once; the others are scrolled to. Default 12. */
  rows?: number;
}

/** Pixels: every row is as high, so that those on screen are known without drawing the others. */
const rowHeight = 28;

/** Rows that are drawn above and below those on screen. */
const around = 8;

/** Higher than this no browser scrolls. */
const mostRows = Math.floor(16_000_000 / rowHeight);

/**
 * Inputs.table(rows, {label: 'Processes', columns: ['name', 'avgCpu'], sort: 'avgCpu', reverse: true}).
 * A heading sorts by its column: up, down, and as the rows came.
 */
export function createTable(parts: InputParts) {
  const { words, create, bind, tell } = parts;

  return <T>(data: Iterable<T>, options: TableOptions<T> = {}): Input<T[]> => {
    const { select = false, rows: seen = 12 } = options;
    const label = options.label?.trim() || words.table;
    const all = [...data];
    const rows = all.slice(0, mostRows);
    const columns = toColumns(rows, options, words);
    const naturalOrder = rows.map((_, index) => index);
    let order = naturalOrder;
    let sorted: { column: Column<T>; isDescending: boolean } | undefined;
    let chosen = toChosen(rows, options.value ?? []);

    const scroller = create('div', {
      class: 'cb-table-scroll',
      role: 'region',
      'aria-label': label,
      tabindex: 0,
      style: `max-height: ${(Math.max(1, seen) + 1) * rowHeight + 2}px`,
    });
    const table = create('table', {
      'aria-rowcount': rows.length + 1,
      style: `width: ${columns.reduce((sum, { width }) => sum + width, select ? 4 : 0)}ch`,
    });
    const head = create('thead');
    const body = create('tbody');
    const note = create('p', { class: 'cb-table-note', role: 'status' });
    const wrapper = create('div', { class: 'cb-table' });
    table.append(toWidths(), head, body);
    scroller.append(table);
    wrapper.append(scroller, note);

    function toWidths(): Element {
      const group = create('colgroup');
      if (select) group.append(create('col', { style: 'width: 4ch' }));
      for (const { width } of columns) group.append(create('col', { style: `width: ${width}ch` }));
      return group;
    }

    /** The rows from one place of the order to another, and the room that the others take. */
    let drawn = [-1, -1] as readonly [number, number];
    const draw = () => {
      const first = Math.floor((scroller.scrollTop || 0) / rowHeight);
      const from = Math.max(0, Math.min(first, order.length - seen) - around);
      const to = Math.min(order.length, first + seen + around);
      if (from === drawn[0] && to === drawn[1]) return;
      drawn = [from, to];
      body.replaceChildren(
        ...toRoom(from),
        ...order.slice(from, to).map((index, at) => toRow(index, from + at)),
        ...toRoom(order.length - to),
      );
    };
    const redraw = () => {
      drawn = [-1, -1];
      draw();
    };

    function toRoom(count: number): Element[] {
      if (count <= 0) return [];
      const room = create('tr', { 'aria-hidden': 'true', class: 'cb-table-room' });
      room.append(
        create('td', {
          colspan: columns.length + (select ? 1 : 0),
          style: `height: ${count * rowHeight}px`,
        }),
      );
      return [room];
    }

    function toRow(index: number, place: number): Element {
      const row = rows[index] as T;
      const element = create('tr', { 'aria-rowindex': place + 2 });
      if (select) element.append(toBoxCell(index, place));
      for (const column of columns) {
        const cell = create('td', { class: column.align === 'end' ? 'cb-number' : undefined });
        const content = column.format(column.read(row), row, index);
        cell.append(content);
        // What does not fit is cut, and read out and shown in whole.
        if (typeof content === 'string' && content.length >= column.width)
          cell.setAttribute('title', content);
        element.append(cell);
      }
      return element;
    }

    function toBoxCell(index: number, place: number): Element {
      const cell = create('td');
      const box = create('input', {
        type: 'checkbox',
        'aria-label': words.chooseRow(index + 1),
        checked: chosen.has(index),
        'data-place': place,
      }) as HTMLInputElement;
      box.addEventListener('input', (event) => {
        event.stopPropagation();
        if (box.checked) chosen.add(index);
        else chosen.delete(index);
        showNote();
        tell(wrapper);
      });
      cell.append(box);
      return cell;
    }

    function drawHead(): void {
      const row = create('tr');
      if (select) {
        const cell = create('th');
        const box = create('input', {
          type: 'checkbox',
          'aria-label': words.chooseAll,
          checked: rows.length > 0 && chosen.size === rows.length,
        }) as HTMLInputElement;
        box.addEventListener('input', (event) => {
          event.stopPropagation();
          chosen = box.checked ? new Set(naturalOrder) : new Set();
          redraw();
          showNote();
          tell(wrapper);
        });
        cell.append(box);
        row.append(cell);
      }
      for (const column of columns) row.append(toHeading(column));
      head.replaceChildren(row);
    }

    function toHeading(column: Column<T>): Element {
      const direction =
        sorted?.column === column ? (sorted.isDescending ? 'descending' : 'ascending') : undefined;
      const cell = create('th', {
        scope: 'col',
        class: column.align === 'end' ? 'cb-number' : undefined,
        'aria-sort': direction,
        title: column.header.length + 3 > column.width ? column.header : undefined,
      });
      const button = create('button', { type: 'button' });
      button.textContent = column.header;
      const arrow = create('span', { 'aria-hidden': 'true' });
      arrow.textContent = direction === undefined ? '' : direction === 'ascending' ? ' ↑' : ' ↓';
      button.append(arrow);
      button.addEventListener('click', () => {
        if (sorted?.column !== column) sortBy(column, false);
        else if (!sorted.isDescending) sortBy(column, true);
        else sortBy(undefined, false);
        const at = columns.indexOf(column);
        head.querySelectorAll<HTMLElement>('button')[at]?.focus();
      });
      cell.append(button);
      return cell;
    }

    function sortBy(column: Column<T> | undefined, isDescending: boolean): void {
      sorted = column && { column, isDescending };
      order = column ? sortRows(rows, column.read, isDescending) : naturalOrder;
      scroller.scrollTop = 0;
      drawHead();
      redraw();
    }

    function showNote(): void {
      const parts = [
        rows.length === 0
          ? words.noRows
          : chosen.size > 0
            ? words.tableChosen(chosen.size, rows.length)
            : words.tableRows(rows.length),
        all.length > rows.length ? words.tableCut(rows.length, all.length) : '',
      ];
      note.textContent = parts.filter(Boolean).join(' · ');
    }

    scroller.addEventListener('scroll', draw);
    // From box to box: the row that it goes to may not be drawn yet.
    body.addEventListener('keydown', (event) => {
      const { key, target } = event as KeyboardEvent;
      const place = Number((target as HTMLElement | null)?.dataset?.['place']);
      const next = place + (key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : Number.NaN);
      if (!(next >= 0 && next < order.length)) return;
      event.preventDefault();
      const top = next * rowHeight;
      if (top < scroller.scrollTop) scroller.scrollTop = top;
      else if (top + 2 * rowHeight > scroller.scrollTop + scroller.clientHeight) {
        scroller.scrollTop = top + 2 * rowHeight - scroller.clientHeight;
      }
      draw();
      body.querySelector<HTMLElement>(`[data-place="${next}"]`)?.focus({ preventScroll: true });
    });

    const first = columns.find(({ name }) => name === options.sort);
    if (options.sort !== undefined && !first) {
      throw new RangeError(
        `${label}: no column ${options.sort}; there are ${columns.map(({ name }) => name).join(', ')}`,
      );
    }
    sortBy(first, options.reverse ?? false);
    showNote();
    return bind<T[]>(
      wrapper,
      () =>
        select && chosen.size > 0
          ? order.filter((index) => chosen.has(index)).map((index) => rows[index] as T)
          : all,
      (next) => {
        chosen = toChosen(rows, next);
        drawHead();
        redraw();
        showNote();
      },
    );
  };
}

function toChosen<T>(rows: readonly T[], values: readonly T[]): Set<number> {
  const wanted = new Set(values);
  return new Set(rows.flatMap((row, index) => (wanted.has(row) ? [index] : [])));
}

import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { createInputs } from '#notebook/runtime/inputs.ts';
import { sortRows, toCellText } from '#notebook/runtime/table-columns.ts';
import { cellTexts } from '#texts/cells.ts';
import { cpuClock } from '../../cpu-clock.ts';

const { document, Event } = parseHTML('<!doctype html><html><body></body></html>');
const inputs = createInputs(document, cellTexts.en);
const rows = [
  { name: 'app-10', cpu: 2.34567, when: new Date(0) },
  { name: 'app-9', cpu: 12, when: new Date(1000) },
  { name: 'idle', cpu: null, when: undefined },
];
const cellsOf = (table: Element, column: number) =>
  [...table.querySelectorAll('tbody tr:not([aria-hidden])')].map((row) => row.children[column]?.textContent);
const press = (element: Element | undefined | null) => element?.dispatchEvent(new Event('click'));

describe('a table', () => {
  test('reads: numbers short, dates to the second, nothing as nothing', () => {
    const table = inputs.table(rows, { label: 'Processes' });
    expect(cellsOf(table, 1)).toEqual(['2.346', '12', '']);
    expect(cellsOf(table, 2)).toEqual(['1970-01-01 00:00:00', '1970-01-01 00:00:01', '']);
    expect(table.querySelector('[role=region]')?.getAttribute('aria-label')).toBe('Processes');
    expect(table.querySelector('table')?.getAttribute('aria-rowcount')).toBe('4');
    expect(table.textContent).toContain('3 rows');
    expect([...table.querySelectorAll('td.cb-number')].length).toBe(3);
  });

  test('columns, headings, formats, and nodes in them', () => {
    const table = inputs.table(rows, {
      label: 'Processes',
      columns: ['cpu', 'name'],
      header: { cpu: 'CPU' },
      format: {
        cpu: (cpu: number | null) => (cpu === null ? '–' : `${cpu.toFixed(1)} %`),
        name: (name: string) => Object.assign(document.createElement('b'), { textContent: name }),
      },
    });
    expect([...table.querySelectorAll('th button')].map(({ textContent }) => textContent)).toEqual([
      'CPU',
      'name',
    ]);
    expect(cellsOf(table, 0)).toEqual(['2.3 %', '12.0 %', '–']);
    expect(table.querySelectorAll('td b')).toHaveLength(3);
  });

  test('a heading sorts up, down, and back; missing values stay last', () => {
    const table = inputs.table(rows, { label: 'Processes' });
    const heading = (at: number) => table.querySelectorAll('th')[at];
    const press1 = () => press(heading(1)?.querySelector('button'));
    press1();
    expect([cellsOf(table, 0), heading(1)?.getAttribute('aria-sort')]).toEqual([
      ['app-10', 'app-9', 'idle'],
      'ascending',
    ]);
    press1();
    expect([cellsOf(table, 0), heading(1)?.getAttribute('aria-sort')]).toEqual([
      ['app-9', 'app-10', 'idle'],
      'descending',
    ]);
    press1();
    expect(heading(1)?.hasAttribute('aria-sort')).toBe(false);
    press(heading(0)?.querySelector('button'));
    expect(cellsOf(table, 0)).toEqual(['app-9', 'app-10', 'idle']);
  });

  test('sorted from the start, and by what is not there', () => {
    const table = inputs.table(rows, { label: 'P', sort: 'cpu', reverse: true });
    expect(cellsOf(table, 0)).toEqual(['app-9', 'app-10', 'idle']);
    expect(() => inputs.table(rows, { label: 'P', sort: 'mem' })).toThrow(
      'P: no column mem; there are name, cpu, when',
    );
  });

  test('has a name where none is given', () => {
    for (const table of [inputs.table(rows), inputs.table(rows, { label: ' ' })]) {
      expect(table.querySelector('[role=region]')?.getAttribute('aria-label')).toBe('Table');
      expect(cellsOf(table, 0)).toEqual(['app-10', 'app-9', 'idle']);
    }
  });

  test('of a hundred thousand rows those on screen are drawn', () => {
    const many = Array.from({ length: 100_000 }, (_, n) => ({ n, square: n * n }));
    const start = cpuClock();
    const table = inputs.table(many, { label: 'Many', rows: 10 });
    expect(cpuClock() - start).toBeLessThan(2000);
    expect(cellsOf(table, 0)).toHaveLength(18);
    const scroller = table.querySelector('[role=region]') as HTMLElement;
    Object.defineProperty(scroller, 'scrollTop', { value: 50_000 * 28, writable: true });
    scroller.dispatchEvent(new Event('scroll'));
    expect(cellsOf(table, 0).slice(0, 9).at(-1)).toBe('50,000');
    expect(cellsOf(table, 0)).toHaveLength(26);
    const rooms = [...table.querySelectorAll('.cb-table-room td')].map((cell) => cell.getAttribute('style'));
    expect(rooms).toEqual([`height: ${49_992 * 28}px`, `height: ${(100_000 - 50_018) * 28}px`]);
  });

  test('rows are chosen, and told; its value is all where none is', () => {
    const table = inputs.table(rows, { label: 'P', select: true, sort: 'cpu', reverse: true });
    const told: unknown[] = [];
    table.addEventListener('input', () => told.push(table.value.map(({ name }) => name)));
    expect(table.value).toEqual(rows);
    const [all, ...boxes] = table.querySelectorAll('input');
    const choose = (box: HTMLInputElement | undefined, checked: boolean) => {
      Object.assign(box ?? {}, { checked });
      box?.dispatchEvent(new Event('input', { bubbles: true }));
    };
    expect(boxes.map((box) => box.getAttribute('aria-label'))).toEqual([
      'Choose row 2',
      'Choose row 1',
      'Choose row 3',
    ]);
    choose(boxes[1], true);
    choose(boxes[0], true);
    choose(boxes[1], false);
    choose(all, true);
    expect(told).toEqual([['app-10'], ['app-9', 'app-10'], ['app-9'], ['app-9', 'app-10', 'idle']]);
    expect(table.textContent).toContain('3 of 3 rows chosen');
    table.value = [rows[2] as (typeof rows)[0]];
    expect(table.value).toEqual([rows[2]]);
  });

  test('rows that are no objects, and none at all', () => {
    expect(cellsOf(inputs.table([3, 1], { label: 'Numbers', sort: 'value' }), 0)).toEqual(['1', '3']);
    expect(inputs.table([], { label: 'None' }).textContent).toContain('No rows');
    expect(cellsOf(inputs.table([[1, 2]], { label: 'Lists' }), 1)).toEqual(['2']);
  });
});

test('the order of mixed values', () => {
  const values = ['b', 2, undefined, 10n, Number.NaN, 'a10', 'a9', true, null];
  const sorted = (isDescending: boolean) =>
    sortRows(values, (value) => value, isDescending).map((at) => values[at]);
  expect(sorted(false)).toEqual([true, 2, 10n, 'a9', 'a10', 'b', undefined, Number.NaN, null]);
  expect(sorted(true)).toEqual(['b', 'a10', 'a9', 10n, 2, true, undefined, Number.NaN, null]);
});

test.each([
  [1234567.8912, '1,234,567.891'],
  [-2.5, '−2.5'],
  [-3n, '−3'],
  [Number.NaN, 'NaN'],
  [2n ** 64n, '18,446,744,073,709,551,616'],
  [new Date(1500), '1970-01-01 00:00:01.500'],
  [{ a: [1] }, '{a: […]}'],
  [false, 'false'],
])('%o reads %s', (value, text) => {
  expect(toCellText(value, cellTexts.en)).toBe(text);
});

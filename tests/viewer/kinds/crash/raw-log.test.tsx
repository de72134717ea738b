import { afterEach, describe, expect, test } from 'vitest';
import { openCrash, type OpenCrash } from './open-crash.ts';

let page: OpenCrash;
afterEach(() => page.close());

const rows = (mark = ''): Element[] => [...page.root.querySelectorAll(`.cb-crash-row${mark}`)];
const lines = (mark: string): number[] =>
  rows(mark).map((row) => Number(row.querySelector('button')!.textContent));
const number = (line: number): HTMLElement => page.find('.cb-crash-row button', `Line ${line}`);
const log = 'topid-crash-1.log';

describe('lines of the log', () => {
  test('are as they are in the file, each with whose frame begins there', async () => {
    page = await openCrash([log]);
    expect(rows()[11]!.querySelector('code')!.textContent).toBe(
      'runtime.mallocgc(0x600, 0x15d600, 0x1, 0x0)',
    );
    expect(rows()[11]!.getAttribute('data-owner')).toBe('runtime');
    expect(rows()[25]!.getAttribute('data-owner')).toBe('user');
    expect(rows()[1]!.getAttribute('data-inside')).toBeNull();
    expect(rows()[6]!.getAttribute('data-inside')).toBe('true');
  });

  test('are in the page only where they are seen', async () => {
    page = await openCrash(['go1.26-sigquit-minutes.log']);
    const shown = rows().length;
    expect(shown).toBeLessThan(100);
    const box = page.root.querySelector('.cb-crash-text')!;
    (box as HTMLElement).scrollTop = 18 * 2000;
    page.fire(box, 'scroll');
    // Twenty more than are seen, above and below.
    expect(Number(rows()[0]!.querySelector('button')!.textContent)).toBe(1981);
    expect(rows()).toHaveLength(67);
  });

  test('have some height in a low window, and no more than they are high', async () => {
    const heightOf = (): string =>
      page.root.querySelector<HTMLElement>('.cb-crash-log-frame')!.style.minHeight;
    page = await openCrash([log]);
    expect(heightOf()).toBe('min(12rem, 558px)');
    page.close();
    page = await openCrash(['panic: no ports\n\ngoroutine 1 [running]:\n']);
    expect(heightOf()).toBe('min(12rem, 54px)');
  });

  test('are marked by a click, a range with Shift, and let go by another click', async () => {
    page = await openCrash([log]);
    page.click(number(12));
    expect(page.state).toEqual({ line: [12, 12] });
    expect(lines('[data-marked]')).toEqual([12]);
    page.click(number(15), { shiftKey: true });
    expect(page.state).toEqual({ line: [12, 15] });
    expect(lines('[aria-current=location]')).toEqual([12, 13, 14, 15]);
    page.click(number(13));
    page.click(number(13));
    expect(page.state).toEqual({});
    expect(lines('[data-marked]')).toEqual([]);
  });

  test('a line or a range is gone to by number, within the file', async () => {
    page = await openCrash([log]);
    const field = page.root.querySelector('.cb-crash-log [name=line]')!;
    const go = (text: string) => {
      page.type(field, text);
      page.fire(field.closest('form')!, 'submit');
      return page.state.line;
    };
    expect(go('8')).toEqual([8, 8]);
    expect(go('14-10')).toEqual([10, 14]);
    expect(go('x')).toEqual([10, 14]);
    const last = lines('').at(-1)!;
    expect(go('9999')).toEqual([last, last]);
    page.click(page.find('button', 'Unmark'));
    expect(page.state).toEqual({});
  });

  test('text is found without regard to case, one after the other, round and round', async () => {
    page = await openCrash([log]);
    const form = page.root.querySelector('.cb-crash-log [role=search]')!;
    const found = (): [string, number[]] => [
      page.text(form.querySelector('[role=status]')!),
      lines('[data-found]'),
    ];
    page.type(form.querySelector('input')!, 'READALL');
    expect(found()).toEqual(['1 of 2', [22]]);
    page.fire(form, 'submit');
    expect(found()).toEqual(['2 of 2', [24]]);
    page.fire(form, 'submit');
    expect(found()).toEqual(['1 of 2', [22]]);
    page.click(page.find('button', 'Previous'));
    expect(found()).toEqual(['2 of 2', [24]]);
    page.fire(form.querySelector('input')!, 'keydown', { key: 'Enter', shiftKey: true });
    expect(found()).toEqual(['1 of 2', [22]]);
    expect(
      [...form.ownerDocument.querySelectorAll('.cb-crash-row mark')].map((mark) => mark.textContent),
    ).toEqual(['readAll', 'ReadAll']);
    expect(page.all('.cb-crash-log-marks path')).toHaveLength(1);
    page.type(form.querySelector('input')!, 'nowhere');
    expect(found()).toEqual(['not found', []]);
  });
});

describe('what is looked for', () => {
  const search = (): Element => page.root.querySelector('.cb-crash-log [role=search]')!;
  const status = (): string => page.text(search().querySelector('[role=status]')!);
  const tick = (name: string, on: boolean): void =>
    page.choose(page.find('.cb-crash-log label', name).querySelector('input')!, on);

  test('is matched with its case, or as an expression in Go’s syntax; the link says how', async () => {
    page = await openCrash([log], { find: 'readall' });
    expect(status()).toBe('1 of 2');
    tick('Match case', true);
    expect(page.state).toEqual({ find: 'readall', findBy: ['case'] });
    expect(status()).toBe('not found');
    tick('Match case', false);
    expect(page.state).toEqual({ find: 'readall' });
    tick('Regular expression', true);
    page.type(search().querySelector('input')!, '^RUNTIME\\.\\w+\\(');
    expect(page.state).toEqual({ find: '^RUNTIME\\.\\w+\\(', findBy: ['expression'] });
    expect(status()).toMatch(/^1 of \d+$/);
    const marks = (): string[] =>
      [...page.root.querySelectorAll('.cb-crash-row mark')].map((mark) => mark.textContent);
    // The letters that it matches, and not their line.
    expect(marks().length).toBeGreaterThan(0);
    for (const mark of marks()) expect(mark).toMatch(/^runtime\.\w+\($/);
    page.type(search().querySelector('input')!, '\\b[0-9]+\\b|x*');
    for (const mark of marks()) expect(mark).toMatch(/^(\d+|x+)$/);
    page.type(search().querySelector('input')!, '^RUNTIME\\.\\w+\\(');
    tick('Match case', true);
    expect(status()).toBe('not found');
    page.type(search().querySelector('input')!, '');
    tick('Match case', false);
    tick('Regular expression', false);
    expect(page.state).toEqual({});
  });

  test('says what is wrong with an expression and where, as it was typed', async () => {
    page = await openCrash([log], { find: 'a)', findBy: ['expression'] });
    const alert = (): string => page.text(search().parentElement!.querySelector('[role=alert]')!);
    expect(alert()).toBe('A bracket is closed that was never opened, at character 1. It finds nothing.');
    expect(search().querySelector('input')!.getAttribute('aria-invalid')).toBe('true');
    expect(status()).toBe('');
    page.type(search().querySelector('input')!, 'main');
    expect(alert()).toBe('');
  });
});

describe('lines that are wrapped', () => {
  test('are chosen by the reader, which the link says', async () => {
    page = await openCrash([log]);
    const box = (): HTMLElement => page.find('.cb-crash-log label', 'Wrap lines').querySelector('input')!;
    page.choose(box(), true);
    expect(page.state).toEqual({ wrap: true });
    expect(page.root.querySelector('.cb-crash-text')!.hasAttribute('data-wrap')).toBe(true);
    page.choose(box(), false);
    expect(page.state).toEqual({});
  });

  test('of more characters than help anybody end with how many more there are', async () => {
    page = await openCrash([
      `panic: ${'y'.repeat(5000)}\n\ngoroutine 1 [running]:\nmain.main()\n\t/m.go:1\n`,
    ]);
    expect(rows()[0]!.querySelector('code')!.textContent).toHaveLength(4000);
    expect(page.text(rows()[0]!.querySelector('small')!)).toBe('… 1,007 more characters of this line');
  });
});

describe('notes on lines', () => {
  const listed = (label: string): string[] =>
    page.all('ol', label).flatMap((list) => [...list.children].map((item) => page.text(item)));

  test('are pinned to the marked line, changed and removed; what is of another kind stays', async () => {
    const other = { text: 'of a recording', time: 3 };
    page = await openCrash([log], { pins: [other] });
    const pin = (): HTMLElement => page.find('.cb-crash-pins > button', /note/);
    expect(page.text(pin())).toBe('Mark a line to pin a note to it');
    expect(pin().hasAttribute('disabled')).toBe(true);
    page.click(number(12));
    expect(page.text(pin())).toBe('Pin a note to line 12');
    page.click(pin());
    const field = (): Element => page.root.querySelector('.cb-crash-pins [name=text]')!;
    page.type(field(), '  ');
    page.fire(field().closest('form')!, 'submit');
    expect(page.state.pins).toEqual([other]);
    page.type(field(), ' here it asks ');
    page.fire(field().closest('form')!, 'submit');
    expect(page.state.pins).toEqual([other, { text: 'here it asks', line: 12 }]);
    expect(lines('[data-pinned]')).toEqual([12]);
    expect(listed('Notes on lines')).toEqual(['L12Show line 12 in the log here it asks Edit Remove']);
    expect(listed('Notes that this log has no line for')).toEqual(['of a recording Edit Remove']);

    page.click(page.find('button', 'Edit: here it asks'));
    page.fire(field(), 'keydown', { key: 'Escape' });
    expect(page.all('.cb-crash-pins form')).toHaveLength(0);
    page.click(page.find('button', 'Edit: here it asks'));
    page.type(field(), 'there');
    page.fire(field().closest('form')!, 'submit');
    expect(page.state.pins).toEqual([other, { text: 'there', line: 12 }]);
    page.click(page.find('button', 'Remove: there'));
    expect(page.state.pins).toEqual([other]);
  });

  test('of a link stand by line, those beyond the end apart with their number', async () => {
    page = await openCrash([log], {
      pins: [
        { text: 'second', line: 20 },
        { text: 'far', line: 9000 },
        { text: 'first <b>', line: 3 },
      ],
    });
    expect(listed('Notes on lines').map((text) => text.replace(/^.* in the log /, ''))).toEqual([
      'first <b> Edit Remove',
      'second Edit Remove',
    ]);
    expect(listed('Notes that this log has no line for')).toEqual(['far line 9000 Edit Remove']);
    expect(page.root.querySelector('.cb-crash-pins b')).toBeNull();
    page.click(page.all('.cb-crash-pins .cb-crash-line-link')[1]!);
    expect(page.state.line).toEqual([20, 20]);
  });
});

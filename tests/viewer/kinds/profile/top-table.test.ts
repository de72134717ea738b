import { afterEach, describe, expect, test } from 'vitest';
import { formatAmount, formatShare } from '#locale/amount.ts';
import { toTop } from '#model/profile/top.ts';
import { toTotal } from '#model/profile/weights.ts';
import { fixturePath, hasGo, readGoTop } from '../../../formats/pprof/go-pprof.ts';
import { makeProfile } from '../../../model/profile/make-profile.ts';
import { treeOf, typeOf } from '../../../model/profile/read-profile.ts';
import { openProfile, type OpenProfile, rowsOf } from './open-profile.ts';

let page: OpenProfile;
afterEach(() => page.close());

const table = (): HTMLElement => page.find('table', 'Top');
const rows = (): string[][] => rowsOf(page, table());
const names = (): string[] =>
  [...table().querySelectorAll('tbody .cb-prof-frame bdi')].map((name) => page.text(name));
const row = (name: string): HTMLElement => {
  const found = [...table().querySelectorAll<HTMLElement>('tbody tr')].filter(
    (one) => one.querySelector('.cb-prof-frame bdi')?.textContent === name,
  );
  expect(found, name).toHaveLength(1);
  return found[0]!;
};
const press = (target: Element, key: string): void => page.fire(target, 'keydown', { key });
/** The row that the focus was given to. */
const focusOf = (): (Element | undefined)[] => {
  const focused: Element[] = [];
  const { prototype } = (page.document.defaultView as unknown as { HTMLElement: { prototype: HTMLElement } })
    .HTMLElement;
  Object.defineProperty(prototype, 'focus', {
    value(this: Element) {
      focused.push(this);
    },
    configurable: true,
  });
  return focused;
};

/** The sign that the view writes. */
const withMinus = (text: string): string => text.replace('-', '−');

describe('numbers', () => {
  test.each([
    ['cpu-labels.pb.gz', 'cpu'],
    ['heap.pb.gz', 'alloc_space'],
    ['heap.pb.gz', 'inuse_objects'],
    ['mutex.pb.gz', 'delay'],
    ['diff.pb.gz', 'cpu'],
  ])('of %s, %s, are those of the model, row by row', async (file, sample) => {
    page = await openProfile(file, { state: { figure: 'top', sample } });
    const { profile } = page;
    const type = typeOf(profile, sample);
    const { unit } = profile.sampleTypes[type]!;
    const total = Number(toTotal(profile, type));
    const expected = toTop(treeOf(profile, type));
    expect(expected.length).toBeGreaterThan(3);
    let sum = 0;
    const wanted = expected.map(({ flat, cum }) => {
      sum += flat;
      return [
        formatAmount(flat, unit),
        formatShare(flat, total),
        formatShare(sum, total),
        formatAmount(cum, unit),
        formatShare(cum, total),
      ].map(withMinus);
    });
    const shown = rows();
    expect(shown.length).toBeGreaterThan(3);
    expect(shown.map(([, ...cells]) => cells)).toEqual(wanted.slice(0, shown.length));
    expect(names()).toEqual(expected.slice(0, shown.length).map(({ frame }) => frame.name));
  });

  test.skipIf(!hasGo)('are those of go tool pprof to the last digit', async () => {
    page = await openProfile('cpu-labels.pb.gz', { state: { figure: 'top' } });
    const go = await readGoTop('ns', '-sample_index=cpu', fixturePath('pprof/valid/cpu-labels.pb.gz'));
    const exact = [...table().querySelectorAll('tbody tr:not([aria-hidden])')].map((one) => {
      const cells = [...one.querySelectorAll('td[title]')].map((cell) => cell.getAttribute('title'));
      return [one.querySelector('.cb-prof-frame bdi')!.textContent, ...cells] as const;
    });
    expect(exact.length).toBeGreaterThan(5);
    const text = (value: number): string =>
      value === 0 ? '0 nanoseconds' : `${value.toLocaleString('en-US')} nanoseconds`;
    for (const [name, flat, cum] of exact) {
      expect([name, flat, cum]).toEqual([name, ...go.rows.get(name)!.map(text)]);
    }
  });

  test('that are negative, or beyond what a number holds, are shown right', async () => {
    const big = 2 ** 62;
    const samples = [
      { stack: ['main', 'grow'], value: big },
      { stack: ['main', 'shrink'], value: -5_000_000_000 },
    ];
    page = await openProfile(makeProfile(samples, { type: 'objects', unit: 'count' }), {
      state: { figure: 'top' },
    });
    expect(rows().map(([name, flat, , , cum]) => [name, flat, cum])).toEqual([
      ['grow', '4.61 × 10^18', '4.61 × 10^18'],
      ['shrink', '−5,000,000,000', '−5,000,000,000'],
      ['main', '0', '4.61 × 10^18'],
    ]);
    page.close();
    page = await openProfile(makeProfile(samples, { type: 'space', unit: 'bytes' }), {
      state: { figure: 'top' },
    });
    expect(rows().map(([, flat]) => flat)).toEqual(['4 EiB', '−4.66 GiB', '0']);
  });
});

describe('order', () => {
  test('goes by a press on a head, and back by another; the state says which', async () => {
    page = await openProfile('cpu-labels.pb.gz', { state: { figure: 'top' } });
    const byFlat = names();
    const sorted = (): (string | null)[] =>
      [...table().querySelectorAll('thead th')].map((head) => head.getAttribute('aria-sort'));
    expect(sorted()).toEqual([null, 'descending', null, null, null, null]);
    const head = (name: string): HTMLElement =>
      page.find('.cb-prof-top thead button', new RegExp(`^${name}`));
    page.click(head('Cum'));
    expect(page.state.order).toBe('-cum');
    expect(sorted()).toEqual([null, null, null, null, 'descending', null]);
    const tree = treeOf(page.profile, typeOf(page.profile, 'cpu'));
    const byCum = toTop(tree).toSorted((a, b) => Math.abs(b.cum) - Math.abs(a.cum));
    expect(names()).toEqual(byCum.slice(0, names().length).map(({ frame }) => frame.name));
    page.click(head('Cum'));
    expect(page.state.order).toBe('cum');
    page.click(head('Function'));
    expect(page.state.order).toBe('function');
    expect(names()).toEqual(names().toSorted());
    page.click(head('Flat'));
    // The default is not said.
    expect(page.state).toEqual({ figure: 'top' });
    expect(names()).toEqual(byFlat);
  });
});

describe('rows', () => {
  test('are narrowed by the search, which says its share of the total, each sample once', async () => {
    page = await openProfile('cpu-labels.pb.gz', { state: { figure: 'top' } });
    page.type(page.root.querySelector('.cb-prof-search')!, 'DESCEND');
    expect(page.state.text).toBe('DESCEND');
    expect(names().length).toBeGreaterThan(0);
    for (const name of names()) expect(name.toLowerCase()).toContain('descend');
    const cums = rows().map(([, , , , , cumShare]) => cumShare);
    // A function that calls itself counts once, so its share is that of its cum.
    expect(page.text(page.root.querySelector('[role=search] [role=status]')!)).toBe(
      `1 frame, ${cums[0]} of the total`,
    );
    page.type(page.root.querySelector('.cb-prof-search')!, 'nothing of the kind');
    expect(page.text(page.root.querySelector('[role=search] [role=status]')!)).toBe('not found');
    page.fire(page.root.querySelector('.cb-prof-search')!, 'keydown', { key: 'Escape' });
    expect(page.state.text).toBeUndefined();
  });

  test('are chosen by a click or Space, and Enter shows who called the function and what it called', async () => {
    page = await openProfile('cpu-labels.pb.gz', { state: { figure: 'top' } });
    page.click(row('main.descend'));
    expect(page.state).toEqual({ figure: 'top', frame: 'main.descend' });
    expect(row('main.descend').getAttribute('aria-selected')).toBe('true');
    press(row(names()[0]!), ' ');
    expect(page.state.frame).toBe(names()[0]);
    press(row('main.descend'), 'Enter');
    expect(page.state).toEqual({ figure: 'sandwich', frame: 'main.descend' });
  });

  test('are walked with the arrows, and only one of them is a stop of the Tab key', async () => {
    page = await openProfile('cpu-labels.pb.gz', { state: { figure: 'top' } });
    const stops = (): string[] =>
      [...table().querySelectorAll<HTMLElement>('tbody tr[data-index]')]
        .filter((one) => (one.getAttribute('tabIndex') ?? one.getAttribute('tabindex')) === '0')
        .map((one) => one.getAttribute('data-index')!);
    const focused = focusOf();
    expect(stops()).toEqual(['0']);
    press(row(names()[0]!), 'ArrowDown');
    expect(stops()).toEqual(['1']);
    expect(focused.at(-1)?.getAttribute('data-index')).toBe('1');
    press(row(names()[1]!), 'ArrowUp');
    press(row(names()[0]!), 'ArrowUp');
    expect(stops()).toEqual(['0']);
    press(row(names()[0]!), '/');
    expect(focused.at(-1)?.classList.contains('cb-prof-search')).toBe(true);
  });

  test('a hundred thousand scroll as ten do: those that are seen are in the page', async () => {
    const samples = Array.from({ length: 100_000 }, (_, at) => ({
      stack: [`f${at}`],
      value: 200_000 - at,
    }));
    page = await openProfile(makeProfile(samples), { state: { figure: 'top' } });
    expect(table().getAttribute('aria-rowcount')).toBe('100001');
    expect(rows().length).toBeLessThan(60);
    expect(rows()[0]![0]).toContain('f0');
    const box = page.find('.cb-prof-box', 'Top: 100,000 rows');
    box.scrollTop = 28 * 50_000;
    page.fire(box, 'scroll');
    expect(rows().length).toBeLessThan(60);
    expect(names()).toContain('f50000');
    expect(row('f50000').getAttribute('aria-rowindex')).toBe('50002');
    const focused = focusOf();
    press(row('f50000'), 'End');
    expect(names().at(-1)).toBe('f99999');
    expect(focused.at(-1)?.getAttribute('data-index')).toBe('99999');
    press(row('f99999'), 'Home');
    expect(names()[0]).toBe('f0');
  });
});

test('a name that turns the direction of writing reads as it is written', async () => {
  const name = '\u202eniam';
  const made = makeProfile([{ stack: ['main', name], value: 1 }]);
  page = await openProfile(made, { state: { figure: 'top', frame: name } });
  expect(names()).toEqual(['\ufffdniam', 'main']);
  // The link goes on naming it as the profile does.
  page.fire(row('\ufffdniam'), 'dblclick');
  expect(page.state).toMatchObject({ figure: 'sandwich', frame: name });
  await page.settle();
  expect(page.document.body.textContent).not.toContain('\u202e');
});

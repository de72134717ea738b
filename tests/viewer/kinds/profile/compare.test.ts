import { afterEach, describe, expect, test } from 'vitest';
import { formatAmount } from '#locale/amount.ts';
import { foldStacks, toCallTree } from '#model/profile/call-tree.ts';
import { toDifference } from '#model/profile/difference.ts';
import { toTop } from '#model/profile/top.ts';
import { fixturePath, hasGo, readGoTop } from '../../../formats/pprof/go-pprof.ts';
import { makeProfile } from '../../../model/profile/make-profile.ts';
import { readPprofFixture } from '../../../model/profile/read-profile.ts';
import { openProfile, type OpenProfile, rowsOf } from './open-profile.ts';

let page: OpenProfile;
afterEach(() => page.close());

const earlier = makeProfile([
  { stack: ['main', 'poll'], value: 8e9 },
  { stack: ['main', 'work'], value: 2e9 },
]);
const later = makeProfile([
  { stack: ['main', 'poll'], value: 1e9 },
  { stack: ['main', 'work'], value: 3e9 },
  { stack: ['main', 'wait'], value: 1e9 },
]);
const bytes = makeProfile([{ stack: ['main'], value: 1 }], { type: 'inuse_space', unit: 'bytes' });
const table = (name = 'Top'): HTMLElement => page.find('table', name);
const rows = (): string[][] => rowsOf(page, table());
const remarks = (): string[] =>
  [...page.root.querySelectorAll('.cb-remark')].map((remark) => page.text(remark));
const choice = (): HTMLElement => page.find('label', /^Compare with/).querySelector('select')!;
const changes = (name: string): string[][] => {
  const list = page.find('.cb-prof-changes', name).querySelector('table');
  return list ? rowsOf(page, list) : [];
};

describe('two profiles', () => {
  test('are compared row by row: before, now, what changed, of the total before', async () => {
    page = await openProfile(later, { state: { figure: 'top' }, others: { 'before.pb.gz': earlier } });
    page.choose(choice(), 'before');
    expect(page.state).toEqual({ figure: 'top', base: 'before' });
    expect(rows()).toEqual([
      ['poll', '8 s', '1 s', '−7 s', '−70 %', '−7 s'],
      ['wait', '0', '1 s', '+1 s', '10 %', '+1 s'],
      ['work', '2 s', '3 s', '+1 s', '10 %', '+1 s'],
      ['main', '0', '0', '0', '0 %', '−5 s'],
    ]);
    const part = page.find('section', 'What changed from before.pb.gz to made.pb.gz');
    expect(page.text(part.querySelector('p')!)).toBe('10 s before, 5 s now: −5 s.');
    expect(changes('Grew most')).toEqual([
      ['wait', '0', '1 s', '+1 s'],
      ['work', '2 s', '3 s', '+1 s'],
    ]);
    expect(changes('Shrank most')).toEqual([['poll', '8 s', '1 s', '−7 s']]);
    page.click(page.find('.cb-prof-changes', 'Shrank most').querySelector('button')!);
    expect(page.state.frame).toBe('poll');
    expect(page.text(page.find('section', 'Chosen frame').querySelector('dl')!)).toBe(
      'Flat8 s → 1 s (−7 s) −70 % of the totalCum.8 s → 1 s (−7 s) −70 % of the total',
    );
  });

  test('may be brought to one total, so that shares are compared', async () => {
    page = await openProfile(later, {
      state: { figure: 'top', base: 'before' },
      others: { 'before.pb.gz': earlier },
    });
    page.choose(page.find('fieldset label', 'shares').querySelector('input')!, true);
    expect(page.state.normalised).toBe(true);
    expect(rows()).toEqual([
      ['poll', '8 s', '2 s', '−6 s', '−60 %', '−6 s'],
      ['work', '2 s', '6 s', '+4 s', '40 %', '+4 s'],
      ['wait', '0', '2 s', '+2 s', '20 %', '+2 s'],
    ]);
    expect(page.text(page.root.querySelector('.cb-prof-comparison p')!)).toBe(
      '10 s before, 10 s now: 0. Values of this profile are multiplied by 2.',
    );
  });

  test('are ordered by what changed most, what grew, what shrank', async () => {
    page = await openProfile(later, {
      state: { figure: 'top', base: 'before' },
      others: { 'before.pb.gz': earlier },
    });
    const press = (): void => page.click(page.find('.cb-prof-top thead button', /^Change/));
    const flats = (): string[] => rows().map(([, , , change]) => change!);
    press();
    expect(page.state.order).toBe('-change');
    expect(flats()).toEqual(['+1 s', '+1 s', '0', '−7 s']);
    press();
    expect(page.state.order).toBe('change');
    expect(flats()).toEqual(['−7 s', '0', '+1 s', '+1 s']);
    press();
    expect(page.state.order).toBeUndefined();
  });

  const [file, base] = ['cpu-labels-later.pb.gz', 'cpu-labels.pb.gz'];

  test('of real programs have the numbers of the model', async () => {
    page = await openProfile(file, {
      state: { figure: 'top', base: 'cpu-labels' },
      others: { [base]: base },
    });
    const difference = toDifference(readPprofFixture(`pprof/valid/${base}`), page.profile, {
      type: 'cpu',
      unit: 'nanoseconds',
    })!;
    const top = toTop(toCallTree(difference.profile, foldStacks(difference.profile), difference.change));
    const shown = rowsOf(page, table());
    expect(shown.length).toBeGreaterThan(10);
    const signed = (value: number): string =>
      `${value > 0 ? '+' : ''}${formatAmount(value, 'nanoseconds').replace('-', '−')}`;
    expect(shown.map(([, , , flat, , cum]) => [flat, cum])).toEqual(
      top.slice(0, shown.length).map(({ flat, cum }) => [signed(flat), signed(cum)]),
    );
  });

  test.skipIf(!hasGo)('have what go tool pprof -diff_base gives them, to the last digit', async () => {
    page = await openProfile(file, {
      state: { figure: 'top', base: 'cpu-labels' },
      others: { [base]: base },
    });
    const go = await readGoTop(
      'ns',
      '-sample_index=cpu',
      `-diff_base=${fixturePath(`pprof/valid/${base}`)}`,
      fixturePath(`pprof/valid/${file}`),
    );
    const lines = [...table().querySelectorAll('tbody tr[data-index]')];
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) {
      const name = page.text(line.querySelector('.cb-prof-frame bdi')!);
      const [, , flat, cum] = [...line.querySelectorAll('td[title]')].map((cell) =>
        Number(cell.getAttribute('title')!.replace('−', '-').replace(/,| .*/g, '')),
      );
      expect([name, flat, cum]).toEqual([name, ...go.rows.get(name)!]);
    }
  });
});

describe('what cannot be compared says why, and the profile is shown alone', () => {
  test('without a sample type in common', async () => {
    page = await openProfile(later, {
      state: { figure: 'top', base: 'heap' },
      others: { 'heap.pb.gz': bytes },
    });
    expect(remarks()).toEqual([
      'It cannot be compared with or added to heap.pb.gz: they have no sample type in common. This one has cpu (nanoseconds), that one inuse_space (bytes).',
    ]);
    expect(rows()).toEqual([
      ['work', '3 s', '60 %', '60 %', '3 s', '60 %'],
      ['poll', '1 s', '20 %', '80 %', '1 s', '20 %'],
      ['wait', '1 s', '20 %', '100 %', '1 s', '20 %'],
      ['main', '0', '0 %', '100 %', '5 s', '100 %'],
    ]);
  });

  test('where the chosen type is not in both', async () => {
    const samples = makeProfile([{ stack: ['main'], value: 1 }], { type: 'samples', unit: 'count' });
    page = await openProfile('cpu-labels.pb.gz', {
      state: { figure: 'top', base: 'other' },
      others: { 'other.pb.gz': samples },
    });
    expect(remarks()).toEqual([
      'other.pb.gz has no sample type cpu, so nothing is compared. Both have: samples (count).',
    ]);
    page.choose(page.find('label', /^Sample type/).querySelector('select')!, 'samples');
    expect(remarks()).toEqual([]);
    expect(page.all('section', /^What changed/)).toHaveLength(1);
  });

  test('where a link names what is not open, or a sample type that there is not', async () => {
    page = await openProfile(later, {
      state: { figure: 'top', base: 'gone', added: ['lost'], sample: 'alloc' },
    });
    expect(remarks()).toEqual([
      'lost is not open. Open it beside this one.',
      'The profile has no sample type alloc. It has: cpu (nanoseconds).',
      'gone is not open. Open it beside this one.',
    ]);
    expect(rows()).toHaveLength(4);
    page.choose(choice(), '');
    expect(page.state.base).toBeUndefined();
  });
});

test('a profile that a link adds many times is added once', async () => {
  const other = makeProfile([{ stack: ['main', 'poll'], value: 1e9 }]);
  page = await openProfile(later, {
    state: { figure: 'top', added: ['b', 'b', 'lost', 'b', 'lost'] },
    others: { b: other },
  });
  expect(rows().map(([name, flat]) => [name, flat])).toContainEqual(['poll', '2 s']);
  expect(remarks()).toHaveLength(1);
});

test('profiles are added up', async () => {
  page = await openProfile(later, {
    state: { figure: 'top' },
    others: { 'b.pb.gz': earlier, 'c.pb.gz': bytes },
  });
  const tick = (name: string): void =>
    page.choose(page.find('.cb-prof-ticks label', name).querySelector('input')!, true);
  tick('b.pb.gz');
  expect(page.state.added).toEqual(['b']);
  expect(rows().map(([name, flat, , , cum]) => [name, flat, cum])).toEqual([
    ['poll', '9 s', '9 s'],
    ['work', '5 s', '5 s'],
    ['wait', '1 s', '1 s'],
    ['main', '0', '15 s'],
  ]);
  tick('c.pb.gz');
  expect(remarks()[0]).toContain('they have no sample type in common');
  expect(rows()[0]![1]).toBe('9 s');
});

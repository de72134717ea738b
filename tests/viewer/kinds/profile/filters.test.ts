import { afterEach, describe, expect, test } from 'vitest';
import { toTop } from '#model/profile/top.ts';
import { makeProfile } from '../../../model/profile/make-profile.ts';
import { treeOf, typeOf } from '../../../model/profile/read-profile.ts';
import { openProfile, type OpenProfile, rowsOf } from './open-profile.ts';

let page: OpenProfile;
afterEach(() => page.close());

const field = (name: string): HTMLElement => {
  const label = page.find('.cb-prof-pattern label', name);
  return label.parentElement!.querySelector('input')!;
};
const fault = (name: string): string => page.text(field(name).parentElement!.querySelector('[role=alert]')!);
const openFilters = (): void => page.unfold(page.root.querySelector('.cb-prof-filters')!);
const apply = (name: string, source: string): void => {
  page.type(field(name), source);
  page.fire(field(name), 'change');
};
const line = (): string => page.text(page.root.querySelector('.cb-prof-line')!);
const names = (): string[] =>
  [...page.find('table', 'Top').querySelectorAll('tbody .cb-prof-frame bdi')].map((name) => page.text(name));

describe('expressions', () => {
  test('narrow what is shown as pprof’s options do, once they are applied', async () => {
    page = await openProfile('cpu-labels.pb.gz', { state: { figure: 'top' } });
    openFilters();
    const all = names();
    page.type(field('Focus'), 'descend');
    expect(names()).toEqual(all);
    page.fire(field('Focus'), 'change');
    expect(page.state).toEqual({ figure: 'top', focus: 'descend' });
    const tree = treeOf(page.profile, typeOf(page.profile, 'cpu'), { filter: { focus: /descend/ } });
    expect(names()).toEqual(toTop(tree).map(({ frame }) => frame.name));
    expect(names().length).toBeLessThan(all.length);
    apply('Hide', '^runtime\\.');
    expect(page.state.hideFrames).toBe('^runtime\\.');
    expect(names().filter((name) => name.startsWith('runtime.'))).toEqual([]);
    expect(page.text(page.root.querySelector('.cb-prof-filters summary')!)).toBe('Filters (2)');
  });

  test('are listed with what they leave of the total, and taken away one by one or all at once', async () => {
    const samples = [
      { stack: ['main', 'work'], value: 3e9 },
      { stack: ['main', 'rest'], value: 1e9 },
    ];
    page = await openProfile(makeProfile(samples), {
      state: { figure: 'top', focus: 'work', hideFrames: 'main', zoom: ['main'] },
    });
    expect(line()).toBe('Filtered:Focus: work ×Hide: main ×3 s of 4 s is left (75 %)Clear all');
    expect(names()).toEqual(['work']);
    page.click(page.find('button', 'Remove: Focus: work'));
    expect(page.state).toEqual({ figure: 'top', hideFrames: 'main' });
    page.click(page.find('button', 'Clear all'));
    expect(page.state).toEqual({ figure: 'top' });
    expect(page.root.querySelector('.cb-prof-line')).toBeNull();
  });

  test.each([
    ['main\\.(', 'A bracket is never closed, at character 7. It filters nothing.'],
    ['a)', 'A bracket is closed that was never opened, at character 1. It filters nothing.'],
    ['*', 'There is nothing to repeat, at character 1. It filters nothing.'],
    ['(?=a)', 'Go has no brackets of this kind, at character 1. It filters nothing.'],
    ['[z-a]', 'A range begins behind its end, at character 4. It filters nothing.'],
    ['[[:what:]]', 'No class of characters has this name, at character 9. It filters nothing.'],
    ['(((a{1000}){1000}){1000})', 'The expression comes to too much. It filters nothing.'],
  ])('%s is none: that is said at its field, and nothing is filtered by it', async (source, said) => {
    page = await openProfile('cpu-labels.pb.gz', { state: { figure: 'top' } });
    const all = names();
    openFilters();
    page.type(field('Ignore'), source);
    expect(fault('Ignore')).toBe(said);
    expect(field('Ignore').getAttribute('aria-invalid')).toBe('true');
    expect(fault('Focus')).toBe('');
    page.fire(field('Ignore'), 'change');
    expect(names()).toEqual(all);
    apply('Ignore', 'main');
    expect(fault('Ignore')).toBe('');
    expect(names().length).toBeLessThan(all.length);
  });

  test('one of a link that is none is open to be seen', async () => {
    page = await openProfile('cpu-labels.pb.gz', { state: { figure: 'top', focus: '[' } });
    openFilters();
    expect(fault('Focus')).toContain('A class in square brackets is never closed');
  });

  test('that leave nothing say so, with a button to clear them', async () => {
    page = await openProfile('cpu-labels.pb.gz', { state: { figure: 'top', focus: 'no such function' } });
    const empty = page.root.querySelector('.cb-prof-empty')!;
    expect(page.text(empty)).toBe('No sample passes the filters.Clear all');
    expect(line()).toContain('0 of 760 ms is left (0 %)');
    page.click(empty.querySelector('button')!);
    expect(page.state).toEqual({ figure: 'top' });
    expect(names().length).toBeGreaterThan(3);
  });
});

describe('labels', () => {
  const samples = [
    { stack: ['main', 'a'], value: 60, labels: { user: 'ann', bytes: 4096n } },
    { stack: ['main', 'b'], value: 30, labels: { user: 'bob' } },
    { stack: ['main', 'c'], value: 10 },
  ];
  const press = (name: string): void => page.click(page.find('button', name));

  test('are offered with their shares, chosen and left out', async () => {
    page = await openProfile(makeProfile(samples), { state: { figure: 'top' } });
    openFilters();
    const groups = [...page.root.querySelectorAll('.cb-prof-label')].map((group) => page.text(group));
    expect(groups).toEqual([
      'user: 2 valuesann 60 %withoutbob 30 %without',
      'bytes: 1 value4096bytes 60 %without',
    ]);
    press('bob 30 %: only samples with this user');
    expect(page.state.labels).toEqual([{ key: 'user', value: 'bob' }]);
    expect(names()).toEqual(['b', 'main']);
    // Of one key any value will do.
    press('ann 60 %: only samples with this user');
    expect(names()).toEqual(['a', 'b', 'main']);
    press('ann 60 %: only samples with this user');
    press('Without samples with user bob');
    expect(page.state.labels).toEqual([{ key: 'user', value: 'bob', not: true }]);
    expect(names()).toEqual(['a', 'c', 'main']);
    expect(line()).toContain('user is not bob');
    expect(page.find('button', 'Without samples with user bob').getAttribute('aria-pressed')).toBe('true');
    press('Remove: user is not bob');
    expect(page.state).toEqual({ figure: 'top' });
  });

  test('of many values are found by their text', async () => {
    const many = Array.from({ length: 300 }, (_, at) => ({
      stack: ['f'],
      value: 1000 - at,
      labels: { id: `request-${at}` },
    }));
    page = await openProfile(makeProfile(many), { state: { figure: 'top' } });
    openFilters();
    const group = page.root.querySelector('.cb-prof-label')!;
    expect(group.querySelectorAll('li')).toHaveLength(20);
    expect(page.text(group)).toContain('and 280 more values');
    page.type(group.querySelector('input')!, '-299');
    expect(page.text(group.querySelector('ul')!)).toBe('request-299 0.3 %without');
  });

  test('a profile without them says so', async () => {
    page = await openProfile(makeProfile([{ stack: ['f'], value: 1 }]), { state: { figure: 'top' } });
    openFilters();
    expect(page.text(page.root.querySelector('.cb-prof-labels')!)).toContain('have no labels');
    expect(rowsOf(page, page.find('table', 'Top'))).toHaveLength(1);
  });
});

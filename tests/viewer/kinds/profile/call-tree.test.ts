import { afterEach, describe, expect, test } from 'vitest';
import { ROOT } from '#model/profile/call-tree.ts';
import { makeProfile } from '../../../model/profile/make-profile.ts';
import { treeOf, typeOf } from '../../../model/profile/read-profile.ts';
import { openProfile, type OpenProfile, rowsOf } from './open-profile.ts';

let page: OpenProfile;
afterEach(() => page.close());

const samples = [
  { stack: ['main', 'serve', 'read'], value: 50 },
  { stack: ['main', 'serve', 'write'], value: 30 },
  { stack: ['main', 'serve'], value: 5 },
  { stack: ['main', 'log'], value: 10 },
  { stack: ['gc', 'mark'], value: 5 },
];
const open = async (): Promise<void> => {
  page = await openProfile(makeProfile(samples, { type: 'n', unit: 'count' }), { state: { figure: 'tree' } });
};
const table = (): HTMLElement => page.find('table', 'Call tree');
const names = (): string[] => rowsOf(page, table()).map(([name]) => name!);
const row = (name: string): HTMLElement => {
  const at = names().findIndex((one) => one.replace(/^[▾▸]/, '') === name);
  expect(at, `${name} of ${names().join()}`).toBeGreaterThanOrEqual(0);
  return table().querySelectorAll<HTMLElement>('tbody tr[data-index]')[at]!;
};
const press = (name: string, key: string): void => page.fire(row(name), 'keydown', { key });

describe('the call tree', () => {
  test('is open along the heaviest path, the heaviest of siblings first, with cum and flat', async () => {
    await open();
    expect(rowsOf(page, table())).toEqual([
      ['▾all', '100', '100 %', '0', '0 %'],
      ['▾main', '95', '95 %', '0', '0 %'],
      ['▾serve', '85', '85 %', '5', '5 %'],
      ['read', '50', '50 %', '50', '50 %'],
      ['write', '30', '30 %', '30', '30 %'],
      ['log', '10', '10 %', '10', '10 %'],
      ['▸gc', '5', '5 %', '0', '0 %'],
    ]);
    const levels = [...table().querySelectorAll('tbody tr')].map((one) =>
      ['aria-level', 'aria-expanded', 'aria-posinset', 'aria-setsize'].map((name) => one.getAttribute(name)),
    );
    expect(levels[2]).toEqual(['3', 'true', '1', '2']);
    expect(levels[5]).toEqual(['3', null, '2', '2']);
    expect(levels[6]).toEqual(['2', 'false', '2', '2']);
  });

  test('opens and closes by its sign, and by the arrows; what is opened goes on to where it branches', async () => {
    await open();
    page.click(row('gc').querySelector('.cb-prof-twist')!);
    expect(names().slice(-2)).toEqual(['▾gc', 'mark']);
    expect(page.state).toEqual({ figure: 'tree' });
    press('gc', 'ArrowLeft');
    expect(names().at(-1)).toBe('▸gc');
    press('main', 'ArrowLeft');
    expect(names()).toEqual(['▾all', '▸main', '▸gc']);
    // All below opens with it as long as one of them has most of it.
    press('main', 'ArrowRight');
    expect(names()).toEqual(['▾all', '▾main', '▾serve', 'read', 'write', 'log', '▸gc']);
    press('all', 'ArrowLeft');
    press('all', '*');
    expect(names()).toEqual(['▾all', '▾main', '▾serve', 'read', 'write', 'log', '▸gc']);
    page.click(page.find('button', 'Close all'));
    expect(names()).toEqual(['▸all']);
    page.click(page.find('button', 'Open the heaviest path'));
    expect(names()).toHaveLength(7);
    press('main', '*');
    expect(names().at(-1)).toBe('mark');
  });

  test('left of a leaf goes to its caller; Space chooses, Enter shows callers and callees', async () => {
    await open();
    press('write', 'ArrowLeft');
    const stop = [...table().querySelectorAll('tbody tr')].filter(
      (one) => (one.getAttribute('tabIndex') ?? one.getAttribute('tabindex')) === '0',
    );
    expect(stop.map((one) => page.text(one.querySelector('.cb-prof-frame')!))).toEqual(['serve']);
    press('write', ' ');
    expect(page.state).toEqual({ figure: 'tree', frame: 'write' });
    expect(row('write').getAttribute('aria-selected')).toBe('true');
    press('log', 'Enter');
    expect(page.state).toEqual({ figure: 'sandwich', frame: 'log' });
  });

  test('stays open where another sample type is chosen', async () => {
    page = await openProfile('cpu-labels.pb.gz', { state: { figure: 'tree' } });
    page.click(page.find('button', 'Close all'));
    page.choose(page.find('label', /^Sample type/).querySelector('select')!, 'samples');
    expect(page.state.sample).toBe('samples');
    expect(names()).toEqual(['▸all']);
    const tree = treeOf(page.profile, typeOf(page.profile, 'samples'));
    expect(rowsOf(page, table())[0]![1]).toBe(String(tree.total[ROOT]));
  });

  test('of a hundred thousand calls in each other opens a part, and answers', async () => {
    const deep = Array.from({ length: 100_000 }, (_, at) => `f${at}`);
    page = await openProfile(makeProfile([{ stack: deep, value: 1 }]), { state: { figure: 'tree' } });
    const rows = Number(table().getAttribute('aria-rowcount'));
    expect(rows).toBe(1 + 1000 + 1);
    expect(names().length).toBeLessThan(60);
    press('f5', 'End');
    expect(names().at(-1)).toMatch(/^▸1001f999$/);
    press(names().at(-1)!.replace('▸', ''), 'ArrowRight');
    expect(Number(table().getAttribute('aria-rowcount'))).toBe(rows + 1000);
  });
});

import { afterEach, expect, test } from 'vitest';
import { NO_STACK, ProfileBuilder } from '#model/profile/profile-builder.ts';
import type { Profile } from '#model/profile/profile.ts';
import { openProfile, type OpenProfile } from './open-profile.ts';

let page: OpenProfile;
afterEach(() => page.close());

function makeProfile(samples: number): Profile {
  const builder = new ProfileBuilder([{ type: 'cpu', unit: 'nanoseconds' }]);
  const [main, work] = ['main.main', 'main.work'].map((name) =>
    builder.addNamedLocation(builder.functionOf(name)),
  );
  const stack = builder.stackOf(builder.stackOf(NO_STACK, main!), work!);
  for (let sample = 0; sample < samples; sample++) {
    builder.startSample(stack);
    builder.addValue(0, 1, 0);
  }
  return builder.finish({ format: 'pprof' });
}

const status = (): string => page.text(page.root.querySelector('.cb-prof-busy')!);
const isBusy = (): string | null => page.root.querySelector('.cb-prof-computed')!.getAttribute('aria-busy');
const radio = (name: string): HTMLInputElement => page.find('.cb-choice label', name).querySelector('input')!;
const hasTable = (): boolean => page.root.querySelector('.cb-prof-top') !== null;

test('of a large profile it is said that something is computed, before it is', async () => {
  page = await openProfile(makeProfile(100_000));
  expect([status(), isBusy()]).toEqual(['', 'false']);
  page.choose(radio('Top'), true);
  // The control has changed already, and what is drawn has not.
  expect([radio('Top').checked, status(), isBusy(), hasTable()]).toEqual([true, 'Computing…', 'true', false]);
  await page.until(hasTable);
  expect([status(), isBusy()]).toEqual(['', 'false']);
});

test('what is changed again meanwhile is computed once, as it is asked for last', async () => {
  page = await openProfile(makeProfile(100_000), { state: { figure: 'top' }, locale: 'zh-cn' });
  const search = page.root.querySelector('.cb-prof-search')!;
  page.type(search, 'mai');
  page.type(search, 'main.w');
  expect([page.state.text, status()]).toEqual(['main.w', '正在计算…']);
  await page.until(() => status() === '');
  expect(page.text(page.root.querySelector('[role="search"] [role="status"]')!)).toMatch(/1 .*100 %/);
  page.type(search, 'x');
  page.type(search, 'main.w');
  // Nothing is left to compute.
  expect([status(), isBusy()]).toEqual(['', 'false']);
});

test('of a small one everything is there at once', async () => {
  page = await openProfile(makeProfile(10));
  page.choose(radio('Top'), true);
  expect([status(), isBusy(), hasTable()]).toEqual(['', 'false', true]);
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { TitleField } from '#viewer/open/TitleField.tsx';
import { openPage, type OpenPage } from '../open-page.ts';

let page: OpenPage;
let kept: (string | undefined)[];
let left: number;
beforeEach(() => {
  page = openPage();
  kept = [];
  left = 0;
  page.root.addEventListener('keydown', () => left++);
  page.show(<TitleField title="before" name="board" locale="en" onTitle={(title) => kept.push(title)} />);
});
afterEach(() => page.close());

const field = (): HTMLInputElement => page.root.querySelector('input')!;
const press = (key: string): void => page.fire(field(), 'keydown', { key });

test('Escape takes back what was typed, and closes what the field stands in only where nothing was', () => {
  page.type(field(), 'before the fix');
  press('Escape');
  expect(field().value).toBe('before');
  expect([kept, left]).toEqual([[], 0]);
  press('Escape');
  expect(left).toBe(1);
});

test('Enter keeps a title, and none where it is empty', () => {
  page.type(field(), ' after ');
  press('Enter');
  page.type(field(), ' ');
  press('Enter');
  expect([kept, left]).toEqual([['after', undefined], 0]);
});

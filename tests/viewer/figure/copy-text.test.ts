import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyText } from '#viewer/figure/copy-text.ts';
import { openPage, type OpenPage } from '../open-page.ts';

let page: OpenPage;
/** What stood to be selected when the page was asked to copy, and within what. */
let selected: { text: string; within: string }[];
beforeEach(() => {
  page = openPage();
  selected = [];
  page.document.execCommand = () => {
    const area = page.document.querySelector('textarea')!;
    selected.push({ text: area.value, within: area.parentElement!.id || area.parentElement!.localName });
    return true;
  };
});
afterEach(() => page.close());

const refuse = (): void => {
  navigator.clipboard.writeText = () => Promise.reject(new Error('denied'));
};

test('the clipboard is written where the browser lets the page', async () => {
  expect(await copyText('a link')).toBe(true);
  expect(page.copied).toEqual(['a link']);
  expect(selected).toEqual([]);
});

test('a page without a clipboard copies by selection, and leaves nothing behind', async () => {
  Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true });
  expect(await copyText('a link')).toBe(true);
  expect(selected).toEqual([{ text: 'a link', within: 'body' }]);
  expect(page.all('textarea')).toEqual([]);
});

test('with a dialog open, what is selected stands in it: all behind it is inert', async () => {
  refuse();
  for (const [id, open] of [
    ['closed', false],
    ['below', true],
    ['top', true],
  ] as const) {
    const dialog = page.document.createElement('dialog');
    dialog.id = id;
    dialog.toggleAttribute('open', open);
    page.root.append(dialog);
  }
  expect(await copyText('a link')).toBe(true);
  expect(selected).toEqual([{ text: 'a link', within: 'top' }]);
  expect(page.all('textarea')).toEqual([]);
});

test.each([
  ['says no', () => false],
  ['has no such command', undefined],
])('a browser that %s is reported', async (_, command) => {
  refuse();
  page.document.execCommand = command as typeof document.execCommand;
  expect(await copyText('a link')).toBe(false);
  expect(page.all('textarea')).toEqual([]);
});

import { parseHTML } from 'linkedom';
import { afterAll, expect, test, vi } from 'vitest';
import { createCellConsole } from '#notebook/runtime/cell-console.ts';
import { cellTexts } from '#texts/cells.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const log = vi.spyOn(console, 'log').mockImplementation(() => {});
vi.spyOn(console, 'error').mockImplementation(() => {});
afterAll(() => {
  vi.restoreAllMocks();
});

const start = (isStill = false) => {
  const root = document.createElement('div');
  return { root, own: createCellConsole(root, { document, words: cellTexts.en, isStill }) };
};
const lines = (root: Element) =>
  [...root.children].map((line) => [
    line.getAttribute('data-level'),
    [...line.children].map((part) => part.textContent).join(' '),
  ]);

test('what a cell tells its console stands in its lines, and in the browser’s console', () => {
  const { root, own } = start();
  own.log('goal %d MiB of %s, %o%%', 7.9, 'board', { a: 1 }, [2]);
  own.log('%cred', 'color: red');
  own.error(new TypeError('no'));
  own.assert(true, 'holds');
  own.assert(false, 'does not');
  expect(lines(root)).toEqual([
    ['log', 'goal 7 MiB of board, {"a":1}% [2]'],
    ['log', 'red'],
    ['error', 'TypeError: no'],
    ['error', 'Assertion failed does not'],
  ]);
  expect(log).toHaveBeenCalledWith('%cred', 'color: red');
  own.clear();
  expect(lines(root)).toEqual([]);
});

test('of very many lines the first stand there, and the others are counted', async () => {
  log.mockClear();
  const { root, own } = start();
  for (let n = 0; n < 1500; n++) own.log(n);
  expect(root.querySelectorAll('[data-level]')).toHaveLength(500);
  // Not at each of them.
  expect(root.lastElementChild?.textContent).toBe('1 more');
  await expect.poll(() => root.lastElementChild?.textContent).toBe('1,000 more');
  // Neither does the browser's console get more.
  expect(log).toHaveBeenCalledTimes(500);
  expect(typeof own.time).toBe('function');
});

test('at build the lines are the page’s alone: the log of the build has other things to say', async () => {
  log.mockClear();
  const { root, own } = start(true);
  for (let n = 0; n < 502; n++) own.log(n);
  await Promise.resolve();
  expect(root.lastElementChild?.textContent).toBe('2 more');
  expect(log).not.toHaveBeenCalled();
});

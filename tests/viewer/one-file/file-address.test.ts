import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { View } from '#view/view-state.ts';
import { FileAddress } from '#viewer/one-file/file-address.ts';

const toView = (window?: [number, number], chart?: 'stack'): View => ({
  captures: [],
  states: { a: { ...(window ? { window } : {}), ...(chart ? { chart } : {}) } },
});

let entries: string[];
beforeEach(() => {
  entries = ['#'];
  vi.useFakeTimers();
  vi.stubGlobal('history', {
    pushState: (_state: unknown, _title: string, address: string) => entries.push(address),
    replaceState: (_state: unknown, _title: string, address: string) => entries.splice(-1, 1, address),
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a zoom is one step of history once it has settled, and any other change is none', () => {
  const address = new FileAddress();
  address.given(toView(), ['a']);
  for (const end of [50, 40, 30]) address.write(toView([0, end]));
  vi.runAllTimers();
  expect(entries).toEqual(['#', '#v=2&a.window=0,30']);
  address.write(toView([0, 30], 'stack'));
  vi.runAllTimers();
  expect(entries).toEqual(['#', '#v=2&a.chart=stack&a.window=0,30']);
});

test('what the address holds already, after Back, is not written again', () => {
  const address = new FileAddress();
  address.given(toView(), ['a']);
  address.write(toView([0, 30]));
  address.given(toView(), ['a']);
  vi.runAllTimers();
  expect(entries).toEqual(['#']);
});

test('another capture of the page is a step, though a view of such a page names none of them', () => {
  const address = new FileAddress();
  address.given(toView([0, 30]), ['a', 'b']);
  address.write({ ...toView([0, 30]), active: 'a' });
  vi.runAllTimers();
  expect(entries).toHaveLength(1);
  address.write({ ...toView([0, 30]), active: 'b' });
  vi.runAllTimers();
  expect(entries).toEqual(['#v=2&at=a&a.window=0,30', '#v=2&at=b&a.window=0,30']);
});

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
  address.given(toView());
  for (const end of [50, 40, 30]) address.write(toView([0, end]));
  vi.runAllTimers();
  expect(entries).toEqual(['#', '#v=2&a.window=0,30']);
  address.write(toView([0, 30], 'stack'));
  vi.runAllTimers();
  expect(entries).toEqual(['#', '#v=2&a.chart=stack&a.window=0,30']);
});

test('what the address holds already, after Back, is not written again', () => {
  const address = new FileAddress();
  address.given(toView());
  address.write(toView([0, 30]));
  address.given(toView());
  vi.runAllTimers();
  expect(entries).toEqual(['#']);
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { decodeView } from '#view/link.ts';
import { toStateOf } from '#view/state-fields.ts';
import { pageView } from '#viewer/page/page-view.ts';

// The address is written a moment after a change, and here there is none.
beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('what an old link gives to whatever it opens stays with a recording, and leaves a crash log', () => {
  const { view } = decodeView('v=1&open=site:board&open=site:topid-crash-1&topid-crash-1.text=gob');
  for (const [slot, state] of Object.entries(view.states)) pageView.setState(slot, state);
  expect(pageView.stateOf('topid-crash-1')).toEqual({ text: 'gob', sort: '-cpu', group: 'pid' });
  pageView.keepOnly('board', (state) => toStateOf('recording', state));
  pageView.keepOnly('topid-crash-1', (state) => toStateOf('crash-log', state));
  expect(pageView.stateOf('board')).toEqual({ sort: '-cpu', group: 'pid' });
  expect(pageView.stateOf('topid-crash-1')).toEqual({ text: 'gob' });

  const listener = vi.fn();
  const end = pageView.subscribe(listener);
  pageView.keepOnly('topid-crash-1', (state) => toStateOf('crash-log', state));
  pageView.keepOnly('constructor', () => ({}));
  expect(listener).not.toHaveBeenCalled();
  end();
});

test('what a link has of captures that it does not open is said, and what is removed later is not', async () => {
  const listeners = new Map<string, () => void>();
  const place = new URL('https://casebook.test/open/');
  vi.stubGlobal('location', place);
  vi.stubGlobal('history', { replaceState: () => undefined, pushState: () => undefined });
  vi.stubGlobal('addEventListener', (type: string, listener: () => void) => listeners.set(type, listener));
  vi.resetModules();
  const link = 'v=2&open=site:board&board.top=3';
  place.hash = `${link}&at=gone&site.window=1,2&site.top=4&constructor.top=5&cells.edits=a,b`;
  const { pageView } = await import('#viewer/page/page-view.ts');
  const said = (): string[] =>
    pageView.problems.filter(({ code }) => code === 'link-not-open').map(({ message }) => message);
  const open = [{ slot: 'board', ref: { from: 'site' as const, name: 'board' } }];
  expect(said()).toEqual([]);
  pageView.setCaptures(open, ['board']);
  expect(said()).toEqual([
    'site.top, site.window: the link opens nothing called "site"',
    'constructor.top: the link opens nothing called "constructor"',
    'at: the link opens nothing called "gone"',
  ]);
  expect(pageView.view).toMatchObject({ captures: open, states: { board: { top: 3 } } });
  expect(pageView.view.active).toBeUndefined();

  // Another address of the same captures: nothing is opened anew.
  place.hash = `${link}&old.top=2`;
  listeners.get('hashchange')!();
  expect(said()).toEqual(['old.top: the link opens nothing called "old"']);
  place.hash = `${link}&at=board`;
  listeners.get('hashchange')!();
  pageView.setCaptures([], []);
  expect(said()).toEqual([]);
  vi.unstubAllGlobals();
});

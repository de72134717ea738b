import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { decodeView } from '#view/link.ts';
import { toStateOf } from '#view/state-fields.ts';
import { pageView } from '#viewer/page/page-view.ts';
import { openAddress } from './page-address.ts';

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
  // What is for another kind of capture is said too, but not what an old link gives to whatever it opens.
  const ofOtherKind = (): string[] =>
    pageView.problems.filter(({ code }) => code === 'link-other-kind').map(({ message }) => message);
  for (const [hash, told] of [
    ['v=1&open=site:board&board.line=3', []],
    [`${link}&board.line=3`, ['board.line: "board" is no capture that this is set for']],
  ] as const) {
    place.hash = hash;
    listeners.get('hashchange')!();
    pageView.keepOnly('board', (state) => toStateOf('recording', state));
    expect(ofOtherKind()).toEqual(told);
    expect(pageView.stateOf('board')).not.toHaveProperty('line');
  }
  place.hash = `${link}&at=board`;
  listeners.get('hashchange')!();
  pageView.setCaptures([], []);
  expect(said()).toEqual([]);
  vi.unstubAllGlobals();
});

test('a change just before a reload is there after it, and after no other way to the page', async () => {
  const listeners = new Map<string, () => void>();
  const place = new URL('https://casebook.test/open/#v=2&open=site:board');
  const kept = new Map<string, string>();
  const replaceState = vi.fn((_state: unknown, _title: string, address: string) => {
    place.href = new URL(address, place).href;
  });
  vi.stubGlobal('location', place);
  vi.stubGlobal('history', { replaceState, pushState: replaceState });
  vi.stubGlobal('addEventListener', (type: string, listener: () => void) => listeners.set(type, listener));
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  const arrive = async (type: string) => {
    vi.spyOn(performance, 'getEntriesByType').mockReturnValue([{ type }] as never);
    vi.resetModules();
    return (await import('#viewer/page/page-view.ts')).pageView;
  };
  for (const [way, top] of [
    ['reload', 3],
    ['navigate', undefined],
  ] as const) {
    place.hash = 'v=2&open=site:board';
    const { href } = place;
    const pageView = await arrive('navigate');
    pageView.setState('board', { top: 3 });
    listeners.get('pagehide')!();
    // What is loaded was taken before the page wrote its address.
    place.href = href;
    expect((await arrive(way)).stateOf('board').top).toBe(top);
    expect(kept.size).toBe(0);
  }
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** A page's view at an address, and what the two tell each other. */
async function openAt(fragment: string) {
  vi.resetModules();
  const address = openAddress(`https://casebook.test/open/#${fragment}`);
  for (const [name, value] of Object.entries(address.globals)) vi.stubGlobal(name, value);
  return { address, pageView: (await import('#viewer/page/page-view.ts')).pageView };
}

test('a link that the page is not told of yet is not written over', async () => {
  const { address, pageView } = await openAt('v=2&open=site:board');
  pageView.setState('board', { top: 3 });
  address.put('v=2&open=site:heap');
  vi.runAllTimers();
  expect(address.fragment).toBe('v=2&open=site:heap');
  address.tell();
  expect(pageView.view).toEqual({ captures: [{ slot: 'heap', ref: { from: 'site', name: 'heap' } }], states: {} }); // prettier-ignore
  pageView.setState('heap', { top: 3 });
  vi.runAllTimers();
  expect(address.fragment).toBe('v=2&open=site:heap&heap.top=3');
  vi.unstubAllGlobals();
});

test('a zoom is in the address also while what is open is told of all the time', async () => {
  const { address, pageView } = await openAt('v=2&open=site:board');
  const grow = () =>
    pageView.setCaptures([{ slot: 'board', ref: { from: 'site', name: 'board' } }], ['board']);
  grow();
  pageView.setState('board', { top: 3 });
  const growing = setInterval(grow, 100);
  vi.advanceTimersByTime(1000);
  clearInterval(growing);
  expect(address.fragment).toBe('v=2&open=site:board&board.top=3');
  vi.unstubAllGlobals();
});

test('going to a heading leaves what is open and how it is looked at, and each step back is as it was', async () => {
  const { address, pageView } = await openAt('suspects');
  let arrivals = 0;
  pageView.onArrival(() => arrivals++);
  const views: unknown[] = [pageView.view];
  const goTo = (heading: string) => {
    address.put(heading);
    address.tell();
  };
  // A step just before is not lost either.
  pageView.setState('board', { window: [1000, 2000] });
  vi.runAllTimers();
  views.push(pageView.view);
  pageView.setState('board', { window: [1000, 2000], top: 3 });
  goTo('_top');
  vi.runAllTimers();
  expect(address.fragment).toBe('_top');
  expect(pageView.stateOf('board').top).toBe(3);
  pageView.setState('board', { window: [5000, 6000] });
  vi.runAllTimers();
  expect(address.fragment).toMatch(/^v=2&board\.window=/);

  address.back();
  expect([address.fragment, pageView.stateOf('board')]).toEqual(['_top', { window: [1000, 2000], top: 3 }]); // prettier-ignore
  address.back();
  expect(pageView.view).toEqual(views[1]);
  address.back();
  expect([address.fragment, pageView.view]).toEqual(['suspects', views[0]]);
  expect(arrivals).toBe(0);

  // What is open is another only where the entry had another.
  pageView.setCaptures([{ slot: 'board', ref: { from: 'site', name: 'board' } }], ['board']);
  vi.runAllTimers();
  goTo('_top');
  goTo('suspects');
  expect([arrivals, pageView.view.captures.length]).toEqual([0, 1]);
  vi.unstubAllGlobals();
});

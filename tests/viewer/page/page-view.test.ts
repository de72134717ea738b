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

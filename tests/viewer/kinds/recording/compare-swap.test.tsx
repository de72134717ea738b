import { h } from 'preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeRecording, START, type Row } from '#charts/examples/make-recording.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { withState } from '#view/state-change.ts';
import type { ViewState } from '#view/view-state.ts';
import { RecordingBody } from '#viewer/captures/RecordingBody.tsx';
import type { OpenItem } from '#viewer/captures/source.ts';
import { toSwapped } from '#viewer/kinds/recording/compare-swap.ts';
import { openPage, type OpenPage } from '../../open-page.ts';

let page: OpenPage;
beforeEach(() => {
  page = openPage({ getComputedStyle: () => ({ getPropertyValue: () => '#777777' }) });
});
afterEach(() => page.close());

/** A recording of one process, and of its own load. */
function toItem(slot: string, start: number, user: number): OpenItem & { value: object } {
  const rows: Row[] = [['app', 7, user, 10, 2048]];
  const value = makeRecording([0, 5, 10].map((after) => ({ time: START + start + after, rows })));
  return { slot, name: `${slot}.data`, sources: [], status: 'ready', sizeBytes: 1, value, notices: [] };
}

test('a button makes B the first of the two: what is looked at goes along, at the same times', () => {
  const items = [toItem('one', 0, 40), toItem('two', 4, 60)];
  const states: Record<string, ViewState> = {
    one: {
      compare: { slot: 'two', align: 'clock' },
      window: [4, 9],
      where: 'app',
      sort: '-maxA',
      pins: [{ text: 'of one', time: 5 }],
    },
    two: { group: 'pid', title: 'after' },
  };
  let active = 'one';
  const show = (): void => {
    const item = items.find(({ slot }) => slot === active)!;
    page.show(
      h(RecordingBody, {
        key: active,
        value: item.value as never,
        item,
        items,
        state: states[active]!,
        locale: 'en',
        stateOf: (slot) => states[slot]!,
        onState: (next: ViewState) => (states[active] = next),
        onShow: (slot, change) => {
          states[slot] = withState(states[slot]!, change);
          active = slot;
        },
      }),
    );
  };
  const title = (): string => page.text(page.find('p', /solid\) against/)).replace(/ Swap.*/, '');
  const notes = (): string[] =>
    page
      .all('.cb-fig-drawing text')
      .map((one) => page.text(one))
      .filter((text) => text.includes('of one'));
  show();
  expect(new Set(notes())).toEqual(new Set(['of one']));
  expect(title()).toBe('one.data (A, solid) against two.data (B, dashed)');
  page.click(page.find('button', 'Swap A and B'));
  expect(active).toBe('two');
  // Notes are of a recording, and stay with it.
  expect(states['one']).toEqual({ where: 'app', pins: [{ text: 'of one', time: 5 }] });
  expect(states['two']).toEqual({
    title: 'after',
    where: 'app',
    compare: { slot: 'one', align: 'clock' },
    window: [0, 5],
    sort: '-maxB',
  });
  show();
  expect(title()).toBe('two.data (A, solid) against one.data (B, dashed)');
  expect(new Set(notes())).toEqual(new Set(['B: of one']));
});

test('swapped twice, a comparison is what it was', () => {
  const state: RecordingState = {
    compare: { slot: 'b', align: 'moment', shiftSeconds: -3.25 },
    window: [1, 2.5],
    cursor: 2,
    names: ['app'],
    sort: 'diff',
  };
  const once = withState<RecordingState>({}, toSwapped(state, 'a', -3.25));
  expect(once).toMatchObject({
    compare: { slot: 'a', align: 'moment', shiftSeconds: 3.25 },
    window: [4.25, 5.75],
    cursor: 5.25,
  });
  expect(withState<RecordingState>({}, toSwapped(once, 'b', 3.25))).toEqual(state);
});

import { h } from 'preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeRecording, START, type Row } from '#charts/examples/make-recording.ts';
import type { RecordingState } from '#view/recording-state.ts';
import type { ViewState } from '#view/view-state.ts';
import { RecordingBody } from '#viewer/captures/RecordingBody.tsx';
import type { OpenItem } from '#viewer/captures/source.ts';
import { RecordingView } from '#viewer/kinds/recording/RecordingView.tsx';
import { openPage, type OpenPage } from '../../open-page.ts';

const recording = makeRecording(
  [0, 5, 10].map((at) => ({
    time: START + at,
    rows: [
      ['app', 7, 40, 10, 2048],
      ['log', 8, 20, 10, 2048],
    ] as Row[],
  })),
);

let page: OpenPage;
let state: RecordingState;
beforeEach(() => {
  page = openPage({ getComputedStyle: () => ({ getPropertyValue: () => '#777777' }) });
});
afterEach(() => page.close());

function draw(next: RecordingState, parts: object = {}): void {
  state = next;
  const props = { recording, name: 'x', state, locale: 'en' as const, linkOf: () => '', ...parts };
  page.show(h(RecordingView, { ...props, onState: (changed: RecordingState) => draw(changed) }));
}
const told = (): string[] => page.all('.cb-rec-warning').map((one) => page.text(one));

test('processes of a link that are not there are named, and those of the same name can be looked for', () => {
  draw({ only: ['app-1', 'gone-2'], top: 5 });
  expect(told()).toHaveLength(1);
  expect(told()[0]).toMatch(/^The recording has no process app-1, gone-2/);
  page.click(page.find('button', 'Show by name: app'));
  expect(state).toEqual({ where: 'app', top: 5 });
  expect(told()).toEqual([]);
});

test('what is not there can be left out, and what is stays', () => {
  draw({ hide: ['log-8', 'gone-2'] });
  expect(page.all('button', /^Show by name/)).toEqual([]);
  page.click(page.find('button', 'Leave them out'));
  expect(state).toEqual({ hide: ['log-8'] });
  expect(told()).toEqual([]);
});

test('times of a link that the recording does not have are named, and can be left out', () => {
  draw({ window: [900, 1000], selection: [4, 8], cursor: 905, top: 5 });
  expect(told()).toEqual([
    'The link asks for 15:00–16:40, 15:05, and the recording has 0:00–0:10: it may be of another one. Leave them out',
  ]);
  page.click(page.find('button', 'Leave them out'));
  expect(state).toEqual({ selection: [4, 8], top: 5 });
  expect(told()).toEqual([]);
  // As much of a window as there is is shown.
  draw({ window: [8, 1000], cursor: 10 });
  expect(told()).toEqual([]);
  draw({ selection: [-20, -10] });
  expect(told()).toHaveLength(1);
});

test('a recording is not compared with itself: that leaves the state, and is reported', () => {
  const item: OpenItem = {
    slot: 'x',
    name: 'x',
    sources: [],
    status: 'ready',
    sizeBytes: 1,
    value: recording,
    notices: [],
  };
  let given: ViewState = { compare: { slot: 'x', align: 'start' }, top: 5 };
  const show = (): void => {
    const props = { value: recording, item, items: [item], state: given, locale: 'en' as const };
    page.show(h(RecordingBody, { ...props, onState: (next: ViewState) => (given = next) }));
  };
  show();
  expect(given).toEqual({ top: 5 });
  show();
  expect(told()).toEqual(['A recording cannot be compared with itself.']);
});

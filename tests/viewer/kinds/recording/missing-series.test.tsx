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
  draw({ selection: [-20, -10] });
  expect(told()).toHaveLength(1);
});

test('of times that go on beyond the recording what lies within is shown, and can be kept alone', () => {
  draw({ window: [8, 1000], selection: [-20, 5], cursor: 10.0004 });
  expect(told()).toEqual([
    'The link asks for 0:08–16:40, −0:20 – 0:05, and the recording has 0:00–0:10: only what lies within is shown. Keep what lies within',
  ]);
  page.click(page.find('button', 'Keep what lies within'));
  expect(state).toEqual({ window: [8, 10], selection: [0, 5], cursor: 10.0004 });
  expect(told()).toEqual([]);
  // All of it is no window at all.
  draw({ window: [-5, 20], cursor: 11 });
  const both = 'Leave out the missing, and keep what lies within';
  expect(told()[0]).toMatch(/^The link asks for 0:11, .* The link asks for −0:05 – 0:20, /);
  expect(told()[0]).toMatch(new RegExp(` ${both}$`));
  page.click(page.find('button', both));
  expect(state).toEqual({});
  // Ends that were rounded to milliseconds are the recording's.
  draw({ window: [2, 10.0009] });
  expect(told()).toEqual([]);
});

test('a note of a range that goes on beyond the recording says what of it is there', () => {
  draw({
    clock: 'elapsed',
    pins: [
      { text: 'slow', time: 4, until: 9000 },
      { text: 'calm', time: 1, until: 3 },
    ],
  });
  const notes = page.all('.cb-rec-pinlist li').map((one) => page.text(one));
  expect(notes[0]).toContain('0:04 – 2:30:00, of it the recording has 0:04 – 0:10');
  expect(notes[1]).not.toContain('the recording has');
});

test('a snapshot of a link that the recording does not have is named, and opens no tree', () => {
  const text = '  PID PRIO    uCPU    sCPU      MEM COMM\n    7   20    1.00    0.50        4 app\n';
  const snapshots = [START, START + 10].map((time) => ({ time, text }));
  const parts = { recording: { ...recording, snapshots } };
  draw({ snapshot: 1, snapshotWide: true }, parts);
  expect(told()).toEqual([
    'The link asks for the snapshot of 1970-01-01 00:00:01, and the recording has 2 (2026-11-23 10:00:00 – 2026-11-23 10:00:10): it may be of another one. Leave them out',
  ]);
  expect(page.all('section', /^Process tree at/)).toEqual([]);
  page.click(page.find('button', 'Leave them out'));
  expect(state).toEqual({});
  draw({ snapshot: START + 10 }, parts);
  expect(told()).toEqual([]);
  expect(page.all('.cb-rec-panel')).toHaveLength(1);
  draw({ snapshot: 1 });
  expect(told()[0]).toContain('and the recording has none: it may be');
});

test('a cursor of a link between two samples is at the nearer, in a pause that is said, and stays in the link', async () => {
  const paused = makeRecording(
    [0, 5, 10, 600].map((at) => ({ time: START + at, rows: [['app', 7, 40, 10, 2048]] as Row[] })),
  );
  draw({ cursor: 6.5 }, { recording: paused });
  await page.settle();
  expect(state).toEqual({ cursor: 6.5 });
  expect(told()).toEqual([]);
  draw({ cursor: 100 }, { recording: paused });
  await page.settle();
  expect(state).toEqual({ cursor: 100 });
  expect(told()).toEqual([
    'The link asks for the cursor at 1:40, where nothing was recorded: it is at the nearest sample, 90 s away. Leave them out',
  ]);
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

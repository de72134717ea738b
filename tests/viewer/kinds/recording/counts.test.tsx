import { h } from 'preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeRecording, START, type Row } from '#charts/examples/make-recording.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { RecordingView } from '#viewer/kinds/recording/RecordingView.tsx';
import { openPage, type OpenPage } from '../../open-page.ts';

/** Two names of six processes each, and one process by itself. */
const recording = makeRecording(
  [0, 5, 10].map((at) => ({
    time: START + at,
    rows: [
      ...Array.from({ length: 6 }, (_, pid): Row => ['cc', 11 + pid, 30, 5, 9000]),
      ...Array.from({ length: 6 }, (_, pid): Row => ['sh', 21 + pid, 1, 0, 100]),
      ['make', 1, 30, 0, 9000] as Row,
    ],
  })),
);

let page: OpenPage;
beforeEach(() => {
  page = openPage({ getComputedStyle: () => ({ getPropertyValue: () => '#777777' }) });
});
afterEach(() => page.close());

function draw(state: RecordingState): void {
  const props = { recording, name: 'x', state, locale: 'en' as const, linkOf: () => '' };
  page.show(h(RecordingView, { ...props, onState: () => undefined }));
}

test('processes are counted as such wherever they are counted, with their rows where those are fewer', () => {
  draw({ top: 2 });
  expect(page.text(page.find('h3', /^Processes/))).toBe('Processes 7 of 13 shown, in 2 rows');
  page.find('button', 'List the 6 hidden, in 1 row');
  expect(page.all('tr', /other \(6 processes\)/)).toHaveLength(1);

  draw({ top: 2, group: 'pid' });
  expect(page.text(page.find('h3', /^Processes/))).toBe('Processes 2 of 13 shown');
  page.find('button', 'List the 11 hidden');
});

test('processes that snapshots have not placed are counted where each is with all that it started', () => {
  const tree = 'USER PID NI %CPU MEM COMMAND\n';
  const snapshots = [{ time: START, text: tree }];
  const props = { name: 'x', locale: 'en' as const, linkOf: () => '', onState: () => undefined };
  page.show(
    h(RecordingView, { ...props, recording: { ...recording, snapshots }, state: { group: 'parent' } }),
  );
  expect(page.text()).toContain('0 of 13 processes are in a snapshot');
  page.show(h(RecordingView, { ...props, recording: { ...recording, snapshots }, state: { group: 'name' } }));
  expect(page.text()).not.toContain('in a snapshot');
});

test('columns are those that the reader chose, which the link says; chosen back they leave it', () => {
  let state: RecordingState = {};
  const show = (): void => {
    const props = { recording, name: 'x', state, locale: 'en' as const, linkOf: () => '' };
    page.show(h(RecordingView, { ...props, onState: (next: RecordingState) => (state = next) }));
  };
  const heads = (): string[] => page.all('thead th').map((one) => page.text(one));
  show();
  expect(heads().slice(0, 5)).toEqual([
    'Process',
    'PID',
    'CPU % at cursor',
    'Mem MiB at cursor',
    'CPU time s▾',
  ]);
  expect(heads().slice(-4)).toEqual(['CPU max at', 'Mem max at', 'First seen', 'Last seen']);
  const tick = (name: string) => page.find('.cb-rec-popover label', name).querySelector('input')!;
  page.choose(tick('At the cursor'), false);
  show();
  expect(heads()).not.toContain('CPU % at cursor');
  expect(state.columns).toContain('memMax');
  expect(state.columns).not.toContain('cursor');
  page.choose(tick('At the cursor'), true);
  expect(state).toEqual({});
  state = { columns: ['mem'] };
  show();
  expect(heads()).toEqual(['Process', 'PID', 'Mem avg MiB']);
  expect(tick('Mem avg MiB').disabled).toBe(true);
});

test('what unfolds over the page is closed by Escape, with the focus at its summary, and by a press beside it', () => {
  draw({});
  for (const selector of ['.cb-rec-help', 'details:has(.cb-rec-popover)', '.cb-fig-out']) {
    const details = page.all(selector)[0] as HTMLDetailsElement;
    const summary = details.querySelector('summary')!;
    let focused = 0;
    summary.focus = () => (focused += 1);
    details.open = true;
    page.fire(details.lastElementChild!, 'pointerdown');
    expect(details.open, selector).toBe(true);
    page.fire(details.lastElementChild!, 'keydown', { key: 'Escape' });
    expect([details.open, focused], selector).toEqual([false, 1]);
    details.open = true;
    page.fire(page.root, 'pointerdown');
    expect(details.open, selector).toBe(false);
  }
});

test('a time in the table has its day only where that is not the one that the recording began on', () => {
  const night = makeRecording(
    [-10, -5, 0, 5].map((at, sample) => ({
      time: START - (START % 86_400) + 86_400 + at,
      rows: [['app', 1, sample * 10, 0, 4096 - sample] as Row],
    })),
  );
  const props = { recording: night, name: 'x', locale: 'en' as const, linkOf: () => '' };
  page.show(h(RecordingView, { ...props, state: {}, onState: () => undefined }));
  const cell = (column: string): string => page.text(page.root.querySelector(`tbody .cb-rec-col-${column}`)!);
  expect(cell('first')).toBe('23:59:50');
  expect(cell('last')).toMatch(/^\d\d-\d\d 00:00:05$/);
  expect(cell('memMaxAt')).toBe('23:59:50');
  expect(cell('cpuMaxAt')).toBe(cell('last'));
});

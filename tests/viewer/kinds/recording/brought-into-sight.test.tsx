import { h } from 'preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeRecording, START } from '#charts/examples/make-recording.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { RecordingView } from '#viewer/kinds/recording/RecordingView.tsx';
import { openPage, type OpenPage } from '../../open-page.ts';

const text = '  PID PRIO uCPU sCPU   MEM COMM\n    1   20  0.0  0.0   1.0 init\n';
const recording = {
  ...makeRecording([0, 5, 10, 15].map((at) => ({ time: START + at, rows: [['app', 7, 40, 10, 2048]] }))),
  snapshots: [0, 10, 15].map((at) => ({ time: START + at, text })),
  info: { text: 'made by hand', cpu: 'four cores', kernel: '', commands: [] },
};

let page: OpenPage;
let state: RecordingState;
/** What was scrolled to, by name. */
let brought: (string | null)[];
beforeEach(() => {
  page = openPage({ getComputedStyle: () => ({ getPropertyValue: () => '#777777' }) });
  brought = [];
  Object.defineProperty(Object.getPrototypeOf(page.root), 'scrollIntoView', {
    configurable: true,
    value(this: Element) {
      brought.push(this.getAttribute('aria-label'));
    },
  });
});
afterEach(() => page.close());

function draw(next: RecordingState): void {
  state = next;
  const props = { recording, name: 'x', state, locale: 'en' as const, linkOf: () => '' };
  page.show(h(RecordingView, { ...props, onState: (changed: RecordingState) => draw(changed) }));
}
const snapshots = (): HTMLElement => page.find('button', 'Snapshots (3)');

test('what a press opens elsewhere is scrolled to; what a link opens is where it is', () => {
  draw({ snapshot: START });
  expect(brought).toEqual([]);
  page.click(page.find('button', 'Machine'));
  expect(brought).toEqual(['About the machine']);
  page.click(snapshots());
  expect(state.snapshot).toBeUndefined();
  page.click(snapshots());
  expect(brought).toEqual(['About the machine', 'Process tree at 2026-11-23 10:00:00']);
});

test('"Snapshots" opens the first one in sight, else the first of all', () => {
  draw({ window: [8, 12] });
  page.click(snapshots());
  expect(state.snapshot).toBe(START + 10);
  draw({ window: [2, 7] });
  page.click(snapshots());
  expect(state.snapshot).toBe(START);
});

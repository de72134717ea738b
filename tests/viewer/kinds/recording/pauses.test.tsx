import { h } from 'preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeRecording, START, type Row } from '#charts/examples/make-recording.ts';
import { innerWidth, sidesOf } from '#charts/margins.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { RecordingView } from '#viewer/kinds/recording/RecordingView.tsx';
import { openPage, pageWidth, type OpenPage } from '../../open-page.ts';

/** A sample each five seconds for half a minute, a pause of five minutes, and half a minute more. */
const after = [0, 5, 10, 15, 20, 25, 30, 330, 335, 340, 345, 350, 355, 360];
const recording = makeRecording(
  after.map((at) => ({ time: START + at, rows: [['app', 1, 40, 10, 2048] as Row] })),
);

let page: OpenPage;
let state: RecordingState;
beforeEach(() => {
  page = openPage({ getComputedStyle: () => ({ getPropertyValue: () => '#777777' }) });
});
afterEach(() => page.close());

function draw(next: RecordingState = {}): void {
  state = next;
  const props = { recording, name: 'x', state, locale: 'en' as const, linkOf: () => '' };
  page.show(h(RecordingView, { ...props, onState: (changed: RecordingState) => draw(changed) }));
}
const slider = (): HTMLElement => page.find('[role=slider]', 'CPU, cursor');
const move = async (seconds: number): Promise<void> => {
  const clientX = sidesOf(pageWidth).left + (seconds / 360) * innerWidth(pageWidth);
  page.fire(slider(), 'pointermove', { clientX, clientY: 100, pointerId: 1, pointerType: 'mouse' });
  await page.settle();
};
const cells = (): string[] => page.all('tr[data-key="app-1"] [data-cursor]').map((one) => page.text(one));

test('a pointer in a pause is told of it, and of no values', async () => {
  draw();
  await move(340);
  expect(slider().getAttribute('aria-valuetext')).toBe('2026-11-23 10:05:40, app 1 50.0 %');
  expect(cells()).toEqual(['50.0', '2.0']);
  await move(100);
  const told = 'No samples for 5 min: 2026-11-23 10:00:30 to 10:05:30';
  expect(slider().getAttribute('aria-valuetext')).toBe(told);
  expect(page.text(slider().querySelector('.cb-fig-tip-heading')!)).toBe(told);
  expect(page.text(slider().querySelector('.cb-fig-tip-rest')!)).toBe('');
  expect(cells()).toEqual(['', '']);
});

test('a selection over a pause says how much of it was measured, one beside it does not', () => {
  const told = (): string => page.text(page.root.querySelector('.cb-rec-selection-told')!);
  draw({ selection: [20, 340] });
  expect(told()).toContain('(5 min 20 s). The recorder paused in it: 25 s were measured');
  draw({ selection: [10, 20] });
  expect(told()).not.toContain('paused');
});

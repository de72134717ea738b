import { h } from 'preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeRecording, START, type Row } from '#charts/examples/make-recording.ts';
import { recordingTexts } from '#texts/recording.ts';
import { Cursor } from '#viewer/figure/cursor.ts';
import { SnapshotPanel } from '#viewer/kinds/recording/SnapshotPanel.tsx';
import { toUsageView } from '#viewer/kinds/recording/usage-view.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { openPage, type OpenPage } from '../../open-page.ts';

/** Six of one name, which are added up where nothing is said, and one other. */
const names: [string, number][] = [
  ...Array.from({ length: 6 }, (_, index): [string, number] => ['compile', 11 + index]),
  ['link', 20],
];
const recording = makeRecording(
  [0, 5, 10].map((after) => ({
    time: START + after,
    rows: names.map(([name, pid]): Row => [name, pid, 20, 5, 4096]),
  })),
  {
    snapshots: [
      {
        time: START + 5,
        text: `  PID PRIO    uCPU    sCPU      MEM COMM
   11   20    1.00    0.50        4 compile
   12   20    1.00    0.50        4 ├─ compile
   20   20    1.00    0.50        4 └─ link
   99   20    0.00    0.00        4 other
`,
      },
    ],
  },
);
const texts = recordingTexts.en;

let page: OpenPage;
let state: RecordingState;
let cursor: Cursor;
beforeEach(() => {
  page = openPage();
  state = { snapshot: START + 5 };
  cursor = new Cursor();
});
afterEach(() => page.close());

function draw(shown = recording): ReturnType<typeof toUsageView> {
  const view = toUsageView(shown, state, texts);
  const snapshot = view.recording.snapshots.find(({ time }) => time === state.snapshot)!;
  page.show(
    h(SnapshotPanel, { view, snapshot, state, cursor, texts, onState: (next) => void (state = next) }),
  );
  return view;
}
const row = (pid: string): HTMLElement =>
  page.all('[role=treeitem]').find((one) => one.querySelector('.cb-rec-treecell')!.textContent === pid)!;
const swatch = (pid: string): HTMLElement | null => row(pid).querySelector('[data-swatch]');
const pointed = (): string[] =>
  page.all('[data-pointed]').map((one) => one.querySelector('.cb-rec-treecell')!.textContent);

test('a process that is drawn in a sum has the colour of that sum, and its line is the one highlighted', async () => {
  const { drawn } = draw();
  const sum = drawn.find(({ label }) => label === 'compile ×6')!;
  const link = drawn.find(({ label }) => label === 'link 20')!;
  expect(swatch('12')!.getAttribute('style')).toContain(sum.colour);
  expect(swatch('20')!.getAttribute('style')).toContain(link.colour);
  expect(swatch('99')).toBeNull();

  page.fire(row('12'), 'pointerenter');
  expect(cursor.emphasis).toBe(sum.series.key);
  await page.settle();
  expect(pointed()).toEqual(['11', '12']);
  page.fire(row('12'), 'pointerleave');
  expect(cursor.emphasis).toBeUndefined();
});

test('each part has a name of its own, as text too', () => {
  const names = (): (string | null)[] =>
    page.all('section, [role=region], [role=tree]').map((one) => one.getAttribute('aria-label'));
  draw();
  expect(new Set(names()).size).toBe(2);
  page.choose(page.find('label', 'As text').querySelector('input')!, true);
  const [panel, text, ...more] = names();
  expect(more).toEqual([]);
  expect(panel).toMatch(/^Process tree at 20/);
  expect(text).toMatch(/^Text of the snapshot at 20/);
});

test('the difference to the one before is offered where there is one, and where it can be shown', () => {
  const [first] = recording.snapshots;
  const later = { ...first!, time: START + 10 };
  const offered = (): number => page.all('label', 'Difference to the one before').length;
  draw();
  expect(offered()).toBe(0);
  state = { snapshot: later.time };
  draw({ ...recording, snapshots: [first!, later] });
  expect(offered()).toBe(1);
  page.choose(page.find('label', 'As text').querySelector('input')!, true);
  expect(offered()).toBe(0);
});

test('Enter shows the process, not the sum, and what is drawn no more has no colour', () => {
  draw();
  page.fire(row('12'), 'keydown', { key: 'Enter' });
  expect(state.only).toEqual(['compile-12']);
  const { drawn } = draw();
  expect(drawn.map(({ label }) => label)).toEqual(['compile 12']);
  expect(swatch('12')!.getAttribute('style')).toContain(drawn[0]!.colour);
  expect(swatch('11')!.getAttribute('style')).toContain('transparent');
});

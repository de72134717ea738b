import { h } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { innerWidth, sidesOf } from '#charts/margins.ts';
import { makeRecording, START, type Row } from '#charts/examples/make-recording.ts';
import { UsageWindow } from '#model/recording/usage-window.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { RecordingView } from '#viewer/kinds/recording/RecordingView.tsx';
import { openPage, pageWidth, type OpenPage } from '../../open-page.ts';

/** More samples than are looked at in one go. */
const large = makeRecording(
  Array.from({ length: 2000 }, (_, sample) => ({
    time: START + sample,
    rows: Array.from({ length: 35 }, (_, pid): Row => [
      `p${pid}`,
      pid + 1,
      20 + pid,
      sample < 1000 ? 0 : 9,
      2048,
    ]),
  })),
);

/** Stands in for the browser's: what it says is seen is the test's to say. */
class Observer {
  static last: Observer | undefined;
  readonly observed = new Set<Element>();
  private readonly tell: (entries: { target: Element; isIntersecting: boolean }[]) => void;
  constructor(tell: Observer['tell']) {
    this.tell = tell;
    Observer.last = this;
  }
  observe(element: Element): void {
    this.observed.add(element);
  }
  unobserve(element: Element): void {
    this.observed.delete(element);
  }
  disconnect(): void {
    this.observed.clear();
  }
  say(target: Element, isIntersecting: boolean): void {
    this.tell([{ target, isIntersecting }]);
  }
}

let page: OpenPage;
let state: RecordingState;

beforeEach(() => {
  page = openPage({ IntersectionObserver: Observer });
  state = {};
});
afterEach(() => {
  page.close();
  vi.restoreAllMocks();
});

function draw(): void {
  page.show(
    h(RecordingView, {
      recording: large,
      name: 'board.data',
      state,
      onState(next: RecordingState) {
        state = next;
        draw();
      },
      locale: 'en',
    }),
  );
}

const row = (key: string): Element | null => page.root.querySelector(`tr[data-key="${key}"]`);
const caption = (): string => page.root.querySelector('.cb-rec-table caption')?.textContent ?? '';
const average = (): string => page.text(row('p34-35')!.querySelector('td.cb-rec-col-cpu')!);
const untilTold = (): Promise<void> => page.until(() => row('p34-35') !== null);

test('charts come before the table, which is of the window before until that of a new one is computed', async () => {
  draw();
  expect(page.find('[role=slider]', 'CPU, cursor')).toBeDefined();
  expect(page.root.querySelector('.cb-rec-table')).toBeNull();
  await untilTold();
  const whole = caption();
  expect(average()).toBe('58.5');

  state = { window: [0, 1900] };
  draw();
  expect([caption(), average()]).toEqual([whole, '58.5']);
  await page.until(() => caption() !== whole);
  expect(average()).toBe('58.3');
});

test('what is shown changes, and nothing of the window is computed again', async () => {
  draw();
  await untilTold();
  const keep = vi.spyOn(UsageWindow.prototype, 'keep');
  page.click(row('p34-35')!.querySelector('button[data-row]')!);
  await page.settle();
  expect(state.only).toEqual(['p34-35']);
  const asked = keep.mock.contexts as UsageWindow[];
  expect(new Set(asked).size).toBe(1);
  // That one was there before: it knows of a process that is not shown any more.
  const compute = vi.fn(() => undefined);
  asked[0]!.keep(
    'growth',
    large.series.find(({ key }) => key === 'p3-4'),
    compute,
  );
  expect(compute).not.toHaveBeenCalled();
});

test('while the cursor moves rows on the screen follow it; the others when it rests', async () => {
  draw();
  await untilTold();
  const [seen, unseen] = [row('p34-35')!, row('p33-34')!];
  Observer.last!.say(seen, true);
  const text = (of: Element): string => of.querySelector('[data-cursor=cpu]')?.textContent ?? '';
  // That the cursor rests is the test's to say.
  const rests: (() => void)[] = [];
  const start = setTimeout;
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, ms?: number) =>
    ms !== undefined && ms >= 100 ? rests.push(run) : start(run, ms)) as typeof setTimeout);
  page.fire(page.find('[role=slider]', 'CPU, cursor'), 'pointermove', {
    clientX: sidesOf(pageWidth).left + 0.75 * innerWidth(pageWidth),
    clientY: 100,
    pointerId: 1,
    pointerType: 'mouse',
  });
  await page.settle();
  expect([text(seen), text(unseen)]).toEqual(['63.0', '']);
  for (const rest of rests) rest();
  expect(text(unseen)).toBe('62.0');
});

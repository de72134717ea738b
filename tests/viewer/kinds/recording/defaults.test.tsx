import { h } from 'preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Recording } from '#model/recording/recording.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { RecordingView } from '#viewer/kinds/recording/RecordingView.tsx';
import { makeRecording, START, type Row } from '#charts/examples/make-recording.ts';
import { openPage, type OpenPage } from '../../open-page.ts';

const crowd: Row[] = Array.from({ length: 6 }, (_, pid): Row => ['sh', pid + 10, 1, 1, 512]);
const system = ['CPU0-user', 'CPU0-idle', 'CPU1-user', 'CPU1-idle'].map((name): Row => [
  `[${name}]`,
  0,
  40,
  0,
  0,
]);
const recording: Recording = {
  ...makeRecording(
    [0, 1, 2, 3].map((sample) => ({
      time: START + sample * 5,
      rows: [['app', 1, 20 + sample, 10, 40_960], ['log', 2, 3, 0, 1024], ...crowd, ...system],
    })),
  ),
  snapshots: [{ time: START, text: '' }],
};

let page: OpenPage;
let state: RecordingState;
const others = [{ slot: 'b', name: 'b.data' }];
beforeEach(() => {
  page = openPage({ getComputedStyle: () => ({ getPropertyValue: () => '#777777' }) });
});
afterEach(() => page.close());

function draw(next: RecordingState): void {
  state = next;
  page.show(
    h(RecordingView, {
      recording,
      name: 'a.data',
      state,
      onState: draw,
      locale: 'en',
      others,
      compareWith: state.compare && { name: 'b.data', recording },
    }),
  );
}

/** Everything that chooses among a few, as often as there is something else to choose. */
const radios = (): HTMLInputElement[] => page.all('input[type=radio]') as HTMLInputElement[];
const ticks = (): HTMLInputElement[] => page.all('input[type=checkbox]') as HTMLInputElement[];
const selects = (): HTMLSelectElement[] =>
  (page.all('select') as HTMLSelectElement[]).filter((one) => one.closest('.cb-rec-pin') === null);

function choose(select: HTMLSelectElement, index: number): void {
  const { value } = [...select.options][index]!;
  Object.defineProperty(select, 'value', { value, configurable: true });
  Object.defineProperty(select, 'selectedIndex', { value: index, configurable: true });
  page.fire(select, 'change');
}

test.each<[string, RecordingState]>([
  ['the view', {}],
  ['system rows', { system: true }],
  ['a comparison', { compare: { slot: 'b', align: 'start' } }],
])('%s: what is chosen back to its default leaves the state', (_, first) => {
  draw(first);
  const counts = { radios: 0, ticks: 0, selects: 0 };
  const isChecked = (one: HTMLInputElement): boolean => one.checked || one.hasAttribute('checked');
  for (let index = 0; index < radios().length; index++) {
    const { name } = radios()[index]!;
    const before = radios().findIndex((one) => one.name === name && isChecked(one));
    if (index === before || radios()[index]!.closest('fieldset')!.hasAttribute('disabled')) continue;
    page.fire(radios()[index]!, 'change');
    expect(state, `radio ${radios()[index]!.value}`).not.toEqual(first);
    page.fire(radios()[before]!, 'change');
    // By the moment has a shift of its own, which goes with it.
    expect(state, `radio ${radios()[index]!.value}`).toEqual(first);
    counts.radios += 1;
  }
  for (let index = 0; index < ticks().length; index++) {
    const label = ticks()[index]!.getAttribute('aria-label');
    const flip = (): void => {
      const tick = ticks().find((one) => one.getAttribute('aria-label') === label)!;
      tick.checked = !isChecked(tick);
      page.fire(tick, 'change');
    };
    if (label === null && first.system) continue;
    flip();
    expect(state, `tick ${label}`).not.toEqual(first);
    flip();
    expect(state, `tick ${label}`).toEqual(first);
    counts.ticks += 1;
  }
  for (let index = 0; index < selects().length; index++) {
    // The only zone may be UTC.
    if (selects()[index]!.options.length < 2) continue;
    const isFirst = Array.from({ length: selects()[index]!.options.length }, (_one, option) => {
      choose(selects()[index]!, option);
      return JSON.stringify(state) === JSON.stringify(first);
    });
    const label = `select ${index}: ${selects()[index]!.textContent}`;
    expect(isFirst.filter(Boolean), label).toHaveLength(1);
    draw(first);
    counts.selects += 1;
  }
  for (const part of Object.keys(first).length === 0 ? (['radios', 'ticks', 'selects'] as const) : []) {
    expect(counts[part], part).toBeGreaterThan(1);
  }
});

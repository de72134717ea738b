import { h } from 'preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { innerWidth, sidesOf } from '#charts/margins.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { RecordingView } from '#viewer/kinds/recording/RecordingView.tsx';
import { makeRecording, START, type Row } from '#charts/examples/make-recording.ts';
import { openPage, pageWidth, type OpenPage } from '../../open-page.ts';

/** Eleven samples, five seconds apart: the load of one process rises, the other is there from the third on. */
const recording = makeRecording(
  Array.from({ length: 11 }, (_, sample) => ({
    time: START + sample * 5,
    rows: [
      ['app', 1, 20 + sample, 10, 2048 + sample * 1024],
      ...(sample >= 2 ? [['log', 2, sample === 2 ? 14 : 12, 3, 1024] as Row] : []),
    ],
  })),
);

let page: OpenPage;
let state: RecordingState;
beforeEach(() => {
  page = openPage({
    getComputedStyle: () => ({ getPropertyValue: () => '#777777' }),
    XMLSerializer: class {
      serializeToString = (element: Element): string => element.outerHTML;
    },
  });
  state = {};
  draw();
});
afterEach(() => page.close());

function draw(shown = recording): void {
  page.show(
    h(RecordingView, {
      recording: shown,
      name: 'board.data',
      state,
      onState(next: RecordingState) {
        state = next;
        draw(shown);
      },
      locale: 'en',
      linkOf: () => 'https://casebook.test/open/#v=2&x',
    }),
  );
}

const figure = (name: string): HTMLElement => page.find('section', `${name}: board.data`);
const slider = (name: string): HTMLElement => page.find('[role=slider]', `${name}, cursor`);
/** Pixels from the left of a part of what is shown. */
const toX = (part: number): number => sidesOf(pageWidth).left + part * innerWidth(pageWidth);
const point = (type: string, x: number, parts: Record<string, unknown> = {}): void =>
  page.fire(slider('CPU'), type, {
    clientX: x,
    clientY: 100,
    pointerId: 1,
    button: 0,
    pointerType: 'mouse',
    ...parts,
  });
/** Over a part of what is shown, with the mouse. */
const drag = (from: number, to: number): void => {
  point('pointerdown', toX(from));
  point('pointermove', toX(to));
  point('pointerup', toX(to));
};
const key = (element: Element, key: string, parts: Record<string, unknown> = {}): void =>
  page.fire(element, 'keydown', {
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...parts,
  });
const isShown = (element: Element): boolean => !(element as HTMLElement).hidden;

describe('a chart', () => {
  test('is drawn with a line a process, and says in words what is in it', async () => {
    expect(figure('CPU').querySelectorAll('.cb-fig-drawing svg [class^=cb-series-]')).toHaveLength(2);
    expect(page.text(figure('CPU').querySelector('.cb-fig-unseen')!)).toBe(
      'CPU: 2 processes, 2026-11-23 10:00:00 to 2026-11-23 10:00:50. Highest: app 1, 40.0 % at 2026-11-23 10:00:50. All processes together: 47.5 % on average.',
    );
    expect(page.text(figure('Memory').querySelector('h3')!)).toBe('Memory MiB');
  });

  test('has its numbers as a table once that is opened: first, least, average, greatest, last, share', () => {
    const details = figure('CPU').querySelector('.cb-fig-data')!;
    expect(figure('CPU').querySelector('table')).toBeNull();
    page.unfold(details);
    const rows = [...figure('CPU').querySelectorAll('tr')].map((row) =>
      [...row.children].map((cell) => page.text(cell)),
    );
    expect(rows).toEqual([
      ['process', 'first', 'least', 'average', 'greatest', 'last', 'share'],
      ['app 1', '30.0 %', '30.0 %', '35.0 %', '40.0 %', '40.0 %', '73.8 %'],
      ['log 2', '17.0 %', '15.0 %', '15.2 %', '17.0 %', '15.0 %', '26.2 %'],
    ]);
  });

  test('is taken away as every sample of the window, and as text for a review', async () => {
    state = { window: [10, 15] };
    draw();
    const button = (name: string): HTMLElement =>
      [...figure('Memory').querySelectorAll('button')].find((one) => one.textContent === name)!;
    page.click(button('CSV of what is shown'));
    expect(page.saved[0]!.name).toBe('board.data-memory.csv');
    expect((await page.saved[0]!.blob.text()).trim().split('\n')).toEqual([
      'time,pid,name,ucpu,scpu,mem_kb',
      `${START + 10},1,app,22,10,4096`,
      `${START + 10},2,log,14,3,1024`,
      `${START + 15},1,app,23,10,5120`,
      `${START + 15},2,log,12,3,1024`,
    ]);
    page.click(button('Markdown'));
    await page.settle();
    expect(page.copied[0]).toBe(
      `**Memory** (MiB), board.data, 2026-11-23 10:00:10 to 10:00:15 (5 s)

![Memory, board.data, 2026-11-23 10:00:10 to 10:00:15 (5 s)](board.data-memory.png)

| process | average | greatest |
| --- | ---: | ---: |
| app 1 | 4.5 MiB | 5.0 MiB |
| log 2 | 1.0 MiB | 1.0 MiB |

[Open this view](<https://casebook.test/open/#v=2&x>)
`,
    );
  });

  test('goes out as an SVG with its title, what it is of, and a legend, its colours as values', async () => {
    page.click(page.all('button').find((one) => one.textContent === 'SVG')!);
    const svg = await page.saved[0]!.blob.text();
    expect(page.saved[0]!.name).toBe('board.data-cpu.svg');
    expect(svg).toContain('>CPU</text>');
    expect(svg).toMatch(/>100 % = one core; board\.data; 2026-11-23 10:00:00 to 10:00:50 \(50 s\)<\/text>/);
    expect([...svg.matchAll(/>(app 1|log 2)<\/text>/g)].map(([, label]) => label)).toEqual([
      'app 1',
      'log 2',
    ]);
    expect(svg).not.toContain('var(');
  });

  test('of values that the recording does not have says so, and has no axis', () => {
    const rows: Row[] = [
      ['app', 1, 20, 10, NaN],
      ['calm', 2, 0, 0, NaN],
    ];
    draw(
      makeRecording([
        { time: START, rows },
        { time: START + 5, rows },
      ]),
    );
    expect(page.text(figure('Memory'))).toContain('The recording has no values of memory.');
    expect(page.text(figure('CPU'))).not.toContain('no values');
    expect(page.all('[role=slider]', /cursor$/)).toHaveLength(1);
    state = { chart: 'share' };
    draw(makeRecording([{ time: START, rows: [['app', 1, NaN, NaN, 2048]] }]));
    expect(page.text(figure('CPU, who used it'))).toContain('The recording has no values of CPU.');
  });

  test('of shares has bars and no cursor', () => {
    state = { chart: 'share' };
    draw();
    const bars = page.find('section', 'CPU, who used it: board.data');
    expect(bars.querySelector('[role=slider]')).toBeNull();
    expect(bars.querySelector('[role=img]')!.getAttribute('aria-label')).toMatch(/^CPU, who used it\. /);
    expect(page.text(bars.querySelector('.cb-fig-drawing')!)).toContain('35.0 % · 73.8 % of all');
  });
});

describe('pointing', () => {
  test('shows the values of a sample, the greatest first, the nearest marked, in all charts at once', async () => {
    point('pointermove', toX(0.4) + 3);
    await page.settle();
    const tip = figure('CPU').querySelector('.cb-fig-tip')!;
    expect(isShown(tip)).toBe(true);
    expect(page.text(tip.querySelector('.cb-fig-tip-heading')!)).toBe('2026-11-23 10:00:20');
    const rows = [...tip.querySelectorAll('.cb-fig-tip-row')].filter(isShown);
    expect(rows.map((row) => page.text(row))).toEqual(['app 134.0 %', 'log 215.0 %']);
    expect(page.text(tip.querySelector('.cb-fig-tip-rest')!)).toBe('sum of all 49.0 %');
    // At 23 % of the scale the lower line is the nearer one: marked, dotted, and drawn once more on top.
    expect(rows.map((row) => row.classList.contains('cb-fig-tip-near'))).toEqual([false, true]);
    const [outline, line] = ['.cb-fig-outline', '.cb-fig-drawing .cb-series-1'].map((part) =>
      figure('CPU').querySelector(part),
    );
    expect(outline!.getAttribute('d')).toBe(line!.querySelector('path')!.getAttribute('d'));
    expect(outline!.getAttribute('stroke')).toBe(line!.getAttribute('stroke'));
    expect(slider('CPU').getAttribute('aria-valuetext')).toBe(
      '2026-11-23 10:00:20, app 1 34.0 %, log 2 15.0 %',
    );
    expect(slider('CPU').getAttribute('aria-valuenow')).toBe('5');
    // The line stands at the same place in the other chart, whose tooltip stays away.
    const cursors = page.all('.cb-fig-cursor').filter(isShown);
    expect(cursors.map((line) => line.style.transform)).toEqual([
      `translateX(${toX(0.4)}px)`,
      `translateX(${toX(0.4)}px)`,
    ]);
    expect(isShown(figure('Memory').querySelector('.cb-fig-tip')!)).toBe(false);
    point('pointerleave', 0);
    await page.settle();
    expect(isShown(tip)).toBe(false);
  });

  test('leaves the line out where the sample is outside of the window', async () => {
    point('pointerdown', toX(0.9));
    point('pointerup', toX(0.9));
    await page.settle();
    expect(page.all('.cb-fig-cursor').filter(isShown)).toHaveLength(2);
    state = { window: [0, 20] };
    draw();
    expect(page.all('.cb-fig-cursor').filter(isShown)).toHaveLength(0);
    expect(page.all('.cb-fig-dot').filter(isShown)).toHaveLength(0);
  });

  test('a click keeps the cursor where it is until the next', async () => {
    point('pointerdown', toX(0.2));
    point('pointerup', toX(0.2));
    point('pointermove', toX(0.8));
    await page.settle();
    expect(slider('CPU').getAttribute('aria-valuenow')).toBe('3');
    expect(state).toEqual({ cursor: 10 });
    point('pointerdown', toX(0.6));
    point('pointerup', toX(0.6));
    point('pointermove', toX(0.8));
    await page.settle();
    expect(slider('CPU').getAttribute('aria-valuenow')).toBe('9');
    expect(state).toEqual({});
  });

  test('stands where a state left it, and follows another state', async () => {
    state = { cursor: 10 };
    draw();
    await page.settle();
    expect(slider('CPU').getAttribute('aria-valuenow')).toBe('3');
    point('pointermove', toX(0.8));
    await page.settle();
    expect(slider('CPU').getAttribute('aria-valuenow')).toBe('3');
    state = {};
    draw();
    await page.settle();
    expect(page.all('.cb-fig-cursor').filter(isShown)).toHaveLength(0);
  });
});

describe('the selection', () => {
  const told = (): string => page.text(page.all('.cb-rec-selection-told')[0]!);

  test('is seen in all charts while it is drawn, and is no shaky click', async () => {
    point('pointerdown', toX(0.2));
    point('pointermove', toX(0.5));
    await page.settle();
    expect(state).toEqual({});
    const brushes = page.all('.cb-fig-brush');
    expect(brushes.map((brush) => brush.getAttribute('visibility'))).toEqual(['visible', 'visible']);
    expect(told()).toBe('Selected 10:00:10 to 10:00:25 (15 s).');
    point('pointerup', toX(0.2) + 3);
    await page.settle();
    expect(state.selection).toBeUndefined();
    expect(brushes.map((brush) => brush.getAttribute('visibility'))).toEqual(['hidden', 'hidden']);
  });

  test('is told of, let go by Escape and by a press beside it, which does no more', async () => {
    drag(0.2, 0.6);
    expect(told()).toMatch(
      /^Selected .* \(20 s\)\. All processes: CPU .* on average, .* CPU seconds, memory /,
    );
    key(slider('CPU'), 'Escape');
    expect(state).toEqual({});
    drag(0.2, 0.6);
    point('pointerdown', toX(0.8));
    point('pointerup', toX(0.8));
    await page.settle();
    expect(state).toEqual({});
  });

  test('grows and shrinks by Shift and arrows, from where the cursor was', () => {
    key(slider('CPU'), 'ArrowRight');
    key(slider('CPU'), 'ArrowRight');
    for (let step = 0; step < 3; step++) key(slider('CPU'), 'ArrowRight', { shiftKey: true });
    expect(state.selection).toEqual([5, 20]);
    key(slider('CPU'), 'ArrowLeft', { shiftKey: true });
    expect(state.selection).toEqual([5, 15]);
  });
});

describe('a pin by keys', () => {
  test('leaves the cursor where it was, for the next', () => {
    for (let step = 0; step < 3; step++) key(slider('CPU'), 'ArrowRight');
    key(slider('CPU'), 'p');
    key(slider('CPU'), 'Enter');
    // The focus goes to the note.
    page.fire(slider('CPU'), 'blur');
    const form = page.all('.cb-rec-pinpoint')[0]!;
    page.type(form.querySelector('input')!, 'here');
    page.fire(form, 'submit');
    expect(state.pins).toEqual([{ text: 'here', time: 10 }]);
    for (let step = 0; step < 2; step++) key(slider('CPU'), 'ArrowRight', { shiftKey: true });
    expect(state.selection).toEqual([10, 20]);
  });
});

describe('the key of a pin', () => {
  test('writes at the cursor that is kept, and arms where none is', () => {
    const forms = (): Element[] => page.all('.cb-rec-pinpoint');
    for (let step = 0; step < 3; step++) key(slider('CPU'), 'ArrowRight');
    key(slider('CPU'), 'p');
    expect(forms()).toHaveLength(0);
    key(slider('CPU'), 'Escape');
    key(slider('CPU'), 'Enter');
    key(slider('CPU'), 'p');
    page.type(forms()[0]!.querySelector('input')!, 'here');
    page.fire(forms()[0]!, 'submit');
    expect(state.pins).toEqual([{ text: 'here', time: 10 }]);
    // The button is for a click elsewhere.
    page.click(page.find('button', 'Pin'));
    expect(forms()).toHaveLength(0);
    expect(page.find('button', 'Pin').getAttribute('aria-pressed')).toBe('true');
  });

  test('leaves letters without a meaning until the place is chosen, for whoever begins to write at once', () => {
    key(slider('CPU'), 'm');
    expect(state.maximized).toBe('cpu');
    key(slider('CPU'), 'm');
    key(slider('CPU'), 'p');
    key(slider('CPU'), 'm');
    expect(state.maximized).toBeUndefined();
    key(slider('CPU'), 'Escape');
    key(slider('CPU'), 'm');
    expect(state.maximized).toBe('cpu');
  });
});

describe('the window', () => {
  test('is the selection after a double click within it, and all again by one elsewhere', async () => {
    drag(0.2, 0.6);
    expect(state).toEqual({ selection: [10, 30] });
    const brush = figure('CPU').querySelector('.cb-fig-brush')!;
    expect(brush.getAttribute('visibility')).toBe('visible');
    expect(Number(brush.getAttribute('width'))).toBeCloseTo(toX(0.6) - toX(0.2), 5);
    point('dblclick', toX(0.5));
    expect(state).toEqual({ window: [10, 30] });
    expect(page.text(page.all('.cb-rec-window')[0]!)).toBe('2026-11-23 10:00:10 to 10:00:30 (20 s)');
    point('dblclick', toX(0.5));
    expect(state).toEqual({});
  });

  test('is never narrower than two samples', () => {
    point('pointerdown', toX(0.5) - 4);
    point('pointerup', toX(0.5) + 4);
    point('dblclick', toX(0.5));
    expect(state.window).toEqual([20, 30]);
  });

  test('goes back by keys, zoom by zoom, and lists the zooms that hold it', () => {
    const select = (from: number, to: number): void => {
      drag(from, to);
      key(slider('CPU'), 'Enter');
    };
    const crumbs = (): string[] =>
      [...page.all('.cb-rec-crumbs')[0]!.querySelectorAll('li')].map((one) => page.text(one));
    select(0.2, 0.6);
    select(0.25, 0.75);
    expect(state).toEqual({ window: [15, 25] });
    expect(crumbs().slice(0, 2)).toEqual(['Whole recording', '10:00:10–10:00:30']);
    // One of the listed is a step, and so is the whole: undo takes both back.
    page.click(page.find('button', '10:00:10–10:00:30'));
    expect(state).toEqual({ window: [10, 30] });
    page.click(page.find('button', 'Undo the last zoom'));
    expect(state).toEqual({ window: [15, 25] });
    key(slider('CPU'), '0');
    expect(state).toEqual({});
    key(slider('CPU'), 'Backspace');
    expect(state).toEqual({ window: [15, 25] });
    key(slider('CPU'), 'Backspace');
    expect(state).toEqual({ window: [10, 30] });
    key(slider('CPU'), 'z', { ctrlKey: true });
    expect(state).toEqual({});
    expect(crumbs()).toHaveLength(2);
    key(slider('CPU'), 'Backspace');
    expect(state).toEqual({});
  });

  test('goes back by the same keys from the buttons that zoom, whether or not the one pressed is still there', () => {
    const bar = (): HTMLElement => page.find('[role=group]', 'Zoom');
    const zoomIn = (): HTMLElement => page.find('button', 'Zoom in');
    page.click(zoomIn());
    const first = state.window;
    page.click(zoomIn());
    key(bar(), 'Backspace');
    expect(state.window).toEqual(first);
    key(bar(), 'z', { ctrlKey: true });
    expect(state).toEqual({});
    page.click(zoomIn());
    page.click(page.find('button', 'Whole recording'));
    expect(state).toEqual({});
    key(bar(), 'Backspace');
    expect(state.window).toEqual(first);
    key(bar(), '0');
    expect(state).toEqual({});
  });

  test('narrows about the pointer by Ctrl and wheel, pans by Shift, and is in the state when the wheel rests', async () => {
    const wheel = (parts: Record<string, unknown>): void =>
      point('wheel', toX(0.5), { deltaMode: 0, deltaX: 0, deltaY: 0, ...parts });
    wheel({ ctrlKey: true, deltaY: -240 * Math.log(2) });
    expect(state).toEqual({});
    await page.until(() => state.window !== undefined);
    expect(state.window).toEqual([12.5, 37.5]);
    wheel({ shiftKey: true, deltaY: innerWidth(pageWidth) / 5 });
    await page.until(() => state.window?.[0] === 17.5);
    expect(state.window).toEqual([17.5, 42.5]);
    // A plain wheel is the page's.
    const shown = page.text(page.all('.cb-rec-window')[0]!);
    wheel({ deltaY: 100, deltaX: 20 });
    expect(page.text(page.all('.cb-rec-window')[0]!)).toBe(shown);
    // A sideways one moves the window at once.
    wheel({ deltaY: 5, deltaX: -20 });
    expect(page.text(page.all('.cb-rec-window')[0]!)).not.toBe(shown);
  });

  test('is spread by two fingers, and what they took hold of stays under them', async () => {
    const touch = (type: string, finger: number, part: number): void =>
      point(type, toX(part), { pointerType: 'touch', pointerId: finger });
    touch('pointerdown', 1, 0.4);
    touch('pointerdown', 2, 0.6);
    touch('pointermove', 1, 0.3);
    touch('pointermove', 2, 0.7);
    touch('pointerup', 1, 0.3);
    await page.until(() => state.window !== undefined);
    // Twice as far apart: half of the time.
    expect(state.window!.map((end) => Math.round(end * 10) / 10)).toEqual([12.5, 37.5]);
  });

  test('is moved by one finger, which keeps the cursor only where it rests', async () => {
    const touch = (type: string, part: number): void =>
      point(type, toX(part), { pointerType: 'touch', pointerId: 1 });
    state = { window: [10, 30] };
    draw();
    touch('pointerdown', 0.5);
    touch('pointermove', 0.25);
    touch('pointerup', 0.25);
    await page.settle();
    expect(state).toEqual({ window: [15, 35] });
    touch('pointerdown', 0.5);
    touch('pointerup', 0.5);
    await page.settle();
    expect(state).toEqual({ window: [15, 35], cursor: 25 });
  });

  test('keys move the cursor, zoom about it, pan, and show all; others are the page’s', async () => {
    const press = (name: string, parts: Record<string, unknown> = {}): void =>
      key(slider('CPU'), name, parts);
    press('ArrowRight');
    press('ArrowRight');
    await page.settle();
    expect(slider('CPU').getAttribute('aria-valuenow')).toBe('2');
    press('End');
    press('ArrowLeft');
    await page.settle();
    expect(slider('CPU').getAttribute('aria-valuenow')).toBe('10');
    press('+');
    expect(state.window).toEqual([15, 48.333]);
    press('PageUp');
    expect(state.window![0]).toBe(0);
    press('0');
    expect(state).toEqual({});
    press('x');
    press('+', { ctrlKey: true });
    expect(state).toEqual({});
  });
});

describe('a filter', () => {
  const box = (): HTMLInputElement => page.find('input[type=search]', '') as HTMLInputElement;

  test('marks what it finds, lists nothing else, and says where it is no expression', () => {
    state = { where: 'ap' };
    draw();
    expect([...page.root.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['ap']);
    expect(page.root.querySelectorAll('tbody tr[data-key="log-2"]')).toHaveLength(0);
    state = { where: 'app cpu>' };
    draw();
    expect(page.text(page.root.querySelector('.cb-rec-find .cb-rec-problem')!)).toBe(
      'A number is missing here, at character 9.',
    );
    expect(box().getAttribute('aria-invalid')).toBe('true');
    state = { where: 'app foo:bar' };
    draw();
    // It is no fault: nothing has it.
    expect(page.text(page.root.querySelector('.cb-rec-find [role=status]')!)).toBe(
      '“foo:” is none of pid:, name:, cpu, cpuMax, mem, memMax, life, samples: it is looked for as it stands.',
    );
    expect(box().getAttribute('aria-invalid')).toBe('false');
    state = { where: 'ap*' };
    draw();
    expect(page.text(page.root.querySelector('.cb-rec-find [role=status]')!)).toBe(
      '“ap*” is looked for as it stands; a pattern is written /ap.*/.',
    );
    state = { where: 'app' };
    draw();
    expect(box().getAttribute('aria-invalid')).toBe('false');
  });

  test('that nothing fits says so, and is cleared', () => {
    state = { where: 'nobody', top: 5 };
    draw();
    // In the place of each chart too, which has no axis without a line.
    expect(page.all('.cb-rec-empty').map((one) => page.text(one))).toEqual([
      'No process fits “nobody”.',
      'No process fits “nobody”.',
      'No process fits “nobody”. Clear the filter',
    ]);
    expect(page.all('[role=slider][aria-label$=cursor]')).toEqual([]);
    page.click(
      [...page.root.querySelectorAll('button')].find((one) => one.textContent === 'Clear the filter')!,
    );
    expect(state).toEqual({ top: 5 });
  });

  test('of a link of before stands quoted, and what is typed takes its place', () => {
    state = { text: 'a, b' };
    draw();
    expect(box().getAttribute('value') ?? box().value).toBe('"a, b"');
    box().value = 'log';
    page.fire(box(), 'input');
    expect(state).toEqual({ where: 'log' });
  });
});

describe('the desk', () => {
  const separator = (name: string): HTMLElement => page.find('[role=separator]', name);

  test('shows one chart alone, by button, key and link, and all again by Escape', () => {
    const charts = (): string[] => page.all('.cb-fig').map((one) => one.getAttribute('aria-label') ?? '');
    page.click(page.find('button', 'Show Memory alone, or all again'));
    expect(state).toEqual({ maximized: 'memory' });
    expect(charts()).toEqual(['Memory: board.data']);
    key(slider('Memory'), 'Escape');
    expect(state).toEqual({});
    expect(charts()).toHaveLength(2);
    key(slider('CPU'), 'm');
    expect(charts()).toEqual(['CPU: board.data']);
    state = { maximized: 'no such chart' };
    draw();
    expect(charts()).toHaveLength(2);
  });

  test('gives a chart the height that is dragged or keyed, kept by the browser and not by the state', () => {
    const line = separator('Height of the chart: CPU');
    const height = (): string => slider('CPU').style.height;
    const first = Number(line.getAttribute('aria-valuenow'));
    key(line, 'ArrowDown');
    expect(height()).toBe(`${first + 16}px`);
    expect(separator('Height of the chart: CPU').getAttribute('aria-valuenow')).toBe(String(first + 16));
    const move = (type: string, y: number): void =>
      page.fire(line, type, { clientX: 5, clientY: y, pointerId: 1, button: 0, pointerType: 'mouse' });
    move('pointerdown', 300);
    move('pointermove', 340);
    move('pointerup', 350);
    expect(height()).toBe(`${first + 66}px`);
    expect(slider('Memory').style.height).toBe(`${first}px`);
    expect(state).toEqual({});
    expect(JSON.parse(localStorage.getItem('casebook-desk') ?? '')).toMatchObject({
      heights: { cpu: first + 66 },
    });
    page.fire(line, 'dblclick');
    expect(height()).toBe(`${first}px`);
  });
});

test('the table has what each row was at the cursor, written past the renderer', async () => {
  state = { cursor: 15 };
  draw();
  await page.settle();
  const atCursor = (key: string): string[] =>
    [...page.root.querySelectorAll(`tr[data-key="${key}"] [data-cursor]`)].map(
      (one) => one.textContent ?? '',
    );
  expect([atCursor('app-1'), atCursor('log-2')]).toEqual([
    ['33.0', '5.0'],
    ['15.0', '1.0'],
  ]);
  point('pointermove', toX(0));
  await page.settle();
  expect([atCursor('app-1'), atCursor('log-2')]).toEqual([
    ['33.0', '5.0'],
    ['15.0', '1.0'],
  ]);
});

test('what happened meanwhile is a mark with its name, and its button leads there', () => {
  const shown: string[] = [];
  const happenings = [{ slot: 'crash.log', name: 'crash.log', elapsed: 25 }];
  const onShow = (slot: string): number => shown.push(slot);
  page.show(
    h(RecordingView, {
      recording,
      name: 'board.data',
      state: {},
      onState() {},
      locale: 'en',
      happenings,
      onShow,
    }),
  );
  page.click(page.find('button', 'Show crash.log, at 2026-11-23 10:00:25'));
  expect(shown).toEqual(['crash.log']);
  expect(figure('CPU').querySelector('svg')!.textContent).toContain('crash.log');
  // In the whole too, where it is seen when the window is elsewhere.
  const inWhole = page.all('.cb-rec-overview .cb-rec-pinned');
  expect(inWhole.map((mark) => mark.getAttribute('style'))).toEqual([expect.stringMatching(/left: ?\d+/)]);
});

test('many pins at one time are one button, which opens a list of them', async () => {
  state = { pins: Array.from({ length: 5 }, (_, at) => ({ text: `note ${at + 1}`, time: 20 })) };
  draw();
  const crowd = page.find('button', '5 marks here');
  // A number alone would be that of a pin.
  expect(crowd.textContent).toBe('×5');
  expect(crowd.getAttribute('aria-expanded')).toBe('false');
  page.click(crowd);
  const list = page.find('ul', '5 marks here');
  // Focus that goes to the list itself, from a press beside a button of it, leaves it open.
  expect(list.tabIndex).toBe(-1);
  const entries = [...list.querySelectorAll('button')];
  expect(entries.map((one) => page.text(one))[4]).toMatch(/^5\. Go to: note 5 /);
  page.click(entries[4]!);
  expect(page.all('ul', '5 marks here')).toEqual([]);
  await page.settle();
  expect(slider('CPU').getAttribute('aria-valuenow')).toBe('5');
});

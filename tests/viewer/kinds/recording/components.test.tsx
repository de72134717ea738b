import { parseHTML } from 'linkedom';
import { h, options, render, type ComponentChild } from 'preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Pin } from '#view/capture-state.ts';
import type { ViewState } from '#view/view-state.ts';
import { parseSnapshotTree } from '#model/recording/snapshot-tree.ts';
import { Cursor } from '#viewer/figure/cursor.ts';
import { Filters } from '#viewer/kinds/recording/Filters.tsx';
import { recordingTexts } from '#texts/recording.ts';
import { toPinEntries, toPinMarks } from '#viewer/kinds/recording/pin-entries.ts';
import { PinAtPoint } from '#viewer/kinds/recording/PinAtPoint.tsx';
import { Pins } from '#viewer/kinds/recording/Pins.tsx';
import { ProcessTable } from '#viewer/kinds/recording/ProcessTable.tsx';
import { ProcessTree } from '#viewer/kinds/recording/ProcessTree.tsx';
import { toUsageView, toUsageWindow } from '#viewer/kinds/recording/usage-view.ts';
import { makeRecording, START, type Row } from '#charts/examples/make-recording.ts';

const texts = recordingTexts['en'];
const recording = makeRecording(
  [0, 1].map((sample) => ({
    time: START + sample * 5,
    rows: [
      ['app <b>', 1, 50, 0, 2048],
      ['log', 2, 5, 0, 1024],
      ...Array.from({ length: 12 }, (_, index): Row => [`idle${index}`, 100 + index, 0, 0, 1]),
    ] as Row[],
  })),
);

let root: HTMLElement;
const scope = globalThis as { document?: Document; requestAnimationFrame?: (run: () => void) => number };

beforeEach(() => {
  const { document } = parseHTML('<!doctype html><html><body><main></main></body></html>');
  scope.document = document as unknown as Document;
  scope.requestAnimationFrame = (run) => Number(setTimeout(run, 0));
  // Renders at once, so that a test need not wait.
  options.debounceRendering = (run) => run();
  root = document.querySelector('main') as unknown as HTMLElement;
});
afterEach(() => {
  render(null, root);
  delete scope.document;
});

function show(node: ComponentChild): void {
  render(node, root);
}
function byLabel<T extends Element = HTMLElement>(label: string): T {
  const found = [...root.querySelectorAll('[aria-label]')].find(
    (one) => one.getAttribute('aria-label') === label,
  );
  if (!found) throw new Error(`nothing is called ${label}`);
  return found as unknown as T;
}
function fire(element: Element, type: string, parts: Record<string, unknown> = {}): void {
  const event = new (element.ownerDocument.defaultView as unknown as { Event: typeof Event }).Event(type, {
    bubbles: true,
    cancelable: true,
  });
  Object.assign(event, parts);
  element.dispatchEvent(event);
}

describe('the process table', () => {
  const states: ViewState[] = [];
  const table = (state: ViewState) => {
    const view = toUsageView(recording, state, texts);
    return h(ProcessTable, {
      view,
      state,
      usage: toUsageWindow(view, [0, 5]),
      windowText: 'all',
      cursor: new Cursor(),
      texts,
      brief: false,
      onState: (next) => states.push(next),
    });
  };
  const last = (): ViewState | undefined => states[states.length - 1];

  test('shows only on a click, toggles on a modified one, on its tick and on Space', () => {
    show(table({}));
    const name = byLabel('app <b> 1');
    fire(name, 'click');
    expect(last()).toEqual({ only: ['app <b>-1'] });
    fire(name, 'click', { ctrlKey: true });
    expect(last()).toEqual({ hide: ['app <b>-1'] });
    fire(name, 'keydown', { key: ' ' });
    expect(last()).toEqual({ hide: ['app <b>-1'] });
    fire(byLabel('Show log 2'), 'change');
    expect(last()).toEqual({ hide: ['log-2'] });
  });

  test('names are text', () => {
    show(table({}));
    expect(root.querySelector('b')).toBeNull();
    expect(root.textContent).toContain('app <b>');
  });

  test('sorts by its headings, and says by which', () => {
    show(table({ sort: 'name' }));
    const heading = [...root.querySelectorAll('th[aria-sort]')];
    expect(heading.map((one) => one.getAttribute('aria-sort'))).toEqual(['ascending']);
    fire(heading[0]!.querySelector('button')!, 'click');
    expect(last()).toEqual({ sort: '-name' });
    const memory = [...root.querySelectorAll('thead button')].find((one) =>
      one.textContent?.startsWith('Mem avg'),
    )!;
    fire(memory, 'click');
    expect(last()).toEqual({ sort: '-mem' });
  });

  test('lists what is hidden on demand, each with its reason', () => {
    show(table({}));
    const more = [...root.querySelectorAll('button')].find((one) => one.textContent === 'List the 4 hidden')!;
    fire(more, 'click');
    expect(last()).toEqual({ hidden: true });
    show(table({ hidden: true }));
    expect([...root.querySelectorAll('tr[title="below the thresholds"]')]).toHaveLength(4);
  });

  test('one stop for Tab, arrows walk the names', () => {
    show(table({}));
    const names = [...root.querySelectorAll('button[data-row]')] as unknown as HTMLButtonElement[];
    expect(
      names.filter((one) => (one.getAttribute('tabIndex') ?? one.getAttribute('tabindex')) === '0'),
    ).toHaveLength(1);
    let focused: unknown;
    names[1]!.focus = () => (focused = names[1]);
    fire(names[0]!, 'keydown', { key: 'ArrowDown' });
    expect(focused).toBe(names[1]);
  });
});

test('a slip in a threshold is told and changes nothing; an empty one is passed over', () => {
  const states: ViewState[] = [];
  show(
    h(Filters, {
      view: toUsageView(recording, {}, texts),
      state: {},
      texts,
      onState: (next) => states.push(next),
    }),
  );
  const [first] = [...root.querySelectorAll('.cb-rec-popover input')] as unknown as HTMLInputElement[];
  first!.value = '5x';
  fire(first!, 'input');
  expect(states).toEqual([]);
  expect(root.querySelector('[role="alert"]')!.textContent).toBe(texts.badNumber);
  first!.value = '5,5';
  fire(first!, 'input');
  expect(states.pop()).toEqual({ filter: { avgCpu: 5.5, maxCpu: 10, avgMemMib: 10, maxMemMib: 20 } });
  first!.value = '';
  fire(first!, 'input');
  expect(states.pop()!.filter!.avgCpu).toBe(1e9);
});

describe('the process tree', () => {
  const tree = parseSnapshotTree(`  PID PRIO    uCPU    sCPU      MEM COMM
    1   20    0.00    0.33        4 init
  654  -51   50.00    1.50      200 ├─ board_app <i>
    +   20    0.00    0.00      200 │  └> 2*<idle>: [661 662]
`);
  const items = () => [...root.querySelectorAll('[role="treeitem"]')] as unknown as HTMLElement[];

  test('is a tree to assistive technology, and to keys', () => {
    show(h(ProcessTree, { tree, megabytes: true, label: 'tree', startsFolded: false, texts }));
    expect(items().map((one) => [one.getAttribute('aria-level'), one.getAttribute('aria-expanded')])).toEqual(
      [
        ['1', 'true'],
        ['2', 'true'],
        ['3', null],
      ],
    );
    expect(items()[1]!.textContent).toBe('▾board_app <i>654-5150.001.50200');
    expect(root.querySelector('[role="tree"]')!.getAttribute('aria-label')).toBe(
      'tree: command, PID, prio, user %, sys %, MiB',
    );
    fire(items()[1]!, 'keydown', { key: 'ArrowLeft' });
    expect(items()).toHaveLength(2);
    expect(items()[1]!.getAttribute('aria-expanded')).toBe('false');
    fire(items()[1]!, 'keydown', { key: 'Enter' });
    expect(items()).toHaveLength(3);
  });

  test('finds, and says how many', () => {
    show(h(ProcessTree, { tree, megabytes: true, label: 'tree', startsFolded: true, texts }));
    expect(items()).toHaveLength(1);
    const search = root.querySelector('input')!;
    (search as unknown as HTMLInputElement).value = '662';
    fire(search, 'input');
    expect(items()).toHaveLength(3);
    expect(root.querySelector('[role="status"]')!.textContent).toBe('1 found');
  });
});

describe('pins', () => {
  const pins = [
    { text: 'a time', time: 2.5 },
    { text: 'gone', series: 'gone-7' },
    { text: 'a line of a log', line: 3 },
    { text: 'too late', time: 999 },
  ];
  const state: ViewState = { pins };
  const view = toUsageView(recording, state, texts);
  const states: ViewState[] = [];
  const list = (draft?: { index: number }) =>
    h(Pins, {
      view,
      state,
      window: [0, 5],
      entries: toPinEntries(pins, recording, view.axis),
      draft,
      texts,
      onState: (next) => states.push(next),
      onDraft: () => undefined,
      onGo: () => undefined,
    });

  test('of a link turn no direction of what stands beside them, in charts nor in lists', () => {
    const entries = toPinEntries([{ text: 'a\u202eb', time: 2.5 }], recording, view.axis);
    expect(entries[0]!.pin).toEqual({ text: 'a\ufffdb', time: 2.5 });
    expect(toPinMarks(entries)[0]).toMatchObject({ label: 'a\ufffdb', text: 'a\ufffdb' });
  });

  test('that do not fit are listed as unplaced, with the reason; those of a log stay in the state', () => {
    show(list());
    const lists = [...root.querySelectorAll('ol')].map((one) =>
      [...one.querySelectorAll('li')].map((item) => item.textContent),
    );
    expect(lists).toHaveLength(2);
    expect(lists[0]).toHaveLength(1);
    expect(lists[1]!.join(' ')).toContain('the recording has no process gone-7');
    expect(lists[1]!.join(' ')).toContain('its time is outside of the recording');
    fire(byLabel('Remove: gone'), 'click');
    expect(states.pop()).toEqual({ pins: [pins[0], pins[2], pins[3]] });
  });

  describe('at a point', () => {
    const ends: (Pin | 'dropped')[] = [];
    const open = ([from, to]: [number, number?] = [2.5]): Element => {
      ends.length = 0;
      show(
        h(PinAtPoint, {
          view,
          window: [0, 5],
          width: 400,
          draft: { from, to, figure: 'cpu', y: 30 },
          figures: [{ id: 'cpu', kind: 'time' }],
          texts,
          onSave: (pin) => ends.push(pin),
          onCancel: () => ends.push('dropped'),
        }),
      );
      return root.querySelector('form')!;
    };
    const write = (form: Element, text: string): void => {
      (form.querySelector('input') as unknown as HTMLInputElement).value = text;
      fire(form, 'submit');
    };

    test('are written on its time, and not without a text', () => {
      const form = open();
      fire(form, 'submit');
      expect(ends).toEqual([]);
      expect(root.querySelector('[role="alert"]')!.textContent).toBe(texts.pinEmpty);
      write(form, ' here ');
      expect(ends).toEqual([{ text: 'here', time: 2.5 }]);
    });

    test('are of a stretch, where one was chosen', () => {
      write(open([1, 3.25]), 'the spike');
      expect(ends).toEqual([{ text: 'the spike', time: 1, until: 3.25 }]);
    });

    test('are dropped where they are given up', () => {
      fire(open().querySelector('button[type="button"]')!, 'click');
      expect(ends).toEqual(['dropped']);
    });
  });

  test('keep their place when the text is changed', () => {
    show(list({ index: 0 }));
    const input = root.querySelector('form input')!;
    (input as unknown as HTMLInputElement).value = 'changed';
    fire(input, 'input');
    fire(root.querySelector('form')!, 'submit');
    expect(states.pop()!.pins![0]).toEqual({ text: 'changed', time: 2.5 });
  });
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createCellFrame } from '#viewer/notebook/cell-frame.ts';
import { type OpenPage, openPage } from '../open-page.ts';
import { manyTimesOver } from './many-times-over.ts';

let page: OpenPage;
const inner = { postMessage: () => {} };
const heard = {
  onError: vi.fn(),
  onUncaught: vi.fn(),
  onResult: vi.fn(),
  onValue: vi.fn(),
  onInput: vi.fn(),
  onMemory: vi.fn(),
  onTooMuchMemory: vi.fn(),
  onLeft: vi.fn(),
  onFlood: vi.fn(),
  onAlive: vi.fn(),
  onHeight: vi.fn(),
};

beforeEach(() => {
  vi.clearAllMocks();
  vi.spyOn(performance, 'now').mockReturnValue(0);
  page = openPage({
    MutationObserver: class {
      observe(): void {}
      disconnect(): void {}
    },
  });
  const { element } = createCellFrame({
    address: '/notebook-frame/',
    title: 'Cells',
    cells: [
      { name: 'cell', inputs: [], outputs: ['x'], autodisplay: false, body: '', bodyLine: 1, shown: true },
    ],
    captures: {},
    lost: {},
    locale: 'en',
    go: undefined,
    editedOutputs: new Set(['x']),
    ...heard,
  });
  Object.defineProperty(element, 'contentWindow', { value: inner });
});
afterEach(() => {
  vi.restoreAllMocks();
  page.close();
});

const say = (data: unknown, source: object = inner) =>
  page.fire(page.document.defaultView as unknown as EventTarget, 'message', { data, source });

test('what the frame says is taken as numbers and text', () => {
  say({ kind: 'value', name: 'x', text: '5' });
  say({ kind: 'height', height: 120 });
  say({ kind: 'uncaught', cell: 'cell', message: 'oh', line: 2 });
  expect(heard.onValue).toHaveBeenCalledWith('x', '5');
  expect(heard.onHeight).toHaveBeenCalledWith(120, false);
  expect(heard.onUncaught).toHaveBeenCalledWith({ cell: 'cell', message: 'oh', line: 2 });
});

test('nothing is made into one: that may take longer than anybody waits', () => {
  const list = manyTimesOver();
  say({ kind: 'value', name: 'x', text: list });
  say({ kind: 'error', cell: 'cell', message: list, line: list });
  say({ kind: 'uncaught', cell: list, message: { toString: 1 }, line: 1 });
  for (const kind of ['height', 'memory']) say({ kind, height: ['7'], bytes: ['7'] });
  say({ kind: 'input', name: 'x', json: list });
  expect(heard.onValue).toHaveBeenCalledWith('x', '');
  expect(heard.onError).toHaveBeenCalledWith({ cell: 'cell', message: '', line: undefined });
  expect(heard.onUncaught).toHaveBeenCalledWith({ cell: undefined, message: '', line: 1 });
  for (const not of [heard.onHeight, heard.onMemory, heard.onInput]) expect(not).not.toHaveBeenCalled();
});

test('another window is not heard', () => {
  say({ kind: 'value', name: 'x', text: '5' }, {});
  expect(heard.onAlive).not.toHaveBeenCalled();
});

test('a frame that says too much is told of', () => {
  for (let said = 0; said < 100; said++) say({ kind: 'alive' });
  expect(heard.onFlood).not.toHaveBeenCalled();
  for (let said = 0; said < 6000; said++) say({ kind: 'alive' });
  expect(heard.onFlood).toHaveBeenCalled();
});

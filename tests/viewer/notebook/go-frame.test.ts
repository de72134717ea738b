import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ProgramResult } from '#notebook/go/program.ts';
import { defaultLimits } from '#notebook/go/program.ts';
import { GoFrame } from '#viewer/notebook/go-frame.ts';
import { type OpenPage, openPage } from '../open-page.ts';
import { manyTimesOver } from './many-times-over.ts';

let page: OpenPage;
let sent: { message: { kind: string }; transfer: unknown }[];
let frame: GoFrame;
const loadFile = vi.fn(async () => new ArrayBuffer(3));
/** Stands in for the window within: what the page sends to it is kept. */
let inner: object;

beforeEach(() => {
  page = openPage();
  sent = [];
  inner = {
    postMessage: (message: { kind: string }, _: string, transfer: unknown) =>
      sent.push({ message, transfer }),
  };
  loadFile.mockClear();
  frame = new GoFrame('/notebook-frame/go/', 'Go', loadFile);
  Object.defineProperty(element(), 'contentWindow', { value: inner, configurable: true });
});
afterEach(() => page.close());

const element = () => page.document.querySelector('iframe') as HTMLIFrameElement;
const say = (data: unknown, source: object = inner) =>
  page.fire(page.document.defaultView as unknown as EventTarget, 'message', { data, source });
const kinds = () => sent.map(({ message }) => message.kind);

describe('the frame', () => {
  test('is unseen, and told nothing before it is ready', async () => {
    expect(element().hidden).toBe(true);
    void frame.setRuntime('go1.26.8', 'text');
    await page.settle();
    expect(kinds()).toEqual([]);
    say({ kind: 'ready' });
    await page.settle();
    expect(kinds()).toEqual(['runtime']);
  });

  test('compiles a program once, or says why not', async () => {
    say({ kind: 'ready' });
    const first = frame.compile('/a.wasm', new ArrayBuffer(2));
    const second = frame.compile('/b.wasm', new ArrayBuffer(2));
    await page.settle();
    say({ kind: 'compiled', program: '/a.wasm' });
    say({ kind: 'not-compiled', program: '/b.wasm', message: 'no magic' });
    await first;
    await expect(second).rejects.toThrow('no magic');
    expect(sent[0]?.transfer).toHaveLength(1);
  });

  test('is handed the files that the compiler asks for, or why there are none', async () => {
    say({ kind: 'ready' });
    say({ kind: 'want', want: 4, importPath: 'fmt', of: 'archive' });
    await page.settle();
    expect(loadFile).toHaveBeenCalledWith({ importPath: 'fmt', of: 'archive' });
    loadFile.mockRejectedValueOnce(new Error('HTTP 404'));
    say({ kind: 'want', want: 5, importPath: 'x', of: 'whatever' });
    await page.settle();
    expect(sent.map(({ message }) => message)).toEqual([
      { kind: 'file', want: 4, bytes: new ArrayBuffer(3) },
      { kind: 'no-file', want: 5, message: 'HTTP 404' },
    ]);
  });
});

describe('what comes from a run', () => {
  let heard: unknown[];
  let ended: ProgramResult[];
  let stop: () => void;
  const run = (said: unknown, id = 1) => say({ kind: 'run', run: id, said });
  beforeEach(async () => {
    heard = [];
    ended = [];
    say({ kind: 'ready' });
    stop = frame.start(
      { program: 'a', version: 'go1.26.8', env: {}, inputs: {}, limits: defaultLimits },
      {
        onOutput: (fd, bytes) => heard.push([fd, new TextDecoder().decode(bytes)]),
        onValue: (name, value) => heard.push([name, value]),
        onEnd: (result) => ended.push(result),
      },
    );
    await page.settle();
  });

  test('is output, values and an end, of that run alone', () => {
    run({ kind: 'output', parts: [{ fd: 2, bytes: new TextEncoder().encode('oh') }] });
    run({ kind: 'value', name: 'n', value: { json: 1 } });
    run({ kind: 'output', parts: [{ fd: 1, bytes: new Uint8Array([97]) }] }, 7);
    run({
      kind: 'end',
      result: { end: { how: 'exit', code: 2 }, elapsedMs: 5, memoryBytes: 6, droppedBytes: 0 },
    });
    run({ kind: 'value', name: 'late', value: { json: 1 } });
    expect(heard).toEqual([
      [2, 'oh'],
      ['n', { json: 1 }],
    ]);
    expect(ended).toEqual([{ end: { how: 'exit', code: 2 }, elapsedMs: 5, memoryBytes: 6, droppedBytes: 0 }]);
    stop();
    expect(kinds()).toEqual(['start']);
  });

  test('is taken as numbers, text and bytes, whatever is sent', () => {
    for (const said of [
      null,
      7,
      { kind: 'output' },
      { kind: 'output', parts: [null, { fd: 1, bytes: 'text' }] },
      { kind: 'value', name: 'n', value: 'bare' },
      { kind: 'value', name: 'n', value: { bytes: [1, 2] } },
      { kind: 'value', name: 'n', value: { json: manyTimesOver() } },
    ]) {
      run(said);
    }
    expect(heard).toEqual([]);
    run({
      kind: 'end',
      result: { end: { how: 'failed', message: manyTimesOver() }, elapsedMs: 'x', memoryBytes: ['7'] },
    });
    expect(ended).toEqual([
      { end: { how: 'failed', message: '' }, elapsedMs: 0, memoryBytes: 0, droppedBytes: 0 },
    ]);
  });

  test('from another window is not heard', () => {
    say({ kind: 'run', run: 1, said: { kind: 'value', name: 'n', value: { json: 1 } } }, {});
    expect(heard).toEqual([]);
  });

  test('is stopped by its number', async () => {
    stop();
    await page.settle();
    expect(sent.at(-1)?.message).toEqual({ kind: 'stop', run: 1 });
  });
});

test('what the compiler says is taken as lines, columns and words', async () => {
  say({ kind: 'ready' });
  const job = frame.build('cell a', 'x');
  await page.settle();
  say({ kind: 'built', job: 1, built: { faults: [{ line: -3, message: 'undefined: x' }, null], words: 5 } });
  expect(await job.done).toEqual({
    faults: [
      { line: 1, column: 1, message: 'undefined: x' },
      { line: 1, column: 1, message: '' },
    ],
    words: '',
  });
  job.stop();
  await page.settle();
  expect(kinds()).toEqual(['build']);
});

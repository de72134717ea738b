import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { gzipSync } from 'node:zlib';
import type { GoToolsStatus } from '#notebook/go/tools-manifest.ts';
import type { GoFrame } from '#viewer/notebook/go-frame.ts';
import { GoToolsLoader, type ToolsState } from '#viewer/notebook/go-tools.ts';

const entry = (path: string, sizeBytes = 1000) => ({ path, sizeBytes, gzipBytes: 400, brotliBytes: 300 });
const manifest = {
  goVersion: 'go1.26.8',
  id: 'abc',
  wasmExec: entry('wasm_exec.js'),
  compile: entry('tools.wasm'),
  link: entry('tools.wasm'),
  gofmt: entry('gofmt.wasm'),
  packages: { fmt: { imports: [], archive: entry('packages/fmt.a'), exportData: entry('packages/fmt.x') } },
};

let statuses: (GoToolsStatus | number)[];
let asked: string[];
let isCompressed: boolean;
const frame = { setRuntime: vi.fn(async () => {}), setTools: vi.fn(async () => {}) };

beforeEach(() => {
  vi.useFakeTimers();
  statuses = [{ state: 'ready', id: 'abc' }];
  asked = [];
  isCompressed = true;
  frame.setRuntime.mockClear();
  frame.setTools.mockClear();
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    if (address.endsWith('status.json')) {
      const status = statuses.length > 1 ? statuses.shift() : statuses[0];
      return typeof status === 'number' ? new Response('', { status }) : Response.json(status);
    }
    const headers = isCompressed ? { 'content-encoding': 'br' } : {};
    if (address.endsWith('manifest.json')) return new Response(JSON.stringify(manifest), { headers });
    const bytes = new Uint8Array(1000).fill(7);
    return new Response(address.endsWith('.gz') ? gzipSync(bytes) : bytes, { headers });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function open(): { loader: GoToolsLoader; states: ToolsState[] } {
  const loader = new GoToolsLoader(() => frame as unknown as GoFrame, '/go-tools/');
  const states: ToolsState[] = [];
  loader.subscribe((state) => states.push(state));
  return { loader, states };
}

describe('the compiler', () => {
  test('comes once, each file once, and is said how far it is', async () => {
    const { loader, states } = open();
    await Promise.all([loader.load(), loader.load()]);
    expect(asked).toEqual([
      '/go-tools/status.json',
      '/go-tools/abc/manifest.json',
      '/go-tools/abc/tools.wasm',
      '/go-tools/abc/gofmt.wasm',
      '/go-tools/abc/wasm_exec.js',
    ]);
    expect(states[1]).toEqual({ state: 'fetching', doneBytes: 0, bytes: 600 });
    expect(states.at(-3)).toEqual({ state: 'fetching', doneBytes: 600, bytes: 600 });
    expect(states.slice(-2)).toEqual([{ state: 'starting' }, { state: 'ready', goVersion: 'go1.26.8' }]);
    const [version, files, places] = frame.setTools.mock.calls[0] as unknown as [
      string,
      ArrayBuffer[],
      object,
    ];
    expect([version, files.map(({ byteLength }) => byteLength)]).toEqual(['go1.26.8', [1000, 1000]]);
    expect(places).toEqual({ compile: 0, link: 0, gofmt: 1 });
    expect((await loader.loadFile({ importPath: 'fmt', of: 'exportData' })).byteLength).toBe(1000);
    await expect(loader.loadFile({ importPath: 'net', of: 'archive' })).rejects.toThrow('no package net');
  });

  test('is taken as gzip from a host that compresses nothing', async () => {
    isCompressed = false;
    const { loader, states } = open();
    await loader.load();
    expect(asked.at(-1)).toBe('/go-tools/abc/wasm_exec.js.gz');
    expect(states[1]).toMatchObject({ bytes: 800 });
    const [, [first]] = frame.setTools.mock.calls[0] as unknown as [string, ArrayBuffer[]];
    expect(new Uint8Array(first!)).toEqual(new Uint8Array(1000).fill(7));
  });

  test('is asked about first where data is to be saved', async () => {
    vi.stubGlobal('navigator', { connection: { saveData: true } });
    const { loader, states } = open();
    await loader.load();
    expect(states.at(-1)).toEqual({ state: 'asking', bytes: 600 });
    expect(asked).toHaveLength(2);
    await loader.load({ isAgreed: true });
    expect(states.at(-1)).toMatchObject({ state: 'ready' });
    expect(await loader.whenSettled()).toBe(true);
  });

  test('that the server still builds is waited for', async () => {
    statuses = [
      { state: 'building', step: 'compile', done: 0, of: 5 },
      { state: 'building', step: 'link', done: 1, of: 5 },
      { state: 'ready', id: 'abc' },
    ];
    const { loader, states } = open();
    const loading = loader.load();
    await vi.advanceTimersByTimeAsync(4000);
    await loading;
    expect(states.slice(1, 3)).toEqual([
      { state: 'building', done: 0, of: 5 },
      { state: 'building', done: 1, of: 5 },
    ]);
    expect(loader.state).toMatchObject({ state: 'ready' });
  });

  test.each<[GoToolsStatus | number, ToolsState]>([
    [{ state: 'none', reason: 'no-go' }, { state: 'none' }],
    [404, { state: 'none' }],
    [
      { state: 'failed', message: 'no space left' },
      { state: 'not-built', message: 'no space left' },
    ],
    [503, { state: 'failed', message: 'HTTP 503' }],
  ])('that is not to be had is said: %j', async (status, state) => {
    statuses = [status];
    const { loader } = open();
    await loader.load();
    expect(loader.state).toEqual(state);
    expect(await loader.whenSettled()).toBe(false);
    // And may come later.
    statuses = [{ state: 'ready', id: 'abc' }];
    await loader.load();
    expect(loader.state).toMatchObject({ state: 'ready' });
  });
});

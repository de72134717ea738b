import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { defaultLimits } from '#notebook/go/program.ts';
import type { FromGoFrame } from '#notebook/go-frame/messages.ts';
import { ProgramRuns } from '#notebook/go-frame/program-runs.ts';
import type { Workers } from '#notebook/go-frame/workers.ts';
import { emptyModule, FakeWorkers } from './fake-worker.ts';

let workers: FakeWorkers;
let said: FromGoFrame[];
let runs: ProgramRuns;
beforeEach(() => {
  workers = new FakeWorkers();
  said = [];
  runs = new ProgramRuns(workers as unknown as Workers, (one) => said.push(one));
});
afterEach(() => {
  vi.useRealTimers();
});

const start = (run: number, changed: object = {}) =>
  runs.start({
    kind: 'start',
    run,
    program: 'hello',
    version: 'go1.26.8',
    env: { GOGC: '50' },
    inputs: { n: 1 },
    limits: { ...defaultLimits, runMs: 1000 },
    ...changed,
  });
const endOf = (run: number) =>
  said.flatMap((one) =>
    one.kind === 'run' && one.run === run && one.said.kind === 'end' ? [one.said.result] : [],
  );

describe('programs', () => {
  test('are compiled once and run in a worker each, which is handed all it needs', async () => {
    runs.compile('hello', emptyModule);
    await start(1);
    await start(2);
    expect(said).toContainEqual({ kind: 'compiled', program: 'hello' });
    expect(workers.taken).toHaveLength(2);
    expect(workers.taken[0]?.told).toEqual([
      {
        kind: 'run',
        module: expect.any(WebAssembly.Module),
        env: { GOGC: '50' },
        inputs: { n: 1 },
        limits: { ...defaultLimits, runMs: 1000 },
      },
    ]);
  });

  test('that the engine does not take are said by their name, in its words', async () => {
    runs.compile('hello', new Uint8Array([1, 2, 3, 4]));
    await vi.waitFor(() => expect(said).toHaveLength(1), { timeout: 30_000 });
    expect(said[0]).toMatchObject({
      kind: 'not-compiled',
      program: 'hello',
      message: expect.stringMatching(/magic/),
    });
    await start(1);
    expect(endOf(1)).toMatchObject([{ end: { how: 'failed', message: 'no program hello' } }]);
  });

  test('of a Go whose runtime is not here fail in words', async () => {
    runs.compile('hello', emptyModule);
    await start(1, { version: 'go1.22.0' });
    expect(endOf(1)).toMatchObject([{ end: { how: 'failed', message: 'no runtime of go1.22.0' } }]);
  });
});

describe('a run', () => {
  beforeEach(() => runs.compile('hello', emptyModule));

  test('hands on what its program says, until its end and no longer', async () => {
    await start(1);
    const [worker] = workers.taken;
    const output = { kind: 'output', parts: [{ fd: 1, bytes: new Uint8Array([104, 105]) }] };
    worker?.say(output);
    const result = { end: { how: 'exit', code: 0 }, elapsedMs: 1, memoryBytes: 2, droppedBytes: 0 };
    worker?.say({ kind: 'end', result });
    worker?.say(output);
    expect(said.filter(({ kind }) => kind === 'run')).toEqual([
      { kind: 'run', run: 1, said: output },
      { kind: 'run', run: 1, said: { kind: 'end', result } },
    ]);
    expect(worker?.isEnded).toBe(true);
  });

  test('that is stopped ends at once, whatever its program does', async () => {
    await start(1);
    runs.stop(1);
    expect(workers.taken[0]?.isEnded).toBe(true);
    expect(endOf(1)).toMatchObject([{ end: { how: 'stopped' } }]);
    runs.stop(1);
    expect(endOf(1)).toHaveLength(1);
  });

  test('that is stopped before its program is compiled never begins', async () => {
    const starting = start(1);
    runs.stop(1);
    await starting;
    expect(workers.taken).toEqual([]);
    expect(endOf(1)).toMatchObject([{ end: { how: 'stopped' }, elapsedMs: 0 }]);
  });

  test('of more than its time is ended', async () => {
    vi.useFakeTimers();
    await start(1);
    await vi.advanceTimersByTimeAsync(999);
    expect(endOf(1)).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(endOf(1)).toMatchObject([{ end: { how: 'time', limitMs: 1000 } }]);
    expect(workers.taken[0]?.isEnded).toBe(true);
  });

  test('whose worker breaks ends with the engine’s words', async () => {
    await start(1);
    workers.taken[0]?.fail('out of memory');
    expect(endOf(1)).toMatchObject([{ end: { how: 'failed', message: 'out of memory' } }]);
  });
});

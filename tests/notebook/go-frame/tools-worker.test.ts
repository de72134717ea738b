import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { FromGoFrame } from '#notebook/go-frame/messages.ts';
import { ProgramRuns } from '#notebook/go-frame/program-runs.ts';
import { ToolsWorker } from '#notebook/go-frame/tools-worker.ts';
import type { Workers } from '#notebook/go-frame/workers.ts';
import { emptyModule, FakeWorkers } from './fake-worker.ts';

let workers: FakeWorkers;
let said: FromGoFrame[];
let tools: ToolsWorker;
beforeEach(() => {
  workers = new FakeWorkers();
  said = [];
  const tell = (one: FromGoFrame) => void said.push(one);
  tools = new ToolsWorker(
    workers as unknown as Workers,
    new ProgramRuns(workers as unknown as Workers, tell),
    tell,
  );
});

const take = (bytes = emptyModule) =>
  tools.take({
    kind: 'tools',
    version: 'go1.26.8',
    files: [bytes.slice().buffer],
    places: { compile: 0, link: 0, gofmt: 0 },
    goVersion: 'go1.26.8',
    packages: {},
  });
const build = (job: number) => tools.begin({ kind: 'build', job, program: 'cell a', text: 'for {}' });

describe('the tools', () => {
  test('are compiled once where they are one file, and given to a worker that stays', async () => {
    await take();
    expect(said).toEqual([{ kind: 'tools-ready' }]);
    const given = workers.taken[0]?.told[0] as { modules: Record<string, unknown> };
    expect(given.modules['compile']).toBe(given.modules['gofmt']);
    build(1);
    build(2);
    expect(workers.taken).toHaveLength(1);
    const told = () => workers.taken[0]?.told.slice(1);
    expect(told()).toEqual([{ kind: 'build', job: 1, text: 'for {}' }]);
    workers.taken[0]?.say({ kind: 'faults', job: 1, faults: [], words: '' });
    expect(told()).toEqual([
      { kind: 'build', job: 1, text: 'for {}' },
      { kind: 'build', job: 2, text: 'for {}' },
    ]);
  });

  test('that the engine does not take are said', async () => {
    await take(new Uint8Array([1, 2, 3, 4]));
    expect(said).toMatchObject([{ kind: 'tools-failed', message: expect.stringMatching(/magic/) }]);
    build(1);
    expect(said[1]).toEqual({ kind: 'job-failed', job: 1, message: 'the tools are not here' });
  });
});

describe('a job', () => {
  beforeEach(() => take());

  test('whose text is right keeps its program by a name, and says what it took', async () => {
    build(1);
    workers.taken[0]?.say({ kind: 'wasm', job: 1, wasm: emptyModule, compileMs: 5, linkMs: 7 });
    expect(said).toContainEqual({ kind: 'built', job: 1, built: { sizeBytes: 8, compileMs: 5, linkMs: 7 } });
    await vi.waitFor(() => expect(said).toContainEqual({ kind: 'compiled', program: 'cell a' }), {
      timeout: 30_000,
    });
  });

  test('asks the page for files, and gives what is wrong', () => {
    build(1);
    const want = { kind: 'want', want: 3, importPath: 'fmt', of: 'archive' };
    workers.taken[0]?.say(want);
    expect(said).toContainEqual({ ...want, want: 1 });
    tools.hand({ kind: 'file', want: 1, bytes: new ArrayBuffer(2) });
    expect(workers.taken[0]?.told.at(-1)).toMatchObject({ kind: 'file', want: 3 });
    const faults = [{ line: 1, column: 2, message: 'undefined: x' }];
    workers.taken[0]?.say({ kind: 'faults', job: 1, faults, words: 'main.go:1:2: undefined: x' });
    expect(said.at(-1)).toEqual({
      kind: 'built',
      job: 1,
      built: { faults, words: 'main.go:1:2: undefined: x' },
    });
  });

  test('that is stopped ends the worker, and another is there for those that wait', () => {
    build(1);
    build(2);
    tools.stop(1);
    expect(workers.taken[0]?.isEnded).toBe(true);
    expect(said.slice(1)).toEqual([{ kind: 'job-failed', job: 1, message: 'stopped' }]);
    expect(workers.taken[1]?.told.at(-1)).toEqual({ kind: 'build', job: 2, text: 'for {}' });
    workers.taken[0]?.say({ kind: 'wasm', job: 1, wasm: emptyModule, compileMs: 5, linkMs: 7 });
    expect(said).toHaveLength(2);
    workers.taken[1]?.say({ kind: 'faults', job: 2, faults: [], words: '' });
    expect(said.at(-1)).toMatchObject({ kind: 'built', job: 2 });
  });

  test('gets no file that another worker had asked for, though both count their wants from 1', () => {
    build(1);
    build(2);
    workers.taken[0]?.say({ kind: 'want', want: 1, importPath: 'fmt', of: 'archive' });
    tools.stop(1);
    workers.taken[1]?.say({ kind: 'want', want: 1, importPath: 'os', of: 'archive' });
    tools.hand({ kind: 'file', want: 1, bytes: new ArrayBuffer(2) });
    expect(workers.taken[1]?.told.at(-1)).toMatchObject({ kind: 'build', job: 2 });
    tools.hand({ kind: 'file', want: 2, bytes: new ArrayBuffer(2) });
    expect(workers.taken[1]?.told.at(-1)).toMatchObject({ kind: 'file', want: 1 });
  });

  test('that is stopped while it waits leaves the compiler to the others, warm as it is', () => {
    build(1);
    build(2);
    build(3);
    tools.stop(2);
    expect(said.slice(1)).toEqual([{ kind: 'job-failed', job: 2, message: 'stopped' }]);
    expect(workers.taken).toHaveLength(1);
    workers.taken[0]?.say({ kind: 'faults', job: 1, faults: [], words: '' });
    expect(workers.taken[0]?.told.at(-1)).toEqual({ kind: 'build', job: 3, text: 'for {}' });
  });

  test('of a worker that breaks fails with the engine’s words', () => {
    build(1);
    build(2);
    workers.taken[0]?.fail('out of memory');
    expect(said.at(-1)).toEqual({ kind: 'job-failed', job: 1, message: 'out of memory' });
    expect(workers.taken).toHaveLength(2);
    expect(workers.taken[1]?.told.at(-1)).toEqual({ kind: 'build', job: 2, text: 'for {}' });
  });
});

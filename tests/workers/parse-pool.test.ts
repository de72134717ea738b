import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import { FormatError } from '#formats/format.ts';
import type { Unpacked } from '#workers/messages.ts';
import { ParsePool } from '#workers/parse-pool.ts';
import { ThreadWorker } from './thread-worker.ts';

const fixture = join(
  import.meta.dirname,
  '..',
  'fixtures',
  'topid-process',
  'valid',
  'process-20211111-normal.data',
);
const recording = new Blob([await readFile(fixture)]);
/** A worker that is busy for ever. */
class SilentWorker extends ThreadWorker {
  override postMessage(): void {}
}

let workers: ThreadWorker[] = [];
/** How many of the next workers are silent. */
let silent = 0;
function createPool(limit: number, idleMs?: number): ParsePool {
  const create = () => {
    const worker = silent > 0 ? new SilentWorker() : new ThreadWorker();
    silent -= 1;
    workers.push(worker);
    return worker;
  };
  return new ParsePool(create, limit, idleMs);
}
afterEach(() => {
  silent = 0;
  for (const worker of workers) worker.terminate();
  workers = [];
});

test('gives what the worker read, its columns handed over and not copied', async () => {
  const capture = await createPool(1).parse(recording, 'process-abc.data');
  if (capture.value.kind !== 'recording') throw new Error('no recording');
  const { times, series, rows } = capture.value;
  expect(series.reduce((sum, one) => sum + one.at.length, 0)).toBe(rows);
  expect(times.length).toBeGreaterThan(1);
  expect(series[0]?.memKb).toBeInstanceOf(Float64Array);
  const transferred = workers[0]?.transferred ?? [];
  const columns = series.flatMap(({ at, userCpu, systemCpu, memKb }) => [at, userCpu, systemCpu, memKb]);
  expect(transferred).toHaveLength(new Set([times, ...columns].map(({ buffer }) => buffer)).size);
  // A buffer that was handed over is empty where it was.
  expect(transferred.every((buffer) => buffer.byteLength === 0)).toBe(true);
});

test('the lines and crashes of a log come whole, in messages that do not grow with it', async () => {
  const crash = 'panic: boom\n\ngoroutine 1 [running]:\nmain.f(0x1)\n\t/x/main.go:7 +0x1d\n';
  const largest: number[] = [];
  for (const count of [3000, 6000, 12_000]) {
    const log = new Blob([crash, 'abc\n'.repeat(count), crash.repeat(count)]);
    const capture = await createPool(1).parse(log, 'board.log');
    if (capture.value.kind !== 'crash-log') throw new Error('no crash log');
    const { lines, crashes } = capture.value;
    expect(lines).toHaveLength(5 + count + 5 * count);
    expect([lines[0], lines[5], lines.at(-1)]).toEqual(['panic: boom', 'abc', '\t/x/main.go:7 +0x1d']);
    expect(crashes).toHaveLength(1 + count);
    expect(crashes.at(-1)?.lastLine).toBe(lines.length);
    largest.push(Math.max(...(workers.at(-1)?.messageBytes ?? [])));
  }
  // But for the lengths of its numbers.
  expect(Math.max(...largest)).toBeLessThan(Math.min(...largest) * 1.1);
});

test('a failure comes as a FormatError with its code, place and numbers', async () => {
  const error = await createPool(1)
    .parse(new Blob(['\0\0\0\0']), 'noise.bin')
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(FormatError);
  expect(error).toMatchObject({
    code: 'unknown-format',
    message: expect.stringContaining('noise.bin') as string,
    where: { byte: 0 },
    params: { file: 'noise.bin' },
  });
  expect(workers[0]?.terminated).toBe(true);
});

test('runs as many as it may, the others in order, and takes a worker again', async () => {
  const pool = createPool(2, 50);
  const done: number[] = [];
  await Promise.all(
    Array.from({ length: 6 }, (_, i) => pool.parse(recording, `process-${i}.data`).then(() => done.push(i))),
  );
  expect(done.toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
  // Two are read side by side, and either may be done first; none goes before one that waits.
  expect(done.filter((file, place) => file > place + 1)).toEqual([]);
  expect(workers).toHaveLength(2);
  expect(workers.some(({ terminated }) => terminated)).toBe(false);
  await vi.waitFor(() => expect(workers.every(({ terminated }) => terminated)).toBe(true), {
    timeout: 30_000,
  });
  await pool.parse(recording, 'process-7.data');
  expect(workers).toHaveLength(3);
});

test('aborted while it runs: its worker ends, and the next has its turn', async () => {
  silent = 1;
  const pool = createPool(1);
  const abort = new AbortController();
  const cancelled = pool.parse(recording, 'a', { signal: abort.signal }).catch((error: unknown) => error);
  const next = pool.parse(recording, 'process-abc.data');
  await vi.waitFor(() => expect(workers[0]?.onmessage).toBeTypeOf('function'), { timeout: 30_000 });
  expect(workers).toHaveLength(1);
  abort.abort(new Error('removed'));
  expect(await cancelled).toEqual(new Error('removed'));
  expect(workers[0]?.terminated).toBe(true);
  expect((await next).format).toBe('topid-process');
  expect(workers).toHaveLength(2);
});

test('aborted while it waits, or before: it never runs', async () => {
  const pool = createPool(1);
  const abort = new AbortController();
  const running = pool.parse(recording, 'process-abc.data');
  const waiting = pool
    .parse(recording, 'process-b.data', { signal: abort.signal })
    .catch((error: unknown) => error);
  const last = pool.parse(recording, 'process-c.data');
  abort.abort(new Error('removed'));
  expect(await waiting).toEqual(new Error('removed'));
  await expect(pool.parse(recording, 'd', { signal: abort.signal })).rejects.toThrow('removed');
  expect([(await running).name, (await last).name]).toEqual(['process-abc.data', 'process-c.data']);
});

test('a worker that dies fails its file alone', async () => {
  silent = 1;
  const pool = createPool(1);
  const failed = pool.parse(recording, 'long.csv').catch((error: unknown) => error);
  await vi.waitFor(() => expect(workers[0]?.onerror).toBeTypeOf('function'), { timeout: 30_000 });
  workers[0]?.onerror?.call(workers[0] as unknown as Worker, new Event('error') as ErrorEvent);
  expect(await failed).toMatchObject({ code: 'worker-failed', message: 'long.csv: the worker stopped' });
  expect(workers[0]?.terminated).toBe(true);
  expect((await pool.parse(recording, 'process-abc.data')).format).toBe('topid-process');
});

test('what a file becomes is said before it is there', async () => {
  const said: unknown[] = [];
  const parsed = createPool(1).parse(recording, 'process-abc.data', { onRecognised: (as) => said.push(as) });
  await parsed.then(({ value }) => said.push(value.kind));
  expect(said).toEqual(['recording', 'recording']);
});

test('what a link carries goes to the worker as it is, and is unpacked there', async () => {
  const posted = vi.spyOn(ThreadWorker.prototype, 'postMessage');
  const bytes = Buffer.from(await recording.arrayBuffer());
  const packed = deflateSync(bytes).toString('base64url');
  const onUnpacked = vi.fn<(unpacked: Unpacked) => void>();
  const capture = await createPool(1).parse({ packed }, 'process-abc.data', { onUnpacked });
  expect(posted.mock.calls[0]?.[0]).toEqual({ file: { packed }, name: 'process-abc.data' });
  posted.mockRestore();
  expect(capture).toMatchObject({ sizeBytes: bytes.length, format: 'topid-process' });
  const [unpacked] = onUnpacked.mock.calls[0] ?? [];
  expect(unpacked?.problem).toBeUndefined();
  expect(Buffer.from((await unpacked?.blob.arrayBuffer()) ?? new ArrayBuffer(0)).equals(bytes)).toBe(true);

  const cut = createPool(1).parse({ packed: packed.slice(0, 2) }, 'process-abc.data', { onUnpacked });
  await expect(cut).rejects.toMatchObject({ code: 'link-data-cut' });
  expect(onUnpacked.mock.calls[1]?.[0].problem).toMatchObject({ code: 'link-data-cut' });
});

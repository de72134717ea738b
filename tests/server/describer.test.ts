import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toBounds } from '#server/describe-child.ts';
import { Describer } from '#server/describer.ts';
import { CaptureStore } from '#store/capture-store.ts';
import { DiskObjects } from '#store/disk.ts';

let folder: string;
let store: CaptureStore;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebook-describer-'));
  store = new CaptureStore(new DiskObjects(join(folder, 'data')));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function* toChunks(bytes: Uint8Array) {
  yield bytes;
}

async function keep(name: string, bytes: Uint8Array) {
  const { capture } = await store.create({ tag: 't', name, declaredBytes: bytes.length });
  await store.append(capture.id, 0, toChunks(bytes));
  return store.complete(capture.id);
}

const crash = (reason: string) =>
  new TextEncoder().encode(`panic: ${reason}\n\ngoroutine 1 [running]:\nmain.main()\n\t/x/main.go:1 +0x1\n`);

let scripts = 0;

/** A stand-in for src/describe/child.ts. */
async function makeScript(text: string): Promise<string> {
  const path = join(folder, `child-${++scripts}.mjs`);
  await writeFile(path, text);
  return path;
}

const make = (script: string, timeoutMs = 20_000) => {
  const events: Record<string, unknown>[] = [];
  const describer = new Describer({
    store,
    script,
    maxBytes: 2 ** 20,
    bounds: (sizeBytes) => ({ ...toBounds(sizeBytes), timeoutMs }),
    log: (event, fields) => void events.push({ event, ...fields }),
  });
  return { describer, events };
};

test('what no format would take starts no process, packed or not', async () => {
  const { describer, events } = make('/nonexistent/script');
  const noise = new Uint8Array(5000).map((_, at) => (at * 7919) % 251);
  const bomb = gzipSync(gzipSync(Buffer.alloc(20_000_000)));
  for (const bytes of [noise, bomb]) {
    const capture = await keep('x.bin', bytes);
    await describer.look(capture, 'a');
    expect(await store.stat(capture.id)).toMatchObject({ looked: true, kind: 'unknown' });
  }
  expect(events.map(({ event }) => event)).toEqual(['described', 'described']);
});

test('one that was stopped is tried again when asked for, thrice at most', async () => {
  const hanging = await makeScript('process.stdin.resume(); setInterval(() => {}, 1000);');
  const { describer, events } = make(hanging, 300);
  const capture = await keep('crash.log', crash('one'));
  for (const looked of [false, false, true]) {
    await describer.look(await store.stat(capture.id), 'a');
    expect((await store.stat(capture.id)).looked).toBe(looked);
  }
  expect(events.map(({ event }) => event)).toEqual(['describe-stopped', 'describe-stopped', 'described']);
  expect(describer.wants(await store.stat(capture.id))).toBe(false);
});

test('late is not never: stopped once, it is read the next time', async () => {
  const marker = join(folder, 'begun');
  const script = await makeScript(`
    import { existsSync, writeFileSync } from 'node:fs';
    process.stdin.resume();
    if (!existsSync(${JSON.stringify(marker)})) {
      writeFileSync(${JSON.stringify(marker)}, '');
      setInterval(() => {}, 1000);
    } else process.stdin.on('end', () => console.log('{"kind":"crash-log","summary":"panic: two"}'));
  `);
  const { describer } = make(script, 2000);
  const capture = await keep('crash.log', crash('two'));
  await describer.look(capture, 'a');
  expect((await store.stat(capture.id)).looked).toBe(false);
  await describer.look(await store.stat(capture.id), 'a');
  expect(await store.stat(capture.id)).toMatchObject({
    looked: true,
    kind: 'crash-log',
    summary: 'panic: two',
  });
});

test('a child that says too much, or dies, is one that was stopped', async () => {
  for (const text of [
    "process.stdin.resume(); process.stdout.write('x'.repeat(10_000_000)); setInterval(() => {}, 1000);",
    'process.kill(process.pid, "SIGSEGV");',
    'process.exit(7);',
  ]) {
    const { describer, events } = make(await makeScript(text));
    await describer.look(await keep('crash.log', crash('three')), 'a');
    expect(events.map(({ event }) => event)).toEqual(['describe-stopped']);
  }
});

test('one that was removed while it waited is no failure', async () => {
  const { describer, events } = make('/nonexistent/script');
  const capture = await keep('crash.log', crash('four'));
  await store.discard(capture.id);
  const { capture: open, key } = await store.create({ tag: 't', name: 'x.log', declaredBytes: 1 });
  await store.append(open.id, 0, toChunks(new Uint8Array(1)));
  const done = await store.complete(open.id);
  await store.remove(done.id, key);
  await describer.look(done, 'a');
  expect(events).toEqual([]);
});

test('a small capture gets little time and memory, a large one more, none without end', () => {
  const small = toBounds(1000);
  const large = toBounds(2 ** 30);
  expect(small.unpackedBytes).toBeLessThan(20 * 2 ** 20);
  expect(small.memoryMb).toBeLessThan(200);
  expect(large).toEqual({ timeoutMs: 30_000, memoryMb: 512, unpackedBytes: 256 * 2 ** 20 });
});

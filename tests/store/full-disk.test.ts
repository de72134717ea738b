import type { StoredCapture } from '#store/store.ts';
import { execFile } from 'node:child_process';
import { mkdtemp, open, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Limits } from '#server/limits.ts';
import { readSettings } from '#server/settings.ts';
import { formatLimit } from '#locale/format.ts';
import { CaptureStore } from '#store/capture-store.ts';
import { DiskObjects } from '#store/disk.ts';
import { sayOfStore } from '#api/says.ts';
import { StoreError } from '#store/errors.ts';
import { readAll } from '#store/objects.ts';
import { sendLines } from './streaming.ts';

const run = promisify(execFile);
const sizeBytes = 8 * 1024 * 1024;

/** A file system of its own, small enough to be filled; undefined where that may not be made. */
async function mountSmall(): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'casebook-full-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${sizeBytes}`, 'tmpfs', folder]);
    return folder;
  } catch {
    await rm(folder, { recursive: true });
    return undefined;
  }
}

const mounted = await mountSmall();
afterAll(async () => {
  if (!mounted) return;
  await run('umount', [mounted]);
  await rm(mounted, { recursive: true });
});

/** Nothing can be put, as on a disk without a free block; all else can. */
class FullObjects extends DiskObjects {
  full = true;
  override put(...args: Parameters<DiskObjects['put']>): Promise<boolean> {
    if (this.full) return Promise.reject(new StoreError(sayOfStore('store-full', { why: 'disk' })));
    return super.put(...args);
  }
}

async function* zeros(bytes: number): AsyncIterable<Uint8Array> {
  for (let left = bytes; left > 0; left -= 65_536) yield new Uint8Array(Math.min(left, 65_536));
}

async function putZeros(store: CaptureStore, bytes: number, keepSeconds?: number) {
  const { capture, key } = await store.create({ tag: 'full', name: 'a.data', keepSeconds });
  await store.append(capture.id, 0, zeros(bytes));
  return { key, ...(await store.complete(capture.id)) };
}

async function keysOf(objects: DiskObjects, prefix: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { key } of objects.list(prefix)) found.push(key);
  return found;
}

describe.skipIf(!mounted)('a disk without a free block', () => {
  const root = mounted ?? '';
  let now: number;
  let objects: DiskObjects;
  let store: CaptureStore;
  let captures: (StoredCapture & { key: string })[];

  /** Takes every block that is left. */
  const fill = async () => {
    const file = await open(join(root, 'filler'), 'w');
    for (const bytes of [65_536, 4096]) {
      for (;;) {
        const done = await file.write(new Uint8Array(bytes)).then(
          ({ bytesWritten }) => bytesWritten === bytes,
          () => false,
        );
        if (!done) break;
      }
    }
    await file.close();
    expect((await statfs(root)).bavail).toBe(0);
  };

  beforeEach(async () => {
    now = Date.now();
    await rm(join(root, 'filler'), { force: true });
    await rm(join(root, 'data'), { recursive: true, force: true });
    objects = new DiskObjects(join(root, 'data'));
    store = new CaptureStore(objects, { now: () => now });
    captures = [];
    for (let n = 0; n < 3; n++) captures.push(await putZeros(store, 1_000_000, 86_400));
  });

  test('an upload is refused in words, and leaves nothing', async () => {
    const { capture } = await store.create({ tag: 'full', name: 'large.data' });
    await expect(store.append(capture.id, 0, zeros(sizeBytes))).rejects.toMatchObject({
      code: 'store-full',
      status: 507,
    });
    await store.discard(capture.id);
    expect(await keysOf(objects, `captures/${capture.id}`)).toEqual([]);
    await putZeros(store, 1_000_000);
  });

  test('a capture is deleted, which makes room', async () => {
    await fill();
    await expect(putZeros(store, 1000)).rejects.toMatchObject({ code: 'store-full' });
    const [first] = captures as [StoredCapture & { key: string }];
    expect(await store.remove(first.id, first.key)).toEqual({ sizeBytes: 1_000_000, noted: true });
    expect(await keysOf(objects, `captures/${first.id}`)).toEqual([]);
    await expect(store.stat(first.id)).rejects.toMatchObject({ code: 'gone' });
    await putZeros(store, 500_000);
  });

  test('what has expired is swept, which makes room', async () => {
    await fill();
    now += 86_400_001;
    expect(await store.sweep()).toMatchObject({ expired: 3, failed: 0 });
    expect(await keysOf(objects, 'captures/')).toEqual([]);
    await expect(store.stat(captures[0]?.id ?? '')).rejects.toMatchObject({ code: 'gone' });
    await putZeros(store, 2_000_000);
  });

  test('a silent stream ends without room for it twice', async () => {
    const { capture } = await store.create({ tag: 'live', name: 'live.csv', live: true });
    let kept = () => {};
    async function* large() {
      for (let n = 0; n < 12; n++) {
        const isKept = new Promise<void>((resolve) => (kept = resolve));
        yield new Uint8Array(60_000).fill(n);
        await isKept;
      }
    }
    await store.append(capture.id, 0, large(), { keepEveryMs: 0, onKept: () => kept() });
    await fill();
    // What its end itself needs, and no more.
    await store.remove(captures[0]?.id ?? '', captures[0]?.key ?? '');
    const file = await open(join(root, 'filler-2'), 'w');
    await file.write(new Uint8Array((await statfs(root)).bavail * 4096 - 8 * 4096));
    await file.close();
    now += 7_200_000;
    expect(await store.sweep()).toMatchObject({ ended: 1 });
    await rm(join(root, 'filler-2'));
    expect(await store.stat(capture.id)).toMatchObject({ state: 'cut' });
    const bytes = await readAll(await store.read(capture.id));
    expect(bytes).toHaveLength(720_000);
    expect(bytes.every((byte, at) => byte === Math.floor(at / 60_000))).toBe(true);
    // As it came, not put together.
    expect((await keysOf(objects, `captures/${capture.id}/bytes/`)).length).toBeGreaterThan(8);
    expect(await keysOf(objects, `captures/${capture.id}/whole/`)).toEqual([]);
  });

  test('a part is kept free unless it is set otherwise', async () => {
    const limits = new Limits(readSettings({}), Date.now, () => store.findSpace());
    await limits.lookAtSpace();
    const { freeBytes } = (await store.findSpace()) ?? { freeBytes: 0 };
    const keep = Math.floor(sizeBytes / 20);
    expect(() => limits.begin('a', freeBytes - keep + 1)).toThrow(
      `keeps ${formatLimit(keep)} of its disk free`,
    );
    limits.begin('a', freeBytes - keep);
  });
});

test('where there is no room for it even then, a capture is removed without a note', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'casebook-full-'));
  try {
    const objects = new FullObjects(folder);
    objects.full = false;
    let now = Date.now();
    const store = new CaptureStore(objects, { now: () => now });
    const removed = await putZeros(store, 1000);
    const expired = await putZeros(store, 1000, 60);
    const stream = await store.create({ tag: 'live', name: 'live.csv', live: true });
    await sendLines(store, stream.capture.id, 3);
    objects.full = true;
    expect(await store.remove(removed.id, removed.key)).toEqual({ sizeBytes: 1000, noted: false });
    now += 7_200_000;
    // The stream cannot be ended now; what has expired goes all the same.
    expect(await store.sweep()).toMatchObject({ expired: 1, ended: 0, failed: 1 });
    for (const { id } of [removed, expired]) {
      expect(await keysOf(objects, `captures/${id}`)).toEqual([]);
      await expect(store.stat(id)).rejects.toMatchObject({ code: 'not-found' });
    }
    expect((await store.list('full')).captures).toEqual([]);
    objects.full = false;
    expect(await store.sweep()).toMatchObject({ expired: 0, ended: 1, failed: 0 });
  } finally {
    await rm(folder, { recursive: true });
  }
});

import { createHash } from 'node:crypto';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CaptureStore, type CaptureStoreOptions } from '#store/capture-store.ts';
import type { Objects } from '#store/objects.ts';
import { readAll } from '#store/objects.ts';
import type { CaptureSpec, StoredCapture } from '#store/store.ts';
import { noise } from '../noise.ts';

const day = 86_400_000;

async function* chunksOf(...parts: (string | Uint8Array)[]): AsyncIterable<Uint8Array> {
  for (const part of parts) yield typeof part === 'string' ? new TextEncoder().encode(part) : part;
}

async function* broken(...parts: string[]): AsyncIterable<Uint8Array> {
  yield* chunksOf(...parts);
  throw new Error('the line went dead');
}

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

/**
 * What a store has to do, whatever keeps its objects.
 *
 * @param open objects of their own for each test, which further stores may share
 */
export function describeStore(name: string, open: (pieceBytes?: number) => Promise<Objects>): void {
  describe(`the store on ${name}`, () => {
    let objects: Objects;
    let now: number;
    let store: CaptureStore;
    const another = (options: CaptureStoreOptions = {}) =>
      new CaptureStore(objects, { now: () => now, ...options });

    beforeEach(async () => {
      objects = await open();
      now = Date.now();
      store = another();
    });
    afterEach(() => objects.close());

    const begin = (spec: Partial<CaptureSpec> = {}) =>
      store.create({ tag: 'board-7', name: 'crash.log', ...spec });
    const put = async (text: string, spec: Partial<CaptureSpec> = {}) => {
      const { capture, key } = await begin(spec);
      const { sha256: seenSha256 } = await store.append(capture.id, 0, chunksOf(text));
      return { key, ...(await store.complete(capture.id, { seenSha256 })) };
    };
    const textOf = async (id: string, range?: [number, number]) =>
      (await readAll(await store.read(id, range))).toString();
    const keysLeft = async (prefix = '') => {
      const found: string[] = [];
      for await (const { key } of objects.list(prefix)) found.push(key);
      return found;
    };

    test('gives back what was put, with its size and SHA-256', async () => {
      const capture = await put('panic: oops\n');
      expect(capture).toMatchObject({
        tag: 'board-7',
        name: 'crash.log',
        state: 'complete',
        sizeBytes: 12,
        sha256: sha256('panic: oops\n'),
        live: false,
        picture: false,
      });
      expect(capture.id).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
      expect(await textOf(capture.id)).toBe('panic: oops\n');
      expect(await textOf(capture.id, [7, 11])).toBe('oops');
      expect(await textOf(capture.id, [12, 12])).toBe('');
      await expect(store.read(capture.id, [0, 13])).rejects.toMatchObject({ code: 'bad-range' });
    });

    test('ids and keys are unlike each other and of 128 bits or more', async () => {
      const made = await Promise.all(Array.from({ length: 50 }, () => begin()));
      expect(new Set(made.flatMap(({ capture, key }) => [capture.id, key])).size).toBe(100);
      // Each of the characters can be any of the 32, the first too.
      expect(new Set(made.map(({ capture }) => capture.id[0])).size).toBeGreaterThan(10);
    });

    test('a capture grows by appends, on whichever server, and is read while it does', async () => {
      const { capture } = await begin();
      expect(await store.append(capture.id, 0, chunksOf('one '))).toEqual({
        sizeBytes: 4,
        sha256: sha256('one '),
      });
      expect(await another().append(capture.id, 4, chunksOf('two ', 'three'))).toEqual({ sizeBytes: 13 });
      expect(await store.stat(capture.id)).toMatchObject({ state: 'growing', sizeBytes: 13 });
      expect(await textOf(capture.id)).toBe('one two three');
      expect(await textOf(capture.id, [2, 6])).toBe('e tw');
      const complete = await another().complete(capture.id);
      expect(complete).toMatchObject({ state: 'complete', sha256: sha256('one two three') });
      expect(await store.stat(capture.id)).toEqual(complete);
    });

    test('an append elsewhere than at the end is refused and says where the end is', async () => {
      const { capture } = await begin();
      await store.append(capture.id, 0, chunksOf('abc'));
      for (const offset of [0, 2, 4]) {
        await expect(store.append(capture.id, offset, chunksOf('x'))).rejects.toMatchObject({
          code: 'wrong-offset',
          status: 409,
          params: { offset: 3 },
        });
      }
      expect(await textOf(capture.id)).toBe('abc');
    });

    test('of servers that append at once at most one is acknowledged, and the bytes are whole', async () => {
      for (let round = 0; round < 5; round++) {
        const { capture } = await begin({ resumable: true });
        const texts = ['first', 'another one', 'the third of them'];
        const results = await Promise.allSettled(
          texts.map((text) => another().append(capture.id, 0, chunksOf(text))),
        );
        const winners = texts.filter((_, index) => results[index]?.status === 'fulfilled');
        expect(winners.length).toBeLessThanOrEqual(1);
        for (const result of results) {
          if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'wrong-offset' });
        }
        const { sizeBytes } = await store.stat(capture.id);
        if (winners.length === 0) await store.append(capture.id, sizeBytes, chunksOf('later'));
        expect(await textOf(capture.id)).toBe(winners[0] ?? 'later');
      }
    });

    test('once complete it does not change', async () => {
      const capture = await put('abc');
      await expect(store.append(capture.id, 3, chunksOf('d'))).rejects.toMatchObject({
        code: 'already-complete',
      });
      expect(await store.complete(capture.id, { cut: true })).toMatchObject({ state: 'complete' });
      await store.discard(capture.id);
      expect(await textOf(capture.id)).toBe('abc');
    });

    test('what came before a source failed is kept, and the upload goes on there', async () => {
      const { capture } = await begin({ declaredBytes: 10 });
      await expect(store.append(capture.id, 0, broken('01234', '56'))).rejects.toThrow('the line went dead');
      expect(await store.stat(capture.id)).toMatchObject({ sizeBytes: 7, declaredBytes: 10 });
      await expect(store.complete(capture.id)).rejects.toMatchObject({ code: 'cut-short' });
      await store.append(capture.id, 7, chunksOf('789'));
      expect(await store.complete(capture.id)).toMatchObject({ sha256: sha256('0123456789') });
    });

    test('more than the limit, or than was declared, is refused with the limit named', async () => {
      const { capture } = await begin();
      const appended = store.append(capture.id, 0, chunksOf('1234', '5678'), { maxBytes: 6 });
      await expect(appended).rejects.toMatchObject({
        code: 'too-large',
        status: 413,
        message: 'Too large: the limit is 6 B.',
      });
      const declared = await begin({ declaredBytes: 3 });
      await expect(store.append(declared.capture.id, 0, chunksOf('1234'))).rejects.toMatchObject({
        params: { limitBytes: 3 },
      });
    });

    test('pieces larger than one object come back whole', async () => {
      const bytes = noise(3 * 1024 * 1024 + 17);
      objects = await open(1024 * 1024);
      store = another();
      const cutting = new CaptureStore(objects);
      const { capture } = await cutting.create({ tag: 't', name: 'big.data', sha256: sha256(bytes) });
      await cutting.append(capture.id, 0, chunksOf(bytes.subarray(0, 1_500_000), bytes.subarray(1_500_000)));
      expect((await keysLeft(`captures/${capture.id}/pieces/`)).length).toBe(4);
      await cutting.complete(capture.id);
      expect(sha256(await readAll(await store.read(capture.id)))).toBe(sha256(bytes));
      expect(
        sha256(await readAll(await store.read(capture.id, [1024 * 1024 - 1, 2 * 1024 * 1024 + 1]))),
      ).toBe(sha256(bytes.subarray(1024 * 1024 - 1, 2 * 1024 * 1024 + 1)));
    });

    test('what does not match its SHA-256 is not kept', async () => {
      const { capture } = await begin({ sha256: sha256('abc') });
      await store.append(capture.id, 0, chunksOf('abd'));
      await expect(store.complete(capture.id)).rejects.toMatchObject({ code: 'wrong-checksum', status: 422 });
      await expect(store.stat(capture.id)).rejects.toMatchObject({ code: 'not-found' });
      expect(await keysLeft()).toEqual([]);
      await expect(begin({ sha256: 'nonsense' })).rejects.toMatchObject({ code: 'bad-value' });
    });

    test('an empty capture is not kept', async () => {
      const { capture } = await begin();
      await store.append(capture.id, 0, chunksOf());
      await expect(store.complete(capture.id)).rejects.toMatchObject({ code: 'empty' });
      expect(await keysLeft()).toEqual([]);
    });

    test('a live capture is seen while it is made, and put together when it ends', async () => {
      const { capture } = await begin({ live: true, name: 'live.csv' });
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      const lines = Array.from({ length: 12 }, (_, n) => `line ${n}\n`);
      async function* slowly() {
        for (const line of lines) {
          yield new TextEncoder().encode(line);
          await sleep(15);
        }
        await held;
      }
      const kept: number[] = [];
      const appending = store.append(capture.id, 0, slowly(), {
        keepEveryMs: 5,
        onKept: (size) => kept.push(size),
      });
      const all = lines.join('');
      for (let tries = 0; (await store.stat(capture.id)).sizeBytes < all.length && tries < 500; tries++) {
        await sleep(10);
      }
      expect(await textOf(capture.id)).toBe(all);
      expect((await another().list('board-7')).captures).toMatchObject([
        { id: capture.id, state: 'growing' },
      ]);
      const before = await store.read(capture.id);
      release();
      const { sha256: seenSha256 } = await appending;
      expect(kept.length).toBeGreaterThan(8);
      expect(kept.at(-1)).toBe(all.length);
      const complete = await store.complete(capture.id, { seenSha256 });
      expect(complete).toMatchObject({ state: 'complete', sha256: sha256(all), sizeBytes: all.length });
      expect(await keysLeft(`captures/${capture.id}/bytes/`)).toEqual([]);
      expect(await textOf(capture.id)).toBe(all);
      // A reader that began before the pieces were put together goes on with what they became.
      expect((await readAll(before)).toString()).toBe(all);
      expect((await store.list('board-7')).captures).toEqual([complete]);
    });

    test('lists a tag newest first, in pages, by words', async () => {
      const made: StoredCapture[] = [];
      for (const [index, name] of ['a.log', 'b.log', 'c.csv', 'd.log'].entries()) {
        now += 1000;
        const summary = index % 2 ? 'odd one' : 'even';
        made.unshift(await put(name, { name, summary, kind: 'crash-log' }));
      }
      await put('elsewhere', { tag: 'board-70' });
      await begin({ name: 'unfinished.log' });
      const names = async (options?: object) =>
        (await store.list('board-7', options)).captures.map(({ name }) => name);
      expect(await names()).toEqual(['d.log', 'c.csv', 'b.log', 'a.log']);
      expect(await names({ search: 'LOG odd' })).toEqual(['d.log', 'b.log']);
      expect(await names({ search: 'nothing' })).toEqual([]);
      const first = await store.list('board-7', { limit: 3 });
      expect(first.captures.map(({ id }) => id)).toEqual(made.slice(0, 3).map(({ id }) => id));
      const second = await store.list('board-7', { limit: 3, after: first.next ?? '' });
      expect(second).toEqual({ captures: [expect.objectContaining({ name: 'a.log' })] });
    });

    test('joins the files of one topid session of one tag', async () => {
      await put('p', { name: 'process-20211111-xdtfmvhd.data' });
      const elsewhere = await put('i', { name: 'info-20211111-xdtfmvhd.data', tag: 'other' });
      await put('s', { name: 'snapshot-20211111-xdtfmvhd.data' });
      await put('q', { name: 'process-1992780262.data' });
      const namesOf = async () =>
        (await store.listSession('board-7', '20211111-xdtfmvhd')).map(({ name }) => name);
      expect(await namesOf()).toEqual(['process-20211111-xdtfmvhd.data', 'snapshot-20211111-xdtfmvhd.data']);
      await store.rename(elsewhere.id, elsewhere.key, { tag: 'board-7' });
      expect(await namesOf()).toHaveLength(3);
      expect(await store.listSession('other', '20211111-xdtfmvhd')).toEqual([]);
      expect(await store.listSession('board-7', '../../etc')).toEqual([]);
    });

    test('renames, moves to another tag and removes, for who has the key alone', async () => {
      const capture = await put('abc');
      const refused = { code: 'bad-key', status: 403 };
      await expect(store.rename(capture.id, 'wrong', { name: 'x' })).rejects.toMatchObject(refused);
      await expect(store.remove(capture.id, '')).rejects.toMatchObject(refused);
      expect(await store.rename(capture.id, capture.key, { name: 'better.log', tag: 'kept' })).toMatchObject({
        name: 'better.log',
        tag: 'kept',
        sha256: sha256('abc'),
      });
      expect((await another().list('board-7')).captures).toEqual([]);
      expect((await store.list('kept')).captures).toMatchObject([{ name: 'better.log', tag: 'kept' }]);
      await another().remove(capture.id, capture.key);
      await expect(store.stat(capture.id)).rejects.toMatchObject({
        code: 'gone',
        status: 410,
        message: `This capture was removed at ${new Date(now).toISOString()}.`,
      });
      expect((await store.list('kept')).captures).toEqual([]);
      expect(await keysLeft('captures/')).toEqual([]);
    });

    test('keeps what was found out about it, and its picture', async () => {
      const capture = await put('abc');
      await store.describe(capture.id, { kind: 'crash-log', summary: 'panic: oops\u202e\n, 3 goroutines' });
      expect(await store.readPicture(capture.id)).toBeUndefined();
      await store.putPicture(capture.id, new Uint8Array([137, 80, 78, 71]));
      expect(await another().stat(capture.id)).toMatchObject({
        kind: 'crash-log',
        summary: 'panic: oops , 3 goroutines',
        picture: true,
      });
      expect([...((await store.readPicture(capture.id)) ?? [])]).toEqual([137, 80, 78, 71]);
      expect((await store.list('board-7')).captures[0]?.summary).toBe('panic: oops , 3 goroutines');
    });

    test('what has expired is gone at once, says when, and is swept', async () => {
      const kept = await put('abc', { keepSeconds: 7 * 86_400 });
      const capture = await put('abc', { keepSeconds: 86_400 });
      expect(capture.expiresAt).toBe(new Date(now + day).toISOString());
      now += day + 1;
      const gone = { code: 'gone', message: `This capture expired at ${capture.expiresAt}.` };
      await expect(store.stat(capture.id)).rejects.toMatchObject(gone);
      await expect(store.read(capture.id)).rejects.toMatchObject(gone);
      expect((await store.list('board-7')).captures.map(({ id }) => id)).toEqual([kept.id]);
      expect(await another().sweep()).toMatchObject({ expired: 1, abandoned: 0 });
      expect(await keysLeft(`captures/${capture.id}`)).toEqual([]);
      await expect(store.stat(capture.id)).rejects.toMatchObject(gone);
      expect(await textOf(kept.id)).toBe('abc');
      now += 401 * day;
      expect(await store.sweep()).toMatchObject({ expired: 1 });
      await store.sweep();
      await expect(store.stat(capture.id)).rejects.toMatchObject({ code: 'not-found' });
    });

    test('uploads that nobody goes on with are swept, and silent streams end as cut', async () => {
      const { capture: unfinished } = await begin();
      await store.append(unfinished.id, 0, chunksOf('abc'));
      const { capture: stream } = await begin({ live: true, name: 'live.csv' });
      await store.append(stream.id, 0, chunksOf('time,pid\n'));
      await begin({ live: true });
      expect(await store.sweep()).toMatchObject({ abandoned: 0, ended: 0 });
      now += 2 * day;
      expect(await store.sweep()).toEqual({ expired: 0, abandoned: 2, ended: 1, files: 0, failed: 0 });
      await expect(store.stat(unfinished.id)).rejects.toMatchObject({ code: 'not-found' });
      expect(await store.stat(stream.id)).toMatchObject({ state: 'cut', sha256: sha256('time,pid\n') });
      expect((await store.list('board-7')).captures.map(({ name }) => name)).toEqual(['live.csv']);
      expect(await store.sweep()).toEqual({ expired: 0, abandoned: 0, ended: 0, files: 0, failed: 0 });
    });

    test('files left behind on their way in are swept once they are old', async () => {
      await mkdir(objects.spoolFolder, { recursive: true });
      const [old, fresh, foreign] = ['a.piece', 'b.piece', 'notes.txt'].map((file) =>
        join(objects.spoolFolder, file),
      ) as [string, string, string];
      for (const path of [old, fresh, foreign]) await writeFile(path, 'x');
      for (const path of [old, foreign]) await utimes(path, 0, 0);
      expect(await store.sweep()).toMatchObject({ files: 1 });
      expect((await readdir(objects.spoolFolder)).sort()).toEqual(['b.piece', 'notes.txt']);
    });

    test('nothing is left on the way in after an upload, whole or broken', async () => {
      await put('abc');
      const { capture } = await begin();
      await store.append(capture.id, 0, broken('abc')).catch(() => {});
      await store.append(capture.id, 3, chunksOf('123456'), { maxBytes: 5 }).catch(() => {});
      expect(await readdir(objects.spoolFolder).catch(() => [])).toEqual([]);
    });

    test.each(['', '.', '..', '../x', 'a/b', 'a b', '-rf', 'a\u0000', 'x'.repeat(65), 'é', 'a\n'])(
      'refuses %j as a tag',
      async (tag) => {
        await expect(begin({ tag })).rejects.toMatchObject({ code: 'bad-tag', status: 400 });
        await expect(store.list(tag)).rejects.toMatchObject({ code: 'bad-tag' });
      },
    );

    test.each([
      '',
      '.',
      '..',
      '../x',
      'a/b',
      'a\\b',
      '.hidden',
      '-rf',
      'a\nb',
      'a"b',
      '<b>',
      'a\u202eb',
      'x ',
    ])('refuses %j as a name', async (name) => {
      await expect(begin({ name })).rejects.toMatchObject({ code: 'bad-name', status: 400 });
    });

    test.each([
      'crash.log',
      'process-1.data (1).gz',
      '记录 2.csv',
      'a'.repeat(200),
      "it's [x]@y,z~#&100%.log",
    ])('takes %j as a name', async (name) => {
      expect((await put('abc', { name })).name).toBe(name);
    });

    test.each(['../../../etc/passwd', '0'.repeat(25), 'O'.repeat(26), '', `${'0'.repeat(25)}/`])(
      'refuses %j as an id',
      async (id) => {
        await expect(store.stat(id)).rejects.toMatchObject({ code: 'bad-id' });
        await expect(store.remove(id, '')).rejects.toMatchObject({ code: 'bad-id' });
      },
    );

    test('says that an unknown id is unknown', async () => {
      await expect(store.stat('0'.repeat(26))).rejects.toMatchObject({ code: 'not-found', status: 404 });
    });

    test('measures what it holds and checks that it can be written', async () => {
      const before = (await store.measure()).storedBytes;
      await put('x'.repeat(10_000));
      const grown = (await store.measure()).storedBytes - before;
      expect(grown).toBeGreaterThan(10_000);
      expect(grown).toBeLessThan(12_000);
      await store.check();
      expect(await keysLeft('check/')).toEqual([]);
    });
  });
}

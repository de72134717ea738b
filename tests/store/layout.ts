import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CaptureStore } from '#store/capture-store.ts';
import { readAll, type Objects } from '#store/objects.ts';
import { linesUpTo } from './streaming.ts';

/** Objects as the store of the first release has written them, and the ids and keys of the captures in them. */
interface Layout1 {
  known: Record<'renamed' | 'ended' | 'growing' | 'upload' | 'removed', { id: string; key: string }>;
  objects: Record<string, string>;
}

const { known, objects: written } = JSON.parse(
  await readFile('tests/fixtures/store/layout-1.json', 'utf8'),
) as Layout1;

/** What was kept before this layout is read on, and what is of a later one refused. */
export function describeLayouts(name: string, open: () => Promise<Objects>): void {
  describe(`layouts on ${name}`, () => {
    let objects: Objects;
    let now: number;
    let store: CaptureStore;
    beforeEach(async () => {
      objects = await open();
      for (const [key, text] of Object.entries(written)) {
        await objects.put(key, new TextEncoder().encode(text));
      }
      now = Date.now();
      store = new CaptureStore(objects, { now: () => now });
      await store.prepare();
    });
    afterEach(() => objects.close());

    const textOf = async (id: string) => (await readAll(await store.read(id))).toString();
    const keysLeft = async (id: string) => {
      const found: string[] = [];
      for await (const { key } of objects.list('')) if (key.includes(id)) found.push(key);
      return found.filter((key) => !key.startsWith('gone/') && !key.endsWith('.gone'));
    };

    test('captures of layout 1 are read, listed, renamed and removed', async () => {
      const { id, key } = known.renamed;
      expect(await store.stat(id)).toMatchObject({
        name: 'renamed.data',
        tag: 'kept',
        state: 'complete',
        kind: 'crash-log',
        summary: 'panic: oops',
      });
      expect(await textOf(id)).toBe('panic: oops\n');
      expect((await store.list('kept')).captures.map((one) => one.id)).toEqual([id]);
      expect(await textOf(known.ended.id)).toBe(linesUpTo(20));
      await expect(store.stat(known.removed.id)).rejects.toMatchObject({ code: 'gone' });

      await store.rename(id, key, { tag: 'again' });
      expect((await store.list('kept')).captures).toEqual([]);
      expect((await store.list('again')).captures).toMatchObject([{ name: 'renamed.data' }]);
      await store.rename(id, key, { name: 'last.data' });
      expect((await store.list('again')).captures).toMatchObject([{ name: 'last.data' }]);
      await store.remove(id, key);
      expect(await keysLeft(id)).toEqual([]);
      await store.remove(known.ended.id, known.ended.key);
      expect(await keysLeft(known.ended.id)).toEqual([]);
    });

    test('a stream of layout 1 is read as it stands, and ends as cut', async () => {
      const { id } = known.growing;
      expect(await store.stat(id)).toMatchObject({ state: 'growing', sizeBytes: 135 });
      expect(await textOf(id)).toBe(linesUpTo(5));
      expect(await store.hasNews(id, 100)).toBe(true);
      expect(await store.hasNews(id, 135)).toBe(false);
      now += 7_200_000;
      expect(await store.sweep()).toMatchObject({ ended: 1, failed: 0 });
      expect(await store.stat(id)).toMatchObject({ state: 'cut' });
      expect(await textOf(id)).toBe(linesUpTo(5));
    });

    test('an upload of layout 1, whose address was its id, is ended in words', async () => {
      const { id } = known.upload;
      await expect(store.findUpload(id)).rejects.toMatchObject({
        code: 'upload-ended',
        status: 410,
        message:
          'This upload was begun before the server was renewed, and cannot be gone on with. Begin it anew.',
      });
      // The ids of all else are no addresses, as of captures that never were.
      for (const other of [known.renamed.id, known.ended.id, known.growing.id, known.removed.id, 'x']) {
        await expect(store.findUpload(other)).rejects.toMatchObject({
          code: 'not-found',
          message: 'There is no such upload here.',
        });
      }
      now += 2 * 86_400_000;
      expect(await store.sweep()).toMatchObject({ abandoned: 1, failed: 0 });
      expect(await keysLeft(id)).toEqual([]);
    });

    test('an upload’s address is kept as a hash, while it runs and for a day after', async () => {
      const { capture, upload = '' } = await store.create({ tag: 't', name: 'a.log', resumable: true });
      const all: string[] = [];
      for await (const { key } of objects.list('')) {
        all.push(key, (await readAll((await objects.get(key))!)).toString());
      }
      expect(all.join('\n')).toContain(capture.id);
      expect(all.join('\n')).not.toContain(upload);
      expect((await store.findUpload(upload)).id).toBe(capture.id);
      async function* chunks() {
        yield new TextEncoder().encode('abc');
      }
      await store.append(capture.id, 0, chunks());
      await store.complete(capture.id);
      expect(await store.findUpload(upload)).toMatchObject({ state: 'complete' });
      await store.sweep();
      expect((await store.findUpload(upload)).id).toBe(capture.id);
      now += 86_400_000 + 60_000;
      await store.sweep();
      await expect(store.findUpload(upload)).rejects.toMatchObject({ code: 'not-found' });
      expect((await store.stat(capture.id)).state).toBe('complete');
    });

    test('what is of a later layout is refused in words', async () => {
      expect(JSON.parse((await readAll((await objects.get('layout'))!)).toString())).toEqual({ version: 2 });
      await objects.put('layout', new TextEncoder().encode('{"version":3}'));
      await expect(store.prepare()).rejects.toMatchObject({
        code: 'newer-layout',
        message:
          'What is stored here has layout 3, and this Casebook knows up to 2: it needs a newer Casebook.',
      });
    });
  });
}

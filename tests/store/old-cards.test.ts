import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CaptureStore } from '#store/capture-store.ts';
import { DiskObjects } from '#store/disk.ts';
import { readAll } from '#store/objects.ts';

test.each(['hasOwnProperty', '__proto__', '<b>'])(
  'a card that says %s for its kind is listed without one',
  async (odd) => {
    const folder = await mkdtemp(join(tmpdir(), 'casebook-cards-'));
    try {
      const objects = new DiskObjects(folder);
      const store = new CaptureStore(objects);
      const { capture } = await store.create({ tag: 'board', name: 'a.log', kind: 'crash-log' });
      await store.append(
        capture.id,
        0,
        (async function* () {
          yield new TextEncoder().encode('panic: x\n');
        })(),
      );
      await store.complete(capture.id, {});
      for await (const { key } of objects.list('tags/board/')) {
        const bytes = await objects.get(key);
        if (!bytes) throw new Error(`${key} is gone`);
        const card = JSON.parse((await readAll(bytes)).toString('utf8')) as object;
        await objects.put(key, new TextEncoder().encode(JSON.stringify({ ...card, kind: odd })));
      }
      const { captures } = await new CaptureStore(new DiskObjects(folder)).list('board');
      expect(captures).toMatchObject([{ id: capture.id, name: 'a.log' }]);
      expect(captures[0]).not.toHaveProperty('kind');
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CaptureStore } from '#store/capture-store.ts';
import { StoreError } from '#store/errors.ts';
import { readAll, type Objects } from '#store/objects.ts';
import type { CaptureSpec } from '#store/store.ts';
import { lineOf, linesUpTo, sendLines } from './streaming.ts';
import { draw, Killed, WatchedObjects } from './watched-objects.ts';

const hour = 3_600_000;

async function* chunksOf(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}

/**
 * What happens at once, on several servers, and what a kill at any step leaves.
 *
 * @param open objects of their own for each test
 * @param rounds of drawn interleavings
 * @param readers that look at one stream without a pause
 */
export function describeAttacks(
  name: string,
  open: (pieceBytes?: number) => Promise<Objects>,
  { rounds, stream, readers: atOnce }: { rounds: number; stream: number; readers: number },
): void {
  describe(`at once and killed, on ${name}`, () => {
    let objects: Objects;
    let now: number;
    const serverOver = (own: Objects) => new CaptureStore(own, { now: () => now });
    beforeEach(async () => {
      objects = await open();
      now = Date.now();
    });
    afterEach(() => objects.close());

    const put = async (spec: Partial<CaptureSpec> = {}, text = 'panic: oops\n') => {
      const store = serverOver(objects);
      const { capture, key } = await store.create({
        tag: 'board-7',
        name: 'process-1992780262.data',
        keepSeconds: 30 * 86_400,
        ...spec,
      });
      await store.append(capture.id, 0, chunksOf(text));
      await store.complete(capture.id);
      return { id: capture.id, key };
    };
    const keysLeft = async (prefix = '') => {
      const found: string[] = [];
      for await (const { key } of objects.list(prefix)) found.push(key);
      return found;
    };
    /** Objects that say no more than that there was a capture. */
    const isNote = (key: string) => key.startsWith('gone/') || key.endsWith('.gone');

    /** A capture is listed once, where it says that it is, or nowhere and nothing of it is left. */
    const checkWhole = async (id: string, what: string) => {
      const own = (await keysLeft()).filter((key) => key.includes(id) && !isNote(key));
      const capture = await serverOver(objects)
        .stat(id)
        .catch((error: unknown) => {
          if (error instanceof StoreError && (error.status === 410 || error.status === 404)) return undefined;
          throw error;
        });
      if (!capture) {
        expect(own, what).toEqual([]);
        return;
      }
      if (capture.state === 'growing' && !capture.live) {
        expect(
          own.filter((key) => /^(tags|sessions)\//.test(key)),
          what,
        ).toEqual([]);
        return;
      }
      const cards = own.filter((key) => key.startsWith('tags/'));
      expect(
        cards.map((key) => key.split('/')[1]),
        what,
      ).toEqual([capture.tag]);
      const sessions = own.filter((key) => key.startsWith('sessions/'));
      expect(sessions, what).toEqual(
        capture.session ? [`sessions/${capture.tag}/${capture.session}/${id}`] : [],
      );
      const { captures } = await serverOver(objects).list(capture.tag);
      expect(
        captures.filter((one) => one.id === id),
        what,
      ).toEqual([capture]);
      expect((await readAll(await serverOver(objects).read(id))).toString(), what).toBe(
        capture.live ? linesUpTo(20).slice(0, capture.sizeBytes) : 'panic: oops\n',
      );
    };

    const settled = async (work: Promise<unknown>[]) => {
      for (const result of await Promise.allSettled(work)) {
        if (result.status === 'fulfilled' || result.reason instanceof Killed) continue;
        expect(result.reason).toMatchObject({ name: 'StoreError' });
        // Not there, not there any more, complete already, or still without a byte.
        expect([404, 409, 410, 400]).toContain((result.reason as StoreError).status);
      }
    };

    test(`renamed, described, swept and removed at once, ${rounds} draws: listed once, or gone without a trace`, async () => {
      const base = Math.floor(Math.random() * 1e6);
      console.log(`${name}: interleavings from seed ${base}`);
      for (let seed = base; seed < base + rounds; seed++) {
        const next = draw(seed);
        const server = () => serverOver(new WatchedObjects(objects, () => Math.floor(next() * 6)));
        // Some are on one server, some on others.
        const [one, other] = [server(), server()];
        const any = () => (next() < 0.5 ? one : next() < 0.5 ? other : server());
        const expires = next() < 0.3;
        const { id, key } = await put(expires ? { keepSeconds: 60 } : {});
        if (expires) now += 61_000;
        const acts = [
          () => any().rename(id, key, { tag: 'kept' }),
          () => any().rename(id, key, { tag: 'other', name: 'process-7.data' }),
          () => any().rename(id, key, { tag: 'board-7', name: 'crash.log' }),
          () => any().describe(id, { kind: 'crash-log', summary: 'panic: oops' }),
          () => any().putPicture(id, new Uint8Array([1])),
          () => any().sweep(),
          ...(next() < 0.7 ? [() => any().remove(id, key), () => any().remove(id, key)] : []),
        ];
        const order = acts
          .map((act) => ({ act, at: next() }))
          .sort((a, b) => a.at - b.at)
          .slice(0, 2 + Math.floor(next() * acts.length));
        await settled(order.map(({ act }) => act()));
        if (expires) await serverOver(objects).sweep();
        await checkWhole(id, `seed ${seed}`);
      }
    });

    test(`completed, renamed, taken back and removed at once, ${rounds} draws: listed once, or gone without a trace`, async () => {
      const base = Math.floor(Math.random() * 1e6);
      console.log(`${name}: endings from seed ${base}`);
      for (let seed = base; seed < base + rounds; seed++) {
        const next = draw(seed);
        const server = () => serverOver(new WatchedObjects(objects, () => Math.floor(next() * 6)));
        const [one, other] = [server(), server()];
        const any = () => (next() < 0.5 ? one : other);
        const live = next() < 0.5;
        const spec = { tag: 'board-7', name: 'process-1992780262.data', keepSeconds: 7_000 };
        const { capture, key } = await one.create(live ? { ...spec, live } : { ...spec, resumable: true });
        const { id } = capture;
        const send = live
          ? () => sendLines(one, id, 20).then(() => one.complete(id))
          : () => one.append(id, 0, chunksOf('panic: oops\n')).then(() => any().complete(id));
        if (!live) await one.append(id, 0, chunksOf(''));
        const acts = [
          () => any().rename(id, key, { tag: 'kept' }),
          () => any().rename(id, key, { tag: 'other', name: 'process-7.data' }),
          () => any().describe(id, { kind: 'crash-log', summary: 'panic: oops' }),
          () => any().sweep(),
          ...(live ? [() => other.complete(id, { cut: true })] : [() => any().complete(id)]),
          ...(next() < 0.5 ? [() => any().remove(id, key)] : []),
          ...(next() < 0.3 ? [() => any().discard(id)] : []),
        ];
        const order = acts
          .map((act) => ({ act, at: next() }))
          .sort((a, b) => a.at - b.at)
          .slice(0, 1 + Math.floor(next() * acts.length));
        await settled([send(), ...order.map(({ act }) => act())]);
        await checkWhole(id, `seed ${seed}`);
        // Its time is over: nothing is left of it, whatever state it was in.
        now += 90_000_000;
        expect(await serverOver(objects).sweep()).toMatchObject({ failed: 0 });
        await checkWhole(id, `seed ${seed}, swept`);
        await expect(serverOver(objects).stat(id)).rejects.toMatchObject({ name: 'StoreError' });
      }
    });

    test('two servers that each rename leave one name', async () => {
      for (let round = 0; round < rounds / 2; round++) {
        const { id, key } = await put({ tag: `t${round}` });
        const names = [`a${round}`, `b${round}`, `c${round}`];
        await Promise.all(names.map((tag) => serverOver(objects).rename(id, key, { tag })));
        await checkWhole(id, `round ${round}`);
      }
    });

    test.each([
      [
        'a renaming',
        (store: CaptureStore, id: string, key: string) => store.rename(id, key, { tag: 'kept' }),
      ],
      ['a removal', (store: CaptureStore, id: string, key: string) => store.remove(id, key)],
    ])('%s that is killed at any step is finished by a sweep', async (_, act) => {
      // Killed after one step is killed before the next.
      for (let killAt = 0; ; killAt++) {
        const { id, key } = await put();
        await serverOver(objects).rename(id, key, { tag: 'middle' });
        const dying = Object.assign(new WatchedObjects(objects), { killAt });
        const done = await act(serverOver(dying), id, key).then(
          () => true,
          (error: unknown) => {
            expect(error).toBeInstanceOf(Killed);
            return false;
          },
        );
        await serverOver(objects).sweep();
        await checkWhole(id, `killed at ${killAt}`);
        await serverOver(objects)
          .remove(id, key)
          .catch(() => {});
        if (done) break;
        expect(killAt).toBeLessThan(60);
      }
    });

    test('a stream is read whole at any moment while its pieces are put together', async () => {
      const seed = Math.floor(Math.random() * 1e6);
      console.log(`${name}: readers from seed ${seed}`);
      const next = draw(seed);
      const pause = () => (next() < 0.2 ? Math.floor(next() * 8) : 0);
      const writer = serverOver(new WatchedObjects(objects, pause));
      const { capture } = await writer.create({ tag: 'live', name: 'live.csv', live: true });
      const all = linesUpTo(stream);
      let acknowledged = 0;
      const ending = new AbortController();
      let looks = 0;
      const read = async () => {
        const reader = serverOver(new WatchedObjects(objects, pause));
        let shown = 0;
        while (!ending.signal.aborted) {
          const least = Math.max(acknowledged, shown);
          const look = await reader.look(capture.id);
          const text = (await readAll(look.read())).toString();
          expect(text).toBe(all.slice(0, look.capture.sizeBytes));
          expect(text.length).toBeGreaterThanOrEqual(least);
          const more = acknowledged > text.length;
          const news = await reader.hasNews(capture.id, text.length);
          if (more) expect(news).toBe(true);
          if (shown < text.length) {
            const tail = await readAll(await reader.read(capture.id, [shown, text.length]));
            expect(tail.toString()).toBe(all.slice(shown, text.length));
          }
          shown = text.length;
          looks++;
        }
      };
      const readers = Array.from({ length: atOnce }, read);
      await sendLines(writer, capture.id, stream, (sizeBytes) => (acknowledged = sizeBytes));
      const complete = await writer.complete(capture.id);
      ending.abort();
      await Promise.all(readers);
      expect(looks).toBeGreaterThan(5);
      expect(complete).toMatchObject({ state: 'complete', sizeBytes: all.length });
      expect((await readAll(await serverOver(objects).read(capture.id))).toString()).toBe(all);
      expect(await keysLeft(`captures/${capture.id}/bytes/`)).toEqual([]);
    });

    test('what one look at a stream asks does not grow with its age', async () => {
      const watched = new WatchedObjects(objects);
      const store = serverOver(watched);
      const { capture } = await store.create({ tag: 'live', name: 'live.csv', live: true });
      const asked: Record<string, number>[] = [];
      const counts: Promise<void>[] = [];
      const reading = new WatchedObjects(objects);
      const reader = serverOver(reading);
      // As many short runs as there can be: just before they are put together.
      const moments = [stream / 10, stream - 1].map((lines) => Math.floor(lines / 16) * 16);
      await sendLines(store, capture.id, stream, (sizeBytes, lines) => {
        if (!moments.includes(lines)) return;
        counts.push(
          (async () => {
            reading.forget();
            await reader.stat(capture.id);
            const { listed, gets } = reading.asked;
            reading.forget();
            expect(await reader.hasNews(capture.id, sizeBytes - 1)).toBe(true);
            const followed = reading.asked;
            asked.push({ listed, gets, followed: followed.listed, followedGets: followed.gets });
          })(),
        );
      });
      await Promise.all(counts);
      const [young, old] = asked;
      expect(asked).toHaveLength(2);
      expect(old?.['gets']).toBeLessThanOrEqual((young?.['gets'] ?? 0) + 1);
      // Sixteen of a level and as many that are about to go, level by level.
      expect(old?.['listed']).toBeLessThanOrEqual(3 * 32 + 8);
      expect(old?.['followed']).toBeLessThanOrEqual(2 * 32 + 8);
      expect(old?.['followedGets']).toBe(0);
    });

    test('an upload in one request asks for little', async () => {
      const watched = new WatchedObjects(objects);
      const store = serverOver(watched);
      const { capture } = await store.create({ tag: 't', name: 'a.log', keepSeconds: 86_400 });
      const { sha256: seenSha256 } = await store.append(capture.id, 0, chunksOf('panic: oops\n'));
      await store.complete(capture.id, { seenSha256 });
      // Its marks, manifest, bytes, completion and card; it is looked up when bytes come and when it ends.
      expect(watched.asked).toEqual({ puts: 6, lists: 2, listed: 3, gets: 1, removes: 1 });
    });

    const killed = 'a stream whose server is killed at any step keeps all that was acknowledged, once';
    test(killed, { timeout: 120_000 }, async () => {
      const lines = 36;
      for (let killAt = 3; ; killAt += name.startsWith('S3') ? 7 : 1) {
        const dying = Object.assign(new WatchedObjects(objects), { killAt });
        const writer = serverOver(dying);
        let acknowledged = 0;
        let id = '';
        let key = '';
        const done = await (async () => {
          const created = await writer.create({ tag: 'live', name: 'live.csv', live: true });
          ({ key } = created);
          ({ id } = created.capture);
          await sendLines(writer, id, lines, (sizeBytes) => (acknowledged = sizeBytes));
          await writer.complete(id);
        })().then(
          () => true,
          (error: unknown) => {
            expect(error).toBeInstanceOf(Killed);
            return false;
          },
        );
        const reader = serverOver(objects);
        const check = async () => {
          const { sizeBytes } = await reader.stat(id);
          expect(sizeBytes).toBeGreaterThanOrEqual(acknowledged);
          const text = (await readAll(await reader.read(id))).toString();
          expect(text).toBe(linesUpTo(lines).slice(0, sizeBytes));
          expect(text.endsWith('\n') || text === '').toBe(true);
        };
        const what = `killed at ${killAt}`;
        if (id && acknowledged > 0) {
          await check();
          now += 2 * hour;
          await serverOver(objects).sweep();
          await check();
          expect(done ? ['complete'] : ['cut', 'complete'], what).toContain((await reader.stat(id)).state);
          const { sizeBytes } = await reader.stat(id);
          const kept = (await keysLeft(`captures/${id}/`)).filter((key) => /bytes|whole|pieces/.test(key));
          const sizes = await Promise.all(kept.map(async (key) => readAll((await objects.get(key))!)));
          // Nothing of what was put together is left beside what it has become.
          expect(
            sizes.reduce((sum, { length }) => sum + length, 0),
            what,
          ).toBe(sizeBytes);
          await reader.remove(id, key);
        }
        if (done) break;
        expect(killAt).toBeLessThan(500);
      }
    });

    test('runs are no larger than a piece may be', async () => {
      objects = await open(lineOf(0).length * 10);
      const store = serverOver(objects);
      const { capture } = await store.create({ tag: 'live', name: 'live.csv', live: true });
      await sendLines(store, capture.id, 200);
      const entries = await keysLeft(`captures/${capture.id}/bytes/`);
      expect(entries.length).toBeLessThan(75);
      expect((await readAll(await store.read(capture.id))).toString()).toBe(linesUpTo(200));
      await store.complete(capture.id);
      expect((await readAll(await store.read(capture.id))).toString()).toBe(linesUpTo(200));
    });

    test('a stream that was taken for cut takes no more, and its bytes stay', async () => {
      const store = new CaptureStore(objects, { now: () => now, endStreamAfterMs: 0 });
      const { capture } = await store.create({ tag: 'live', name: 'live.csv', live: true });
      let ended: Promise<unknown> | undefined;
      await expect(
        sendLines(store, capture.id, 50, (_, lines) => {
          if (lines === 20) ended = serverOver(objects).complete(capture.id, { cut: true });
        }),
      ).rejects.toMatchObject({ code: 'already-complete' });
      await ended;
      const { state, sizeBytes } = await store.stat(capture.id);
      expect(state).toBe('cut');
      expect((await readAll(await store.read(capture.id))).toString()).toBe(
        linesUpTo(50).slice(0, sizeBytes),
      );
    });

    test('what a killed server has left of no capture is found when all is measured', async () => {
      const { id } = await put();
      await objects.put(`captures/${'0'.repeat(26)}/pieces/000000000000000.x`, new Uint8Array(100));
      await serverOver(objects).measure();
      // It may be on its way.
      expect(await keysLeft(`captures/${'0'.repeat(26)}`)).toHaveLength(1);
      now += 2 * hour;
      await serverOver(objects).measure();
      expect(await keysLeft(`captures/${'0'.repeat(26)}`)).toEqual([]);
      await checkWhole(id, 'measured');
    });

    test('what uploads still have to send is measured, while they are gone on with', async () => {
      const store = serverOver(objects);
      const spec = { tag: 't', name: 'a.data', declaredBytes: 100, resumable: true };
      const { capture } = await store.create(spec);
      await store.append(capture.id, 0, chunksOf('0123456789'));
      await put();
      expect((await store.measure()).promised).toEqual(new Map([[capture.id, 90]]));
      now += 2 * hour;
      expect((await store.measure()).promised).toEqual(new Map());
    });
  });
}

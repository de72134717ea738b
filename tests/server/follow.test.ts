import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Followers } from '#server/follow.ts';
import { CaptureStore } from '#store/capture-store.ts';
import { DiskObjects } from '#store/disk.ts';

class CountedStore extends CaptureStore {
  looks = 0;
  polls = 0;
  override look(id: string) {
    this.looks++;
    return super.look(id);
  }
  override hasNews(id: string, from: number) {
    this.polls++;
    return super.hasNews(id, from);
  }
}

let folder: string;
let writer: CaptureStore;
let store: CountedStore;
let followers: Followers;
const signal = new AbortController().signal;
async function* chunksOf(text: string) {
  yield new TextEncoder().encode(text);
}
const begin = async () => {
  const { capture, key } = await writer.create({ tag: 'live', name: 'live.csv', live: true });
  await writer.append(capture.id, 0, chunksOf('first\n'));
  return { id: capture.id, key };
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebook-follow-'));
  writer = new CaptureStore(new DiskObjects(folder));
  store = new CountedStore(new DiskObjects(folder));
  followers = new Followers(store);
});
afterEach(() => rm(folder, { recursive: true }));

test('many who follow one stream look for news together, and at all of it only at first and at last', async () => {
  const { id } = await begin();
  const waits = Array.from({ length: 8 }, () => followers.waitFor(id, 6, 2500, signal));
  for (const { capture } of await Promise.all(waits)) expect(capture.sizeBytes).toBe(6);
  expect(store.looks).toBe(16);
  // Each second, and not for each of them.
  expect(store.polls).toBeLessThan(16);
  expect(store.polls).toBeGreaterThan(0);
});

test('growth, an end and a removal through another server are seen', async () => {
  const grown = await begin();
  const growing = followers.waitFor(grown.id, 6, 10_000, signal);
  await writer.append(grown.id, 6, chunksOf('second\n'));
  const { capture, read } = await growing;
  expect(capture.sizeBytes).toBe(13);
  let text = '';
  for await (const chunk of read([6, 13])) text += new TextDecoder().decode(chunk);
  expect(text).toBe('second\n');

  const ending = followers.waitFor(grown.id, 13, 10_000, signal);
  await writer.complete(grown.id);
  expect((await ending).capture.state).toBe('complete');

  const { id, key } = await begin();
  const removing = followers.waitFor(id, 6, 10_000, signal);
  removing.catch(() => {});
  await writer.remove(id, key);
  await expect(removing).rejects.toMatchObject({ code: 'gone' });
});

test('what comes through this server is told at once', async () => {
  const { id } = await begin();
  const waiting = followers.waitFor(id, 6, 10_000, signal);
  await expect.poll(() => store.looks).toBe(1);
  await writer.append(id, 6, chunksOf('second\n'));
  followers.tell(id);
  expect((await waiting).capture.sizeBytes).toBe(13);
});

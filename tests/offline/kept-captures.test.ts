import { beforeEach, describe, expect, test } from 'vitest';
import {
  findKeptAnswer,
  findKeptCapture,
  forgetCapture,
  keepCapture,
  listKeptCaptures,
  refreshKeptCaptures,
} from '#offline/kept-captures.ts';
import { Place } from './memory-caches.ts';

const id = 'abcdefghijklmnopqrstuvwxyz';
const root = 'https://host.example/casebook';
const api = `${root}/api/captures/${id}`;
const capture = { id, expiresAt: '2026-12-01T00:00:00Z', pages: [`/casebook/c/${id}`] };

let place: Place;
beforeEach(() => {
  place = new Place();
});

describe('a capture that is kept', () => {
  beforeEach(() => keepCapture(place, capture));

  test('is there with its page, its bytes and what the store says of it', async () => {
    expect(await findKeptCapture(place, id)).toEqual(capture);
    for (const address of [api, `${api}/bytes`, `${root}/c/${id}`]) {
      expect(await (await findKeptAnswer(place, address))?.json()).toEqual({ url: address });
    }
  });

  test('is shown as an address asks; parts of its bytes are not made up', async () => {
    expect(await findKeptAnswer(place, `${root}/c/${id}?theme=dark`)).toBeDefined();
    expect(await findKeptAnswer(place, `${api}/bytes?from=3&wait=20`)).toBeUndefined();
    expect(await findKeptAnswer(place, `${root}/c/another`)).toBeUndefined();
  });

  test('is gone when it has expired, whoever asks first', async () => {
    place.time = Date.parse(capture.expiresAt);
    expect(await findKeptAnswer(place, `${api}/bytes`)).toBeUndefined();
    expect(place.caches.addresses).toEqual([]);
  });

  test.each([404, 410])('is gone when the store answers %i', async (status) => {
    place.answers[`/api/captures/${id}`] = () => new Response(null, { status });
    await refreshKeptCaptures(place);
    expect(place.caches.addresses).toEqual([]);
  });

  test.each([
    ['cannot be reached', () => (place.isDown = true)],
    ['is not there', () => (place.answers[id] = () => new Response(null, { status: 502 }))],
    [
      'is none',
      () =>
        (place.answers[id] = () =>
          Response.json({ error: { code: 'no-store', message: '' } }, { status: 404 })),
    ],
  ])('stays where the store %s', async (_, change) => {
    const before = place.caches.addresses;
    change();
    await refreshKeptCaptures(place);
    expect(place.caches.addresses).toEqual(before);
  });

  test('is kept for as long as the store says later on, and its bytes are not asked for again', async () => {
    place.asked.length = 0;
    place.answers[`/api/captures/${id}`] = () => Response.json({ expiresAt: '2027-01-01T00:00:00Z' });
    place.answers[`/c/${id}`] = () => Response.json('the page of today');
    await refreshKeptCaptures(place);
    expect((await findKeptCapture(place, id))?.expiresAt).toBe('2027-01-01T00:00:00Z');
    expect(await (await findKeptAnswer(place, `${root}/c/${id}`))?.json()).toBe('the page of today');
    expect(place.asked).toEqual([api, `${root}/c/${id}`]);
  });

  test('leaves others where they are', async () => {
    const other = { id: 'z'.repeat(26), pages: [] };
    await keepCapture(place, other);
    await forgetCapture(place, id);
    expect(await listKeptCaptures(place)).toEqual([other]);
  });
});

test('nothing of a capture is kept of which something is not to be had', async () => {
  place.answers['/bytes'] = () => new Response(null, { status: 500 });
  await expect(keepCapture(place, capture)).rejects.toThrow('HTTP 500');
  expect(place.caches.addresses).toEqual([]);
});

test('where nothing is kept nothing is asked, and no cache is made', async () => {
  await refreshKeptCaptures(place);
  expect(await findKeptAnswer(place, `${api}/bytes`)).toBeUndefined();
  await forgetCapture(place, id);
  expect(place.asked).toEqual([]);
  expect(place.caches.all.size).toBe(0);
});

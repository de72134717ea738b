import { expect, test } from 'vitest';
import { mayKeep } from '#offline/may-keep.ts';

const answer = (cacheControl: string, status = 200) =>
  mayKeep({ status, headers: new Headers(cacheControl === '' ? {} : { 'Cache-Control': cacheControl }) });

test('what the site publishes may be kept, whatever host sends it', () => {
  for (const words of ['', 'no-cache', 'public, max-age=600']) expect(answer(words)).toBe(true);
});

test('what a store sends may not, by whatever address: it says whom it is for', () => {
  for (const words of ['no-store', 'private, no-cache', 'Private', 'max-age=0, no-store'])
    expect(answer(words)).toBe(false);
});

test('nor may a part, a redirect or a fault', () => {
  for (const status of [0, 206, 301, 404, 502]) expect(answer('', status)).toBe(false);
});

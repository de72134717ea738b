import { expect, test } from 'vitest';
import { Kept } from '#build/kept.ts';

test('what is asked for again is made once; what is oldest goes when there is too much', () => {
  const made: string[] = [];
  const kept = new Kept<string>(10);
  const get = (key: string, weight = 4) =>
    kept.get(key, weight, () => {
      made.push(key);
      return key.toUpperCase();
    });
  expect([get('a'), get('b'), get('a')]).toEqual(['A', 'B', 'A']);
  expect(made).toEqual(['a', 'b']);
  // b was asked for the longest time ago.
  get('c');
  get('a');
  get('b');
  expect(made).toEqual(['a', 'b', 'c', 'b']);
  // What is heavier than all that is kept is kept alone.
  get('d', 50);
  get('d', 50);
  get('b');
  expect(made).toEqual(['a', 'b', 'c', 'b', 'd', 'b']);
});

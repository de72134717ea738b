import { beforeEach, expect, test } from 'vitest';
import { createFloodWatch } from '#notebook/seal/flood-watch.ts';

let time: number;
let isTooMuch: (tookMs: number) => boolean;
beforeEach(() => {
  time = 0;
  isTooMuch = createFloodWatch(() => time);
});

/** Whether any of so many messages was too much, which come evenly within a second. */
function say(count: number, tookMs: number): boolean {
  let found = false;
  for (let said = 0; said < count; said++) {
    found = isTooMuch(tookMs) || found;
    time += 1000 / count;
  }
  return found;
}

test('fifty variables with each picture are not too much, for however long', () => {
  for (let second = 0; second < 10; second++) expect(say(3000, 0.05)).toBe(false);
});

test('nor are a few large values, each of which takes long', () => {
  for (let second = 0; second < 10; second++) expect(say(5, 900)).toBe(false);
});

test('thousands a second are, and hundreds that take the page’s time', () => {
  expect(say(6000, 0)).toBe(true);
  time += 1000;
  expect(say(300, 1)).toBe(true);
});

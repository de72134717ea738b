import { afterEach, expect, test, vi } from 'vitest';
import { ValueBatch } from '#notebook/go-frame/value-batch.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('the first of a name goes at once, the newest later, and nothing is lost at the end', () => {
  vi.useFakeTimers();
  let now = 0;
  const sent: string[] = [];
  const batch = new ValueBatch(
    (name, value) => sent.push(`${name} ${'json' in value ? String(value.json) : ''}`),
    () => now,
  );
  for (let n = 0; n < 1000; n++) batch.emit('n', { json: n });
  batch.emit('m', { json: 'x' });
  expect(sent).toEqual(['n 0', 'm x']);
  vi.advanceTimersByTime(16);
  expect(sent.slice(2)).toEqual(['n 999']);
  // A program that never gives way lets no timer run: the clock is looked at with each value.
  now = 20;
  batch.emit('n', { json: 1000 });
  batch.emit('n', { json: 1001 });
  expect(sent.slice(3)).toEqual(['n 1000']);
  batch.flush();
  expect(sent.slice(4)).toEqual(['n 1001']);
  vi.advanceTimersByTime(100);
  expect(sent).toHaveLength(5);
});

import { getHeapStatistics } from 'node:v8';
import { expect, test } from 'vitest';
import { collectGarbage } from '#build/collect-garbage.ts';

test('much garbage is let go of, and little is left to the engine', () => {
  const toMb = () => getHeapStatistics().used_heap_size / 1024 / 1024;
  collectGarbage();
  const before = toMb();
  let garbage: object[] | undefined = Array.from({ length: 8_000_000 }, (_, at) => ({ at, next: at + 1 }));
  expect(garbage).toHaveLength(8_000_000);
  const full = toMb();
  expect(full - before).toBeGreaterThan(220);
  garbage = undefined;
  collectGarbage();
  expect(toMb()).toBeLessThan(full - 200);
});

import { getHeapStatistics } from 'node:v8';
import { expect, test } from 'vitest';
import { collectGarbage } from '#build/collect-garbage.ts';

test('much garbage is let go of, and little is left to the engine', () => {
  const toMb = () => getHeapStatistics().used_heap_size / 1024 / 1024;
  collectGarbage();
  const before = toMb();
  let garbage: number[][] | undefined = Array.from({ length: 600 }, (_, at) =>
    new Array<number>(65_536).fill(at + 0.5),
  );
  expect(garbage).toHaveLength(600);
  const full = toMb();
  expect(full - before).toBeGreaterThan(250);
  garbage = undefined;
  collectGarbage();
  expect(toMb()).toBeLessThan(full - 200);
});

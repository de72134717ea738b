import { expect, test } from 'vitest';
import { collections } from '#charts/examples/crashes.ts';
import { heapCollections } from '#charts/heap-collections.ts';
import type { Collection } from '#model/crash/gc-trace.ts';
import { draw } from './draw.ts';

const spec = {
  width: 400,
  height: 160,
  xLabel: 's',
  yLabel: 'MiB',
  ariaLabel: 'heap',
  ariaDescription: 'heap',
};
const points = (svg: Element, group: string, at = 0): string[] => {
  const path = svg.querySelectorAll(`[aria-label="${group}"] path`)[at]!;
  return path.getAttribute('d')!.match(/-?[\d.]+,-?[\d.]+/g)!;
};

test('what is below the line of the heap is filled, and nothing else', () => {
  const svg = draw(heapCollections(collections, spec));
  const line = points(svg, 'line');
  expect(line).toHaveLength(12);
  const area = points(svg, 'area');
  expect(area.slice(0, 12)).toEqual(line);
  // Back along the ground.
  expect(new Set(area.slice(12).map((point) => point.split(',')[1]))).toEqual(new Set(['122']));
});

test('of many collections in a pixel the largest heap and the least that was alive are drawn', () => {
  const [first] = collections;
  const many = Array.from({ length: 100_000 }, (_, index): Collection => {
    const heapMib = { start: 10, end: index === 50_000 ? 90 : 20, live: index === 50_001 ? 1 : 10 };
    return { ...first!, number: index + 1, atSeconds: index / 1000, heapMib, goalMib: 20 };
  });
  const svg = draw(heapCollections(many, spec));
  const line = points(svg, 'line');
  expect(line.length).toBeLessThan(2 * 400);
  const heights = line.map((point) => Number(point.split(',')[1]));
  // The top of the chart is 4 % above the largest heap; the ground is at 122.
  expect(Math.min(...heights)).toBeCloseTo(122 - 102 / 1.04, 0);
  expect(Math.max(...heights)).toBeCloseTo(122 - 102 / 1.04 / 90, 0);
});

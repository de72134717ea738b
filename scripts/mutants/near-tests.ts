import type { Import } from '../layers/import-graph.ts';

/**
 * The tests that import a file, directly or by others, the nearest first: each with how many imports
 * lie between.
 */
export function findTests(file: string, imports: readonly Import[]): { test: string; distance: number }[] {
  const importers = new Map<string, string[]>();
  for (const { from, to } of imports) {
    if (to !== undefined) importers.set(to, [...(importers.get(to) ?? []), from]);
  }
  const distances = new Map([[file, 0]]);
  for (const [at, distance] of distances) {
    for (const from of importers.get(at) ?? []) {
      if (!distances.has(from)) distances.set(from, distance + 1);
    }
  }
  return [...distances]
    .filter(([path]) => /^tests\/.*\.test\.tsx?$/.test(path) && !path.startsWith('tests/fuzz/'))
    .map(([test, distance]) => ({ test, distance }))
    .sort((a, b) => a.distance - b.distance || a.test.localeCompare(b.test));
}

import { findLayer, type Layers } from '../layers/check-layers.ts';

interface Count {
  total: number;
  covered: number;
}

/** Of one file, as Vitest's `json-summary` has it. */
export interface FileCoverage {
  lines: Count;
  branches: Count;
}

/** Percent of lines and of branches that a layer's tests run at least. */
export type Floors = Record<string, { lines: number; branches: number }>;

/** Files of a layer together. */
export type Sums = Map<string, FileCoverage>;

export function sumByLayer(layers: Layers, files: readonly { file: string; coverage: FileCoverage }[]): Sums {
  const sums: Sums = new Map();
  for (const { file, coverage } of files) {
    const layer = findLayer(layers, file) ?? file;
    const sum = sums.get(layer) ?? { lines: { total: 0, covered: 0 }, branches: { total: 0, covered: 0 } };
    for (const what of ['lines', 'branches'] as const) {
      sum[what].total += coverage[what].total;
      sum[what].covered += coverage[what].covered;
    }
    sums.set(layer, sum);
  }
  return new Map([...sums].sort(([a], [b]) => a.localeCompare(b)));
}

/** A percent below what is there, so that a line more or less is no fault. */
export function toFloors(sums: Sums): Floors {
  const toFloor = (count: Count) => Math.max(0, Math.floor(toPercent(count) - 1));
  return Object.fromEntries(
    [...sums].map(([layer, { lines, branches }]) => [
      layer,
      { lines: toFloor(lines), branches: toFloor(branches) },
    ]),
  );
}

/**
 * A sentence for each layer that has fallen below its floor, and a hint for each that has none or is gone:
 * a folder that is moved has fallen nowhere.
 */
export function compareToFloors(sums: Sums, floors: Floors): { problems: string[]; hints: string[] } {
  const problems: string[] = [];
  const hints: string[] = [];
  for (const [layer, sum] of sums) {
    const floor = floors[layer];
    if (!floor) {
      hints.push(`${layer}: it has no floor yet: npm run coverage -- --write gives it one`);
      continue;
    }
    for (const what of ['lines', 'branches'] as const) {
      const percent = toPercent(sum[what]);
      if (percent < floor[what]) {
        problems.push(
          `${layer}: ${percent.toFixed(1)} % of its ${what} are run, its floor is ${floor[what]} %`,
        );
      }
    }
  }
  for (const layer of Object.keys(floors)) {
    if (!sums.has(layer)) hints.push(`${layer}: it has a floor, and no file`);
  }
  return { problems, hints };
}

/** For a terminal: a line a layer, with its floors in brackets. */
export function toTable(sums: Sums, floors: Floors): string {
  const width = Math.max(...[...sums.keys()].map((layer) => layer.length));
  const toCell = (count: Count, floor: number | undefined) =>
    `${toPercent(count).toFixed(1).padStart(6)} % (${String(floor ?? '-').padStart(3)})`;
  return [
    `${'layer'.padEnd(width)}   lines (floor)   branches (floor)`,
    ...[...sums].map(
      ([layer, { lines, branches }]) =>
        `${layer.padEnd(width)} ${toCell(lines, floors[layer]?.lines)}   ${toCell(branches, floors[layer]?.branches)}`,
    ),
  ].join('\n');
}

function toPercent({ total, covered }: Count): number {
  return total === 0 ? 100 : (100 * covered) / total;
}

import type { Layers } from './check-layers.ts';

/** The rows that a row's allowances name. A single file stands for none, and what may import anything for none either. */
export function toTargets(layers: Layers, name: string): string[] {
  const may = layers[name]?.may ?? '*';
  if (may === '*') return [];
  const rows = Object.keys(layers);
  const targets = may.flatMap((one) =>
    one.endsWith('/*') ? rows.filter((row) => row.startsWith(one.slice(0, -1))) : [one],
  );
  return [...new Set(targets)].filter((one) => one !== name && one in layers);
}

/**
 * Each row's floor: 0 for what imports nothing, else one above the highest that it may import.
 *
 * @throws Error where the arrows lead back
 */
export function toFloors(layers: Layers): Map<string, number> {
  const floors = new Map<string, number>();
  const visit = (name: string, way: readonly string[]): number => {
    if (way.includes(name)) throw new Error(`layers.mjs: ${[...way, name].join(' -> ')} leads back`);
    const known = floors.get(name);
    if (known !== undefined) return known;
    const below = toTargets(layers, name).map((one) => visit(one, [...way, name]));
    const floor = Math.max(-1, ...below) + 1;
    floors.set(name, floor);
    return floor;
  };
  for (const name of Object.keys(layers)) visit(name, []);
  return floors;
}

/** The arrows that say something of their own: not those to what another arrow leads to anyway. */
export function toBareArrows(layers: Layers): [from: string, to: string][] {
  const reach = (name: string): Set<string> =>
    new Set(toTargets(layers, name).flatMap((one) => [one, ...reach(one)]));
  return Object.keys(layers).flatMap((from) => {
    const targets = toTargets(layers, from);
    const further = new Set(targets.flatMap((one) => [...reach(one)]));
    return targets.filter((to) => !further.has(to)).map((to): [string, string] => [from, to]);
  });
}

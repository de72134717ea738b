import { type Import, isRead, toPackage } from './import-graph.ts';

/** A row of layers.mjs. */
interface Layer {
  /** What is in it, in a few words. */
  says: string;
  /** Layers, `formats/*` for every layer below a folder, or single files; `*` for any. */
  may: readonly string[] | '*';
  /** Packages of npm; `node:*`, `astro:*`, `virtual:*` for what has a scheme; `*` for any. */
  packages: readonly string[] | '*';
}

export type Layers = Readonly<Record<string, Layer>>;

/**
 * The layer of a file: the row with the longest name that the path begins with. A row is a folder
 * under src/, a folder of the repository, or a single file of either.
 */
export function findLayer(layers: Layers, file: string): string | undefined {
  const path = file.startsWith('src/') ? file.slice('src/'.length) : file;
  return Object.keys(layers)
    .filter((name) => path === name || path.startsWith(`${name}/`))
    .reduce<string | undefined>(
      (longest, name) => (name.length > (longest?.length ?? -1) ? name : longest),
      undefined,
    );
}

/** What may lie in src/ and imports nothing. */
const importsNothing = /\.(?:json|md|svg|yaml)$/;

/**
 * What stands against the table: a file without a row, or whose imports are not read, an import that its row does not allow, or
 * whose name is built when it runs, a row or an allowance that nothing uses.
 */
export function checkLayers(layers: Layers, files: readonly string[], imports: readonly Import[]): string[] {
  const problems: string[] = [];
  const used = new Set<string>();
  const layerOf = new Map(files.map((file) => [file, findLayer(layers, file)]));
  for (const [file, layer] of layerOf) {
    if (layer === undefined) problems.push(`${file}: no row of layers.mjs has it`);
    else if (!isRead(file) && !importsNothing.test(file)) {
      problems.push(`${file}: what it imports is not read, see scripts/layers/import-graph.ts`);
    }
  }
  for (const { from, specifier, how, to } of imports) {
    const layer = layerOf.get(from);
    if (layer === undefined) continue;
    const { may, packages } = layers[layer] as Layer;
    if (how === 'built') {
      if (may !== '*') problems.push(`${from}: ${specifier}: the name of an import is written out`);
      continue;
    }
    if (to === undefined) {
      const name = toPackage(specifier) ?? specifier;
      if (packages === '*') continue;
      if (packages.includes(name)) used.add(`${layer} ${name}`);
      else problems.push(`${from}: ${specifier}: ${layer} may use ${list(packages)}`);
      continue;
    }
    const target = findLayer(layers, to);
    if (target === layer || may === '*') continue;
    const allowance = may.find((one) => one === target || one === toRowName(to) || isBelow(one, target));
    if (allowance === undefined) problems.push(`${from}: ${specifier}: ${layer} may import ${list(may)}`);
    else used.add(`${layer} ${allowance}`);
    if (from.startsWith('src/') && specifier.startsWith('.') && how === 'import') {
      problems.push(`${from}: ${specifier}: across layers an import begins with #`);
    }
  }
  for (const [layer, { may, packages }] of Object.entries(layers)) {
    if (![...layerOf.values()].includes(layer)) problems.push(`layers.mjs: ${layer}: no file is in it`);
    const allowances = [...(may === '*' ? [] : may), ...(packages === '*' ? [] : packages)];
    for (const [at, one] of allowances.entries()) {
      const wider = allowances.find((other) => covers(layers, other, one));
      if (allowances.indexOf(one) < at) problems.push(`layers.mjs: ${layer}: ${one} stands there twice`);
      else if (wider !== undefined) problems.push(`layers.mjs: ${layer}: ${one} is within ${wider}`);
      else if (!used.has(`${layer} ${one}`)) problems.push(`layers.mjs: ${layer}: nothing in it uses ${one}`);
    }
  }
  return problems;
}

function toRowName(file: string): string {
  return file.startsWith('src/') ? file.slice('src/'.length) : file;
}

function isBelow(allowance: string, layer: string | undefined): boolean {
  return allowance.endsWith('/*') && (layer?.startsWith(allowance.slice(0, -1)) ?? false);
}

/** Whether an allowance allows what another does: `model` what `model/kind.ts` does, `formats/*` what `formats/gob` does. */
function covers(layers: Layers, wide: string, narrow: string): boolean {
  const row = narrow.endsWith('/*') ? narrow : findLayer(layers, narrow);
  return wide !== narrow && (wide === row || isBelow(wide, row));
}

function list(names: readonly string[]): string {
  return names.join(', ') || 'nothing';
}

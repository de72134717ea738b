import type { Layers } from './check-layers.ts';
import { toBareArrows, toFloors } from './floors.ts';

const box = { height: 26, gapX: 14, padX: 10, perLetter: 7.2 };
const floorHeight = 84;
const margin = 20;

interface Box {
  name: string;
  x: number;
  y: number;
  width: number;
}

/**
 * The layers as a drawing: a floor above all that it stands on, an arrow for what no other arrow
 * leads to anyway. Colours are those of the reader's own scheme.
 */
export function drawLayers(layers: Layers): string {
  const shown = Object.fromEntries(
    Object.entries(layers).filter(([name, { may }]) => may !== '*' && !isFile(name)),
  );
  const floors = toFloors(shown);
  const arrows = toBareArrows(shown);
  const highest = Math.max(...floors.values());
  const rows = Array.from({ length: highest + 1 }, (_, floor) =>
    Object.keys(shown).filter((name) => floors.get(name) === floor),
  );
  const widest = Math.max(...rows.map(toRowWidth));
  const boxes = new Map<string, Box>();
  // From the ground up, each in the order of what it stands on, so that arrows cross little.
  for (const [floor, names] of rows.entries()) {
    const centre = (name: string): number => {
      const below = arrows.flatMap(([from, to]) =>
        from === name && boxes.has(to) ? [boxes.get(to) as Box] : [],
      );
      return below.length === 0
        ? widest / 2
        : below.reduce((sum, one) => sum + one.x + one.width / 2, 0) / below.length;
    };
    const ordered = floor === 0 ? names : names.toSorted((a, b) => centre(a) - centre(b));
    const free = (widest - toRowWidth(ordered)) / (ordered.length + 1);
    let x = margin + free;
    for (const name of ordered) {
      const width = toBoxWidth(name);
      boxes.set(name, { name, x, y: margin + (highest - floor) * floorHeight, width });
      x += width + box.gapX + free;
    }
  }
  const width = Math.ceil(widest + margin * 2);
  const height = highest * floorHeight + box.height + margin * 2;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="The layers and whom each may import">`,
    '<style>',
    'rect { fill: #f4f6f8; stroke: #57606a; } text { font: 12px ui-monospace, monospace; fill: #1f2328; } path { fill: none; stroke: #8c959f; }',
    '@media (prefers-color-scheme: dark) { rect { fill: #21262d; stroke: #8b949e; } text { fill: #e6edf3; } path { stroke: #6e7681; } }',
    '</style>',
    ...arrows.map(([from, to]) => drawArrow(boxes.get(from) as Box, boxes.get(to) as Box)),
    ...[...boxes.values()].map(drawBox),
    '</svg>',
    '',
  ].join('\n');
}

/** The rows as a table in Markdown, from the ground up as the table of layers.mjs has them. */
export function tabulateLayers(layers: Layers): string {
  const list = (names: readonly string[] | '*') =>
    names === '*' ? 'anything' : names.map((name) => `\`${name}\``).join(', ') || '–';
  return [
    '| Layer | What is in it | May import | Packages |',
    '| --- | --- | --- | --- |',
    ...Object.entries(layers).map(
      ([name, { says, may, packages }]) => `| \`${name}\` | ${says} | ${list(may)} | ${list(packages)} |`,
    ),
  ].join('\n');
}

function drawArrow(from: Box, to: Box): string {
  const x1 = from.x + from.width / 2;
  const y1 = from.y + box.height;
  const x2 = to.x + to.width / 2;
  const y2 = to.y;
  const bend = Math.min(40, (y2 - y1) / 2);
  return `<path d="M${round(x1)} ${round(y1)}C${round(x1)} ${round(y1 + bend)} ${round(x2)} ${round(y2 - bend)} ${round(x2)} ${round(y2)}"/>`;
}

function drawBox({ name, x, y, width }: Box): string {
  return (
    `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${box.height}" rx="4"/>` +
    `<text x="${round(x + box.padX)}" y="${round(y + 17)}">${name}</text>`
  );
}

function toBoxWidth(name: string): number {
  return name.length * box.perLetter + box.padX * 2;
}

function toRowWidth(names: readonly string[]): number {
  return names.reduce((sum, name) => sum + toBoxWidth(name) + box.gapX, -box.gapX);
}

function isFile(name: string): boolean {
  return name.includes('.');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

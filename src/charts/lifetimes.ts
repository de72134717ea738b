import type { PlotOptions } from '@observablehq/plot';
import { cutTo, guessWidth } from '#model/text-width.ts';
import { toLifetimeLanes, type LifetimeLanes, type LifetimeRow } from './lifetime-lanes.ts';
import { haloed, makeSvg, pixelMark, type Paper } from './pixel-mark.ts';
import { chartMargins } from './margins.ts';
import { formatTick, timeAxisMark, timeFrame, type TimeChartSpec } from './time-chart.ts';
import { marksAbove, marksBelow } from './time-marks.ts';

/** From which part of the greatest value on each colour is used; below the first, the lightest. */
const bounds = [0.02, 0.1, 0.2, 0.5];
const opacities = [0.16, 0.34, 0.52, 0.74, 1];
const rowColour = 'var(--cb-series-0)';
/** Cells of all rows together. */
const CELLS = 100_000;
const LETTERS = 11;

/**
 * What lived when: a strip a row over the whole window, the darker the more was used in it. Rows that
 * have no room each share lanes with those that lived at another time, and names stand where they fit.
 */
export function lifetimes(rows: readonly LifetimeRow[], spec: TimeChartSpec): PlotOptions {
  const lanes = toLifetimeLanes(rows, spec);
  const scale = toLevels(rows);
  return {
    ...timeFrame(spec),
    y: { type: 'linear', domain: [0, 1], axis: null },
    marks: [
      ...marksBelow(spec),
      timeAxisMark(spec),
      pixelMark('cb-lifetimes', (paper, group) => {
        drawStrips(paper, group, rows, lanes, scale);
        if (lanes.pitch >= LETTERS + 1) drawNames(paper, group, rows, lanes);
      }),
      pixelMark('cb-lifetimes-key', (paper, group) => drawKey(paper, group, scale, spec.yLabel)),
      ...marksAbove(spec),
    ],
  };
}

/** Values from which on a strip has the next colour. */
function toLevels(rows: readonly LifetimeRow[]): number[] {
  let greatest = 0;
  for (const { strips } of rows) for (const { value } of strips) if (value > greatest) greatest = value;
  const round = toRound(greatest > 0 ? greatest : 1);
  return bounds.map((part) => Number((round * part).toPrecision(3)));
}

/** The next of 1, 2, 5, 10, 20, 50 … */
function toRound(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

function levelOf(value: number, levels: readonly number[]): number {
  let level = 0;
  while (level < levels.length && value >= (levels[level] as number)) level++;
  return level;
}

/** A path for each colour and strength: thousands of strips are a handful of elements. */
function drawStrips(
  paper: Paper,
  group: SVGElement,
  rows: readonly LifetimeRow[],
  { laneOf, lanes, pitch }: LifetimeLanes,
  levels: readonly number[],
): void {
  const paths = new Map<string, { colour: string; level: number; d: string }>();
  const height = Math.max(2, pitch - (pitch > 8 ? 3 : 1));
  const inner = paper.right - paper.left;
  const shown = laneOf.reduce((sum, lane) => sum + (lane >= 0 ? 1 : 0), 0);
  const cell = inner / Math.min(inner, Math.max(100, Math.floor(CELLS / Math.max(1, shown))));
  // Where lanes are fewer than what they hold, a strip that used more lies on one that used less.
  const order = Array.from(rows, (_, row) => row).filter((row) => (laneOf[row] as number) >= 0);
  if (lanes === 0) return;
  for (const row of order) {
    const { strips, colour = rowColour } = rows[row] as LifetimeRow;
    const top = Math.round((paper.top + (laneOf[row] as number) * pitch) * 10) / 10;
    for (const { x1, x2, level } of toCells(strips, levels, paper, cell)) {
      const key = `${level} ${colour}`;
      const path = paths.get(key) ?? { colour, level, d: '' };
      path.d += `M${x1},${top}H${x2}v${Math.round(height * 10) / 10}H${x1}Z`;
      paths.set(key, path);
    }
  }
  for (const { colour, level, d } of [...paths.values()].toSorted((a, b) => a.level - b.level)) {
    group.append(
      makeSvg(paper.document, 'path', { d, fill: colour, 'fill-opacity': String(opacities[level]) }),
    );
  }
}

/** Strips in pixels, never narrower than a cell: those in one cell are one, as dark as the darkest. */
function toCells(
  strips: LifetimeRow['strips'],
  levels: readonly number[],
  { toX, left, right }: Paper,
  cell: number,
): { x1: number; x2: number; level: number }[] {
  const cells: { x1: number; x2: number; level: number }[] = [];
  const toTenth = (x: number): number => Math.round(x * 10) / 10;
  for (const { from, to, value } of strips) {
    const [x1, x2] = [Math.max(left, toX(from)), Math.min(right, toX(to))];
    if (!(x2 >= x1)) continue;
    const level = levelOf(value, levels);
    const last = cells[cells.length - 1];
    if (last && x1 - last.x2 < 0.5 && (level === last.level || last.x2 - last.x1 <= cell)) {
      last.x2 = toTenth(Math.max(last.x2, x2));
      last.level = Math.max(last.level, level);
      continue;
    }
    const begin = Math.max(x1, last?.x2 ?? -Infinity);
    cells.push({
      x1: toTenth(begin),
      x2: toTenth(Math.max(x2, Math.min(right, begin + Math.max(1, cell)))),
      level,
    });
  }
  return cells;
}

/** A name in its strip; in a lane of its own also after it, where nothing follows for as long as the name is. */
function drawNames(
  paper: Paper,
  group: SVGElement,
  rows: readonly LifetimeRow[],
  { laneOf, pitch, alone }: LifetimeLanes,
): void {
  const inLane = new Map<number, { row: number; x1: number; x2: number }[]>();
  rows.forEach(({ strips }, row) => {
    const lane = laneOf[row] as number;
    const [first, last] = [strips[0], strips[strips.length - 1]];
    if (lane < 0 || !first || !last) return;
    const x1 = Math.max(paper.left, paper.toX(first.from));
    const x2 = Math.min(paper.right, paper.toX(last.to));
    const others = inLane.get(lane);
    if (others) others.push({ row, x1, x2 });
    else inLane.set(lane, [{ row, x1, x2 }]);
  });
  for (const [lane, unordered] of inLane) {
    const placed = unordered.toSorted((a, b) => a.x1 - b.x1);
    placed.forEach(({ row, x1, x2 }, index) => {
      const { label } = rows[row] as LifetimeRow;
      const width = guessWidth(label, LETTERS);
      const next = placed[index + 1]?.x1 ?? paper.width;
      const before = placed[index - 1]?.x2 ?? paper.left;
      const y = paper.top + lane * pitch + pitch / 2;
      const attributes = { y, dy: '0.32em', 'font-size': LETTERS, fill: 'var(--cb-ink)', ...haloed };
      const add = (x: number, text: string, anchor = 'start'): void => {
        group.append(makeSvg(paper.document, 'text', { x, 'text-anchor': anchor, ...attributes }, text));
      };
      const within = (): void => add(x1 + 4, cutTo(label, x2 - x1 - 8, LETTERS));
      // Beside a strip of a lane that others share it would be taken for the name of all of them.
      if (!alone) {
        if (x2 - x1 >= Math.min(width, 60) + 8) within();
      } else if (next - x2 >= width + 8) add(x2 + 4, label);
      else if (x2 - x1 >= Math.min(width, 60) + 8) within();
      else if (x1 - before >= width + 8 && index === 0) add(x1 - 4, label, 'end');
    });
  }
}

/** What the colours stand for, above the chart at the right; ends alone where it is narrow. */
function drawKey(paper: Paper, group: SVGElement, levels: readonly number[], yLabel: string): void {
  const texts = opacities.map((_, level) => {
    const [low, high] = [levels[level - 1], levels[level]];
    if (low === undefined) return `< ${formatTick(high ?? 0)}`;
    return high === undefined ? `≥ ${formatTick(low)}` : `${formatTick(low)}–${formatTick(high)}`;
  });
  const letters = { 'text-anchor': 'start', 'font-size': LETTERS, fill: 'var(--cb-ink-2)' };
  const y = chartMargins.top / 2 - 2;
  group.append(makeSvg(paper.document, 'text', { x: 0, y, dy: '0.32em', ...letters }, yLabel));
  const whole = texts.reduce((sum, text) => sum + guessWidth(text, LETTERS) + 26, 0);
  const isBrief = whole > paper.width - guessWidth(yLabel, LETTERS) - 16;
  const told = isBrief
    ? texts.map((text, level) => (level === 0 || level === texts.length - 1 ? text : ''))
    : texts;
  let x = paper.right;
  for (let level = told.length - 1; level >= 0; level--) {
    const text = told[level] as string;
    x -= text === '' ? 0 : guessWidth(text, LETTERS);
    if (text !== '') group.append(makeSvg(paper.document, 'text', { x, y, dy: '0.32em', ...letters }, text));
    x -= text === '' ? 11 : 14;
    const box = { x, y: y - 5, width: 10, height: 10, fill: rowColour };
    group.append(makeSvg(paper.document, 'rect', { ...box, 'fill-opacity': String(opacities[level]) }));
    x -= text === '' ? 1 : 12;
  }
}

import { toPackage } from '#model/go-names.ts';
import { toPrintable } from '#model/printable.ts';
import { ROOT } from '#model/profile/call-tree.ts';
import type { FlamePaint } from './flame-colour.ts';
import { countRows, flameBoxes, type FlameLayout } from './flame-layout.ts';
import type { FlameTree } from './flame-tree.ts';

/** A flame graph has its root at the bottom, an icicle on top. */
export type FlameDirection = 'flame' | 'icicle';

/** How a layout is drawn, besides where its boxes are. */
export interface FlameLook {
  direction: FlameDirection;
  paint: FlamePaint;
  /** By frame: 1 where it is looked for; all others are dimmed then. */
  found?: Uint8Array | undefined;
  /** A frame that is marked wherever it is: an index into the tree's. */
  chosen?: number | undefined;
  texts: FlameTexts;
}

export interface FlameTexts {
  /** In the row of the root. */
  whole: string;
  /** `4 more callers`: in the row of those that are left out. */
  callers(count: number): string;
}

/** Pixels of a row. */
const ROW = 18;
/** Pixels that a label begins from the edge of its box, and those of the narrowest box that has one. */
const INSET = 4;
const LABELLED = 22;
/** Pixels: a character of the 11 px monospace labels, where nobody measures it. */
const ADVANCE = 6.62;
const FONT_SIZE = 11;
/** Boxes that are so narrow touch each other, or there would be nothing but gaps. */
const TOUCHING = 3;

/** Pixels of a drawing. */
export function toFlameHeight(layout: FlameLayout): number {
  return countRows(layout) * ROW;
}

/** Pixels from above to where a row begins; rows count from the root. */
export function toRowTop(layout: FlameLayout, row: number, direction: FlameDirection): number {
  return (direction === 'icicle' ? row : countRows(layout) - 1 - row) * ROW;
}

/** The row at so many pixels from above. */
export function toRowAt(layout: FlameLayout, y: number, direction: FlameDirection): number {
  const fromAbove = Math.floor(y / ROW);
  return direction === 'icicle' ? fromAbove : countRows(layout) - 1 - fromAbove;
}

/** A flame graph as an SVG, its colours being the page's variables. */
export function flameGraph(
  flame: FlameTree,
  layout: FlameLayout,
  look: FlameLook,
  document: Document,
  ariaLabel = '',
): SVGSVGElement {
  const create = (name: string, attributes: Record<string, string | number>): SVGElement => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    return element;
  };
  const [width, height] = [layout.width, toFlameHeight(layout)];
  const svg = create('svg', {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
  }) as SVGSVGElement;
  if (ariaLabel !== '') {
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', ariaLabel);
  }
  // A path a colour: thousands of elements would weigh ten times as much.
  const paths = new Map<string, string>();
  const labels = create('g', {
    fill: 'var(--cb-ink)',
    'font-family': 'var(--cb-mono)',
    'font-size': FONT_SIZE,
  });
  drawBoxes(flame, layout, look, ADVANCE, {
    box: (x, y, wide, high, colour) => {
      const box = `M${round(x)},${y}h${round(wide)}v${high}h${round(-wide)}Z`;
      paths.set(colour, (paths.get(colour) ?? '') + box);
    },
    label: (x, y, text, colour) => {
      const label = create('text', { x: round(x), y });
      if (colour !== ink) label.setAttribute('fill', colour);
      label.textContent = text;
      labels.append(label);
    },
    mark: (x, y, wide, high) =>
      labels.append(
        create('rect', {
          x: round(x),
          y,
          width: round(wide),
          height: high,
          fill: 'none',
          stroke: 'var(--cb-accent)',
          'stroke-width': 2,
        }),
      ),
  });
  for (const [fill, d] of paths) svg.append(create('path', { d, fill }));
  svg.append(labels);
  return svg;
}

/** Draws on a canvas, whose pixels are those of the layout: who hands it over has scaled it for the screen. */
export function paintFlame(
  flame: FlameTree,
  layout: FlameLayout,
  look: FlameLook,
  context: CanvasRenderingContext2D,
  resolve: (colour: string) => string,
): void {
  context.font = `${FONT_SIZE}px ${resolve('var(--cb-mono)')}`;
  context.textBaseline = 'alphabetic';
  const advance = context.measureText('0'.repeat(20)).width / 20 || ADVANCE;
  const values = new Map<string, string>();
  let fill = '';
  const setFill = (colour: string): void => {
    if (fill === colour) return;
    fill = colour;
    let value = values.get(colour);
    if (value === undefined) values.set(colour, (value = resolve(colour)));
    context.fillStyle = value;
  };
  const labels: { x: number; y: number; text: string; colour: string }[] = [];
  const marks: [number, number, number, number][] = [];
  drawBoxes(flame, layout, look, advance, {
    box: (x, y, wide, high, colour) => {
      setFill(colour);
      context.fillRect(x, y, wide, high);
    },
    label: (x, y, text, colour) => labels.push({ x, y, text, colour }),
    mark: (...mark) => marks.push(mark),
  });
  for (const { x, y, text, colour } of labels) {
    setFill(colour);
    context.fillText(text, x, y);
  }
  context.strokeStyle = resolve('var(--cb-accent)');
  context.lineWidth = 2;
  for (const mark of marks) context.strokeRect(...mark);
}

const ink = 'var(--cb-ink)';
const quiet = 'var(--cb-ink-2)';
/** Behind what is not looked for. */
const dimmed = 'var(--cb-surface-2)';
const narrowColour = 'var(--cb-flame-rest)';

/** What boxes are drawn with: pixels, and CSS colours. */
interface Pen {
  box(x: number, y: number, wide: number, high: number, colour: string): void;
  /** @param y of the line that letters stand on */
  label(x: number, y: number, text: string, colour: string): void;
  mark(x: number, y: number, wide: number, high: number): void;
}

function drawBoxes(
  { tree }: FlameTree,
  layout: FlameLayout,
  { direction, paint, found, chosen, texts }: FlameLook,
  advance: number,
  pen: Pen,
): void {
  const { frame, frames } = tree;
  for (let row = 0; row < countRows(layout); row++) {
    const y = toRowTop(layout, row, direction);
    /** Narrow boxes of one colour beside each other are one. */
    let run: { x: number; end: number; colour: string } | undefined;
    const endRun = (): void => {
      if (run) pen.box(run.x, y, run.end - run.x, ROW - 1, run.colour);
      run = undefined;
    };
    for (let index = layout.rowStarts[row]!; index < layout.rowStarts[row + 1]!; index++) {
      const [node, box] = [layout.node[index]!, layout.box[index]!];
      const [x, wide] = [layout.x[index]!, layout.wide[index]!];
      const isFrame = box === flameBoxes.frame;
      const isDimmed = found !== undefined && (!isFrame || node === ROOT || found[frame[node]!] !== 1);
      const colour = isDimmed ? dimmed : isFrame ? paint(node) : narrowColour;
      const isMarked = isFrame && node !== ROOT && frame[node] === chosen;
      if (wide < TOUCHING && !isMarked) {
        if (run && run.colour === colour && x - run.end < 0.01) run.end = x + wide;
        else {
          endRun();
          run = { x, end: x + wide, colour };
        }
        continue;
      }
      endRun();
      const drawn = wide < TOUCHING ? wide : wide - 1;
      pen.box(x, y, drawn, ROW - 1, colour);
      if (isMarked) pen.mark(x + 1, y + 1, Math.max(0.5, drawn - 2), ROW - 3);
      if (wide < LABELLED || box === flameBoxes.narrow) continue;
      const name =
        box === flameBoxes.callers
          ? texts.callers(layout.hidden[index]!)
          : node === ROOT
            ? texts.whole
            : toPrintable(frames[frame[node]!]!.name);
      const label = fitLabel(name, Math.floor((drawn - 2 * INSET) / advance));
      if (label !== '') pen.label(x + INSET, y + ROW - 6, label, isDimmed || !isFrame ? quiet : ink);
    }
    endRun();
  }
}

/** As much of a name as there is room for, in characters: without the path of its package first, then cut. */
function fitLabel(name: string, room: number): string {
  if (toColumns(name) <= room) return name;
  const path = toPackage(name);
  const short = name.slice(path.lastIndexOf('/') + 1);
  if (toColumns(short) <= room) return short;
  let label = '';
  let columns = 1;
  for (const character of short) {
    columns += toColumns(character);
    if (columns > room) break;
    label += character;
  }
  return label.length < 2 ? '' : `${label}…`;
}

/** Of a monospace font, where what is beyond the Latin scripts is mostly twice as wide. */
function toColumns(text: string): number {
  let columns = text.length;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x2e7f) columns++;
  return columns;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

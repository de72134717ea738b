import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { type FlameColours, toFlameLegend, toFlamePaint } from '#charts/flame-colour.ts';
import { stacks, toExampleTree } from '#charts/examples/profiles.ts';
import {
  type FlameDirection,
  type FlameLook,
  flameGraph,
  paintFlame,
  toFlameHeight,
  toRowAt,
  toRowTop,
} from '#charts/flame-graph.ts';
import { countRows, layOutFlame } from '#charts/flame-layout.ts';
import { FlameTree } from '#charts/flame-tree.ts';
import { makeProfile } from '../model/profile/make-profile.ts';
import { treeOf } from '../model/profile/read-profile.ts';

const texts = { whole: 'all', callers: (count: number) => `${count} more callers` };
const flame = new FlameTree(toExampleTree(({ samples }) => samples));
const layout = layOutFlame(flame, { width: 800 });
const toLook = (direction: FlameDirection, parts: Partial<FlameLook> = {}): FlameLook => ({
  direction,
  paint: toFlamePaint(flame, 'package'),
  texts,
  ...parts,
});

function drawSvg(look: FlameLook, of = layout, from = flame): SVGSVGElement {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  return flameGraph(from, of, look, document as unknown as Document);
}

interface Drawn {
  boxes: { x: number; y: number; wide: number; high: number; colour: string }[];
  labels: { x: number; y: number; text: string; colour: string }[];
  marks: number[][];
}

/** What is drawn on a canvas, whose characters have a width. */
function drawCanvas(look: FlameLook, of = layout, advance = 6.62): Drawn {
  const drawn: Drawn = { boxes: [], labels: [], marks: [] };
  const context = {
    fillStyle: '',
    measureText: (text: string) => ({ width: text.length * advance }),
    fillRect(x: number, y: number, wide: number, high: number) {
      drawn.boxes.push({ x, y, wide, high, colour: this.fillStyle });
    },
    fillText(text: string, x: number, y: number) {
      drawn.labels.push({ x, y, text, colour: this.fillStyle });
    },
    strokeRect: (...mark: number[]) => void drawn.marks.push(mark),
  };
  paintFlame(flame, of, look, context as unknown as CanvasRenderingContext2D, (colour) => `<${colour}>`);
  return drawn;
}

const labelsOf = (svg: Element): string[] =>
  [...svg.querySelectorAll('text')].map((text) => text.textContent ?? '');
const yOf = (svg: Element, label: string): number =>
  Number([...svg.querySelectorAll('text')].find((text) => text.textContent === label)!.getAttribute('y'));

describe('a drawing', () => {
  test('has the root at the bottom, an icicle on top', () => {
    const [up, down] = [drawSvg(toLook('flame')), drawSvg(toLook('icicle'))];
    expect(yOf(up, 'all')).toBeGreaterThan(yOf(up, 'main.main'));
    expect(yOf(up, 'main.main')).toBeGreaterThan(yOf(up, 'main.poll'));
    expect(yOf(down, 'all')).toBeLessThan(yOf(down, 'main.main'));
    expect(yOf(down, 'main.main')).toBeLessThan(yOf(down, 'main.poll'));
    expect(Number(up.getAttribute('height'))).toBe(toFlameHeight(layout));
  });

  test.each(['flame', 'icicle'] as const)('knows which row is where (%s)', (direction) => {
    for (let row = 0; row < countRows(layout); row++) {
      const top = toRowTop(layout, row, direction);
      expect([toRowAt(layout, top, direction), toRowAt(layout, top + 17, direction)]).toEqual([row, row]);
    }
    expect(toRowAt(layout, -1, direction)).toBe(direction === 'icicle' ? -1 : countRows(layout));
  });

  test('on a canvas is the same as in an SVG', () => {
    const look = toLook('flame', { chosen: flame.tree.frames.findIndex(({ name }) => name === 'main.poll') });
    const [svg, canvas] = [drawSvg(look), drawCanvas(look)];
    expect(canvas.labels.map(({ text }) => text)).toEqual(labelsOf(svg));
    const paths = new Map<string, string>();
    const round = (pixels: number): number => Math.round(pixels * 10) / 10;
    for (const { x, y, wide, high, colour } of canvas.boxes) {
      const box = `M${round(x)},${y}h${round(wide)}v${high}h${round(-wide)}Z`;
      paths.set(colour.slice(1, -1), (paths.get(colour.slice(1, -1)) ?? '') + box);
    }
    expect(
      [...svg.querySelectorAll('path')].map((path) => [path.getAttribute('fill'), path.getAttribute('d')]),
    ).toEqual([...paths]);
    expect(canvas.marks).toHaveLength(1);
    expect(svg.querySelectorAll('rect')).toHaveLength(1);
  });

  test('dims what is not looked for', () => {
    const found = Uint8Array.from(flame.tree.frames, ({ name }) => Number(name === 'main.poll'));
    const { boxes } = drawCanvas(toLook('flame', { found }));
    const bright = boxes.filter(({ colour }) => colour !== '<var(--cb-surface-2)>');
    expect(bright).toHaveLength(1);
    const at = layout.node.indexOf(flame.findPath(['main.main', 'main.poll']));
    expect(bright[0]!.x).toBeCloseTo(layout.x[at]!);
    // The root is no frame, whatever number it has.
    const first = Uint8Array.from(flame.tree.frames, (_, frame) => Number(frame === flame.tree.frame[0]));
    const root = drawCanvas(toLook('flame', { found: first })).boxes.find(({ wide }) => wide === 799);
    expect(root!.colour).toBe('<var(--cb-surface-2)>');
  });

  test('narrow boxes beside each other are one where they have one colour', () => {
    const parent = new Uint32Array(401);
    const self = Float64Array.from(parent, (_, node) => Number(node > 0));
    const frames = Array.from({ length: 401 }, (_, at) => ({ name: `f${1000 + at}`, file: '', line: 0 }));
    const total = Float64Array.from(self, (value, node) => (node === 0 ? 400 : value));
    const wide = new FlameTree({ frames, parent, frame: parent.map((_, at) => at), self, total });
    const svg = drawSvg(
      { ...toLook('icicle'), paint: (node) => (node === 0 ? 'grey' : node <= 200 ? 'red' : 'blue') },
      layOutFlame(wide, { width: 400 }),
      wide,
    );
    const paths = [...svg.querySelectorAll('path')].map((path) => [
      path.getAttribute('fill'),
      path.getAttribute('d'),
    ]);
    expect(paths).toEqual([
      ['grey', 'M0,0h399v17h-399Z'],
      ['red', 'M0,18h200v17h-200Z'],
      ['blue', 'M200,18h200v17h-200Z'],
    ]);
  });

  test('names a box as far as there is room: without the path of its package, then cut', () => {
    const [deep] = [flame.findPath(['main.main', 'main.wait', 'example.com/app/keys.Read'])];
    const nameAt = (width: number): string | undefined =>
      drawCanvas(toLook('icicle'), layOutFlame(flame, { width, at: deep })).labels.find(({ text }) =>
        text.includes('eys'),
      )?.text;
    expect(nameAt(400)).toBe('example.com/app/keys.Read');
    expect(nameAt(100)).toBe('keys.Read');
    expect(nameAt(60)).toBe('keys.R…');
    expect(nameAt(24)).toBeUndefined();
  });

  test('says how many callers stand in a row', () => {
    const depth = 30;
    const parent = Uint32Array.from({ length: depth + 1 }, (_, node) => Math.max(0, node - 1));
    const self = Float64Array.from(parent, () => 1);
    const frames = parent.reduce<{ name: string; file: string; line: number }[]>(
      (all, _, at) => [...all, { name: `f${at}`, file: '', line: 0 }],
      [],
    );
    const chain = new FlameTree({
      frames,
      parent,
      frame: parent.map((_, at) => at),
      self,
      total: self.map((_, at) => depth + 1 - at),
    });
    const svg = drawSvg(
      { ...toLook('icicle'), paint: () => 'red' },
      layOutFlame(chain, { width: 300, at: 20 }),
      chain,
    );
    expect(labelsOf(svg).slice(0, 3)).toEqual(['all', '11 more callers', 'f12']);
  });
});

describe('colours', () => {
  const paintOf = (colours: FlameColours) => toFlamePaint(flame, colours);

  test('of packages are the same for each of their frames, in whatever tree', () => {
    const paint = paintOf('package');
    const [poll, draw] = [
      ['main.main', 'main.poll'],
      ['main.main', 'main.draw'],
    ].map((path) => flame.findPath(path));
    expect(paint(poll!)).toBe(paint(draw!));
    expect(paint(poll!)).toMatch(/^var\(--cb-flame-\d\)$/);
    const other = new FlameTree(toExampleTree(({ later }) => later));
    expect(toFlamePaint(other, 'package')(other.findPath(['main.main', 'main.wait']))).toBe(paint(poll!));
  });

  test('of packages are explained by those that are drawn, the widest first', () => {
    const named = {
      owners: { user: 'u', std: 's', runtime: 'r', cgo: 'c' },
      grown: '+',
      same: '=',
      shrunk: '-',
      noPackage: 'none',
    };
    const legend = toFlameLegend(flame, layout, 'package', named);
    expect(legend.map(({ label }) => label)).toEqual([
      'main',
      'runtime',
      'time',
      'fmt',
      'example.com/app/term',
      'example.com/app/keys',
      'syscall',
    ]);
    const paint = paintOf('package');
    expect(legend[0]!.colour).toBe(paint(flame.findPath(['main.main'])));
    expect(toFlameLegend(flame, layout, 'owner', named).map(({ label }) => label)).toEqual([
      'u',
      's',
      'r',
      'c',
    ]);
    const own = [{ label: 'select', colour: 'red' }];
    expect(toFlameLegend(flame, layout, { colourOf: () => 'red', legend: own }, named)).toBe(own);
  });

  test('of owners say whose code it is', () => {
    const paint = paintOf('owner');
    const colours = [['main.main'], ['main.main', 'main.draw', 'fmt.Fprintf'], ['runtime.mcall'], []].map(
      (path) => paint(flame.findPath(path)),
    );
    expect(colours).toEqual([
      'var(--cb-flame-user)',
      'var(--cb-flame-std)',
      'var(--cb-flame-runtime)',
      'var(--cb-flame-root)',
    ]);
  });

  test('of a change are red where it grew, blue where it shrank, the stronger the more', () => {
    const change = {
      before: toExampleTree(({ samples }) => samples).total,
      after: toExampleTree(({ later }) => later).total,
    };
    const differing = new FlameTree(
      toExampleTree(({ samples, later }) => later - samples),
      change,
    );
    const paint = toFlamePaint(differing, 'change');
    const colourOf = (...path: string[]): string => paint(differing.findPath(path));
    expect(colourOf('main.main', 'main.poll')).toBe('var(--cb-flame-down-3)');
    expect(colourOf('main.main')).toBe('var(--cb-flame-down-2)');
    expect(colourOf('main.main', 'main.wait')).toBe('var(--cb-flame-up-3)');
    expect(colourOf('main.main', 'main.draw', 'example.com/app/term.(*Screen).Flush')).toBe(
      'var(--cb-flame-up-1)',
    );
    expect(colourOf('main.main', 'main.draw', 'fmt.Fprintf')).toBe('var(--cb-flame-same)');
    // The steps: nothing below a hundredth of both sides together, strong from six tenths on.
    const changeOf = (before: number, after: number): string => {
      const sides = { before: Float64Array.of(before, before), after: Float64Array.of(after, after) };
      const gained = Float64Array.of(0, after - before);
      const tree = {
        ...flame.tree,
        parent: new Uint32Array(2),
        frame: new Uint32Array(2),
        self: gained,
        total: gained,
      };
      return toFlamePaint(new FlameTree(tree, sides), 'change')(1).slice('var(--cb-flame-'.length, -1);
    };
    expect([
      changeOf(1000, 1018),
      changeOf(1000, 1022),
      changeOf(100, 148),
      changeOf(100, 152),
      changeOf(100, 390),
      changeOf(100, 410),
      changeOf(410, 100),
    ]).toEqual(['same', 'up-1', 'up-1', 'up-2', 'up-2', 'up-3', 'down-3']);
    // As wide as before and after together.
    expect(differing.size[0]).toBe(stacks.reduce((sum, { samples, later }) => sum + samples + later, 0));
  });

  test('leave text readable in both themes: a contrast of 4.5 at least', async () => {
    const css = await readFile(join(import.meta.dirname, '../../src/styles/tokens.css'), 'utf8');
    const [dark, light] = css
      .split("[data-theme='light']")
      .map(
        (part) =>
          new Map([...part.matchAll(/(--cb-[\w-]+): (#\w{6});/g)].map(([, name, value]) => [name!, value!])),
      );
    for (const theme of [dark!, light!]) {
      const fills = [...theme].filter(([name]) => name.startsWith('--cb-flame-'));
      expect(fills).toHaveLength(10 + 4 + 3 + 3 + 3);
      for (const [name, fill] of fills) {
        expect([name, contrast(fill, theme.get('--cb-ink')!) >= 4.5]).toEqual([name, true]);
      }
      const dimmed = contrast(theme.get('--cb-surface-2')!, theme.get('--cb-ink-2')!);
      expect(dimmed).toBeGreaterThanOrEqual(4.5);
    }
  });
});

/** As WCAG counts it. */
function contrast(a: string, b: string): number {
  const [dark, light] = [a, b]
    .map((colour) => {
      const [red, green, blue] = [1, 3, 5]
        .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
    })
    .toSorted((one, other) => one - other);
  return (light! + 0.05) / (dark! + 0.05);
}

test('a name that turns the direction of writing is drawn as it is written', () => {
  const made = makeProfile([{ stack: ['main', '\u202eevil', 'a\u0001b'], value: 1 }]);
  const from = new FlameTree(treeOf(made, 0));
  const of = layOutFlame(from, { width: 800 });
  expect(labelsOf(drawSvg({ ...toLook('flame'), paint: toFlamePaint(from, 'package') }, of, from))).toEqual([
    'all',
    'main',
    '\ufffdevil',
    'a\ufffdb',
  ]);
});

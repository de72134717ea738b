import { h } from 'preact';
import { useState } from 'preact/hooks';
import { toExampleTree } from '#charts/examples/profiles.ts';
import { countRows, flameBoxes, type FlameLayout, layOutFlame } from '#charts/flame-layout.ts';
import { FlameTree } from '#charts/flame-tree.ts';
import { ROOT } from '#model/profile/call-tree.ts';
import { FlameGraph } from '#viewer/flame/FlameGraph.tsx';
import type { FlameGraphProps } from '#viewer/flame/props.ts';
import { openPage, pageWidth, type OpenPage } from '../open-page.ts';

export const tree = toExampleTree(({ samples }) => samples);
export const total = tree.total[ROOT]!;
export const change = { before: tree.total, after: toExampleTree(({ later }) => later).total };
export const changeTree = toExampleTree(({ samples, later }) => later - samples);

/** What a canvas was asked to draw. */
interface Painted {
  labels: string[];
  outlines: number;
}

export interface OpenFlame extends CanvasPage {
  /** What the view around it has: the zoom and the chosen frame. */
  state: { zoom: readonly string[]; chosen: string | undefined };
  surface(): HTMLElement;
  /** What stands in the drawing now. */
  painted(): Painted;
  /** What keys are at, as it is said. */
  item(): string;
  key(key: string, parts?: Record<string, unknown>): boolean;
  /** A pointer over the box of a frame of the whole, or a click on it. */
  point(
    path: readonly string[],
    type: 'click' | 'dblclick' | 'pointermove',
    parts?: Record<string, unknown>,
  ): void;
}

export interface CanvasPage extends OpenPage {
  paintedOn(canvas: Element): Painted;
}

/** A page whose canvases take down what is drawn on them. */
export function openCanvasPage(): CanvasPage {
  const page = openPage({
    getComputedStyle: () => ({ getPropertyValue: () => '#777777' }),
  });
  const painted = new WeakMap<Element, Painted>();
  const create = page.document.createElement.bind(page.document);
  const { prototype } = create('canvas').constructor as unknown as { prototype: object };
  const before = Object.getOwnPropertyDescriptor(prototype, 'getContext');
  Object.defineProperty(prototype, 'getContext', {
    configurable: true,
    value(this: HTMLCanvasElement) {
      let known = painted.get(this);
      if (!known) painted.set(this, (known = { labels: [], outlines: 0 }));
      const record = known;
      return {
        scale: () => undefined,
        clearRect: () => (record.outlines = 0),
        measureText: (text: string) => ({ width: text.length * 6.6 }),
        fillRect: () => undefined,
        fillText: (text: string) => void record.labels.push(text),
        strokeRect: () => void record.outlines++,
      };
    },
  });
  const { close } = page;
  return Object.assign(page, {
    paintedOn: (canvas: Element) => painted.get(canvas) ?? { labels: [], outlines: 0 },
    close() {
      close();
      // The class is that of every page to come.
      if (before) Object.defineProperty(prototype, 'getContext', before);
      else Reflect.deleteProperty(prototype, 'getContext');
    },
  });
}

export function openFlame(parts: Partial<FlameGraphProps> = {}): OpenFlame {
  const page = openCanvasPage();
  const state: OpenFlame['state'] = { zoom: parts.zoom ?? [], chosen: parts.chosen };
  const place = { name: 'cpu.pprof', linkOf: () => 'https://casebook.test/open/', locale: 'en' as const };
  function View() {
    const [zoom, setZoom] = useState(state.zoom);
    const [chosen, setChosen] = useState(state.chosen);
    Object.assign(state, { zoom, chosen });
    return h(FlameGraph, {
      tree,
      total,
      format: (value: number) => `${value} ms`,
      unit: 'CPU time',
      direction: 'flame',
      colours: 'package',
      place,
      onChoose: setChosen,
      ...parts,
      zoom,
      onZoom: setZoom,
      chosen,
    });
  }
  page.show(h(View, {}));
  const flame = new FlameTree(parts.tree ?? tree, parts.change);
  const layoutNow = (): FlameLayout =>
    layOutFlame(flame, { width: pageWidth, at: flame.findPath(state.zoom) });
  const open: OpenFlame = Object.assign(page, {
    state,
    surface: () => page.find('[role=tree]', /./),
    painted: () => page.paintedOn(page.root.querySelector('.cb-fig-drawing > canvas')!),
    item: () => page.text(page.find('[role=treeitem]', /./)),
    key(key: string, more: Record<string, unknown> = {}) {
      let isTaken = false;
      page.fire(open.surface(), 'keydown', { key, ...more, preventDefault: () => (isTaken = true) });
      return isTaken;
    },
    point(path: readonly string[], type: string, more: Record<string, unknown> = {}) {
      const layout = layoutNow();
      const node = flame.findPath(path);
      const index = layout.node.findIndex((at, box) => at === node && layout.box[box] === flameBoxes.frame);
      if (index < 0) throw new Error(`no box of ${path.join('/')}`);
      const row = layout.rowStarts.findLastIndex((start) => start <= index);
      const fromAbove = parts.direction === 'icicle' ? row : countRows(layout) - 1 - row;
      page.fire(open.surface(), type, {
        clientX: layout.x[index]! + layout.wide[index]! / 2,
        clientY: fromAbove * 18 + 9,
        ...more,
      });
    },
  });
  return open;
}

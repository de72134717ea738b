import type { RenderFunction } from '@observablehq/plot';

/** What lays itself out in pixels is given: the scales, and where the plot lies in the drawing. */
export interface Plane {
  /** Pixel of a position on the axis. */
  toX(position: number): number;
  /** Pixel of a value; of none where the chart has no scale of values. */
  toY(value: number): number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Pixels of the whole drawing. */
  width: number;
}

/** The same, to draw elements on. */
export interface Paper extends Plane {
  document: Document;
}

/** A mark that draws by itself what needs pixels: text that must not run into other text. */
export function pixelMark(
  className: string,
  render: (paper: Paper, group: SVGElement) => void,
): RenderFunction {
  return (_index, scales, _values, dimensions, context) => {
    const { width, height, marginLeft, marginRight, marginTop, marginBottom } = dimensions;
    const { document } = context;
    const group = makeSvg(document, 'g', { class: className });
    const scaleOf = (name: 'x' | 'y') => (value: number) => Number(scales[name]?.(value) ?? NaN);
    const paper: Paper = {
      document,
      toX: scaleOf('x'),
      toY: scaleOf('y'),
      left: marginLeft,
      right: width - marginRight,
      top: marginTop,
      bottom: height - marginBottom,
      width,
    };
    render(paper, group);
    return group;
  };
}

export function makeSvg(
  document: Document,
  name: string,
  attributes: Record<string, string | number>,
  text?: string,
): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, typeof value === 'number' ? String(Math.round(value * 10) / 10) : value);
  }
  if (text !== undefined) element.textContent = text;
  return element;
}

/** Of text over a drawing: a rim in the colour behind it. */
export const haloed = {
  stroke: 'var(--cb-surface)',
  'stroke-width': 3,
  'stroke-linejoin': 'round',
  'paint-order': 'stroke',
} as const;

import { cutTo, guessWidth } from '#model/text-width.ts';
import { toXmlText } from '#model/xml-text.ts';
import type { LegendEntry } from './figure.ts';
import { toShortDash } from './swatch.ts';

/** What stands around a figure that goes out by itself. */
export interface StandaloneFrame {
  title: string;
  /** Below the title: unit, recording, window. */
  subtitle: string;
  legend: readonly LegendEntry[];
}

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", sans-serif';
const HEAD = 46;
const ROW = 18;
/** Pixels that would be said of the subtitle. */
const SAID = 4000;
/** Dots a pixel, for screens that have as many. */
const SCALE = 2;

/**
 * A drawn figure as a file of its own: colours as values and not as the page's variables, a title, a
 * legend, a background.
 *
 * @param onPage what stands on the page and so has its theme; the drawing itself, where it does
 */
export function toStandaloneSvg(
  drawing: SVGSVGElement,
  frame: StandaloneFrame,
  onPage: Element = drawing,
): string {
  const resolve = toResolver(onPage);
  const size = {
    width: Number(drawing.getAttribute('width')),
    height: Number(drawing.getAttribute('height')),
  };
  const root = drawFrame(frame, size, drawing.ownerDocument, resolve);
  const chart = drawing.cloneNode(true) as SVGSVGElement;
  for (const element of [chart, ...chart.querySelectorAll('*')]) {
    for (const { name, value } of Array.from(element.attributes)) {
      if (value.includes('var(')) element.setAttribute(name, resolve(value));
    }
  }
  chart.setAttribute('y', String(HEAD));
  chart.setAttribute(
    'style',
    `color:${resolve('var(--cb-ink-2)')};font-family:${FONT.replaceAll('"', "'")};font-size:11px`,
  );
  chart.setAttribute('overflow', 'visible');
  root.append(chart);
  return toXml(root);
}

/** An SVG's text as PNG. */
export async function svgToPng(svg: string): Promise<Blob> {
  const { picture } = await toPicture(svg, SCALE);
  return encode(picture);
}

/** A canvas as PNG, its own dots within the frame of a figure: nothing is drawn anew. */
export async function canvasToPng(canvas: HTMLCanvasElement, frame: StandaloneFrame): Promise<Blob> {
  const width = parseFloat(canvas.style.width) || canvas.width;
  const height = parseFloat(canvas.style.height) || canvas.height;
  const root = drawFrame(frame, { width, height }, canvas.ownerDocument, toResolver(canvas));
  // As many dots as the canvas has, so that none of them is lost or blurred.
  const wanted = Math.max(SCALE, canvas.width / width);
  const { picture, context, scale } = await toPicture(toXml(root), wanted);
  context.drawImage(canvas, 0, HEAD * scale, width * scale, height * scale);
  return encode(picture);
}

function toXml(root: Element): string {
  return toXmlText(new XMLSerializer().serializeToString(root));
}

interface Picture {
  picture: HTMLCanvasElement;
  context: CanvasRenderingContext2D;
  /** Dots a pixel, as many as were wanted where a canvas may have them. */
  scale: number;
}

/** Dots of a side, and of all, that every browser's canvas can have. */
const MOST_SIDE = 16_384;
const MOST_DOTS = 2 ** 26;

/** Fewer dots a pixel than wanted where a canvas cannot have so many: a stack of a thousand frames is a picture too. */
function toScale(width: number, height: number, wanted: number): number {
  return Math.min(
    wanted,
    MOST_SIDE / Math.max(1, width, height),
    Math.sqrt(MOST_DOTS / Math.max(1, width * height)),
  );
}

async function toPicture(svg: string, wanted: number): Promise<Picture> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = toScale(image.naturalWidth, image.naturalHeight, wanted);
  const picture = document.createElement('canvas');
  picture.width = Math.round(image.naturalWidth * scale);
  picture.height = Math.round(image.naturalHeight * scale);
  const context = picture.getContext('2d');
  if (!context) throw new Error('png: the browser gives no canvas');
  context.drawImage(image, 0, 0, picture.width, picture.height);
  return { picture, context, scale };
}

async function encode(picture: HTMLCanvasElement): Promise<Blob> {
  const blob = await new Promise<Blob | null>((resolve) => picture.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('png: the browser could not encode the picture');
  return blob;
}

/** Puts the values of the page's variables in their places. */
function toResolver(onPage: Element): (text: string) => string {
  const theme = getComputedStyle(onPage);
  return (text) =>
    text.replace(
      /var\((--[\w-]+)\)/g,
      (_, name: string) => theme.getPropertyValue(name).trim() || 'currentColor',
    );
}

/** Background, title and legend around a drawing of a size, which stands HEAD pixels from the top. */
function drawFrame(
  frame: StandaloneFrame,
  { width, height }: { width: number; height: number },
  document: Document,
  resolve: (text: string) => string,
): SVGElement {
  const legend = layOutLegend(frame.legend, width);
  const all = HEAD + height + legend.height;
  const make = (name: string, attributes: Record<string, string | number>, text?: string): SVGElement => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, resolve(String(value)));
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const root = make('svg', {
    width,
    height: all,
    viewBox: `0 0 ${width} ${all}`,
    'font-family': FONT,
    'font-size': 11,
    role: 'img',
  });
  root.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  root.setAttribute('aria-label', `${frame.title}. ${cutTo(frame.subtitle, SAID)}`);
  root.append(
    make('rect', { width, height: all, fill: 'var(--cb-surface)' }),
    make('text', { x: 10, y: 20, fill: 'var(--cb-ink)', 'font-size': 15, 'font-weight': 600 }, frame.title),
    make('text', { x: 10, y: 37, fill: 'var(--cb-ink-2)' }, cutTo(frame.subtitle, width - 20)),
  );
  legend.entries.forEach(({ x, y, label, colour, dash, opacity = 1 }) => {
    const top = HEAD + height + y;
    root.append(
      dash === undefined
        ? make('rect', { x, y: top, width: 10, height: 10, rx: 2, fill: colour, 'fill-opacity': opacity })
        : make('line', {
            x1: x,
            x2: x + 10,
            y1: top + 5,
            y2: top + 5,
            stroke: colour,
            'stroke-width': 2,
            'stroke-dasharray': toShortDash(dash).join(' '),
          }),
      make('text', { x: x + 15, y: top + 9, fill: 'var(--cb-ink)' }, label),
    );
  });
  return root;
}

interface LaidOut {
  height: number;
  entries: (LegendEntry & { x: number; y: number })[];
}

/** Entries in rows, by widths that are guessed: a file has no layout to ask. */
function layOutLegend(legend: StandaloneFrame['legend'], width: number): LaidOut {
  const entries: LaidOut['entries'] = [];
  let [x, y] = [10, 4];
  for (const entry of legend) {
    const label = cutTo(entry.label, width - 40);
    const wide = guessWidth(label);
    if (x > 10 && x + wide + 30 > width) [x, y] = [10, y + ROW];
    entries.push({ ...entry, x, y, label });
    x += wide + 32;
  }
  return { height: entries.length === 0 ? 0 : y + ROW + 4, entries };
}

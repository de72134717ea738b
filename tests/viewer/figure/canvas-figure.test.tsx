import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDocument } from '#build/document.ts';
import { BuildDrawingContext } from '#viewer/figure/build-drawing.ts';
import type { Figure, FigurePlace } from '#viewer/figure/figure.ts';
import { FigureFrame } from '#viewer/figure/FigureFrame.tsx';
import { figureTexts } from '#texts/figure.ts';
import { openPage, pageWidth, type OpenPage } from '../open-page.ts';

const place: FigurePlace = {
  name: 'cpu.pprof',
  extent: '30 s',
  linkOf: () => 'https://casebook.test/open/#v=2',
  locale: 'en',
};

/** Rectangles on a canvas, three dots a pixel, as a chart of tens of thousands of them would be drawn. */
const dots: Figure = {
  id: 'flame',
  title: 'Flame graph',
  unit: 'ms of CPU',
  summary: 'Two functions; main.walk has most of it.',
  height: 60,
  draw(width, document) {
    const canvas = document.createElement('canvas');
    canvas.width = width * 3;
    canvas.height = 60 * 3;
    canvas.style.width = `${width}px`;
    canvas.style.height = '60px';
    canvas.setAttribute('data-drawn-in', document.documentElement.dataset['theme'] ?? 'no theme');
    return canvas;
  },
  table: {
    columns: ['function', 'ms'],
    rows: [
      { key: 'walk', label: 'main.walk', cells: ['900'] },
      { key: 'read', label: 'main.read|all', cells: ['100'] },
    ],
  },
};
const withStill: Figure = {
  ...dots,
  drawStill(width, document) {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('width', String(width));
    svg.setAttribute('height', '60');
    const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    rect.setAttribute('fill', 'var(--cb-series-0)');
    svg.append(rect);
    return svg;
  },
};

/** A picture that has been drawn on: the size in dots, and what was put where. */
interface Painted {
  width: number;
  height: number;
  drawn: unknown[][];
}
const painted: Painted[] = [];
let page: OpenPage;

beforeEach(() => {
  painted.length = 0;
  page = openPage({
    getComputedStyle: () => ({
      getPropertyValue: (name: string) => ({ '--cb-series-0': ' #123456' })[name] ?? '#777777',
    }),
    XMLSerializer: class {
      serializeToString = (element: Element): string => element.outerHTML;
    },
    Image: class {
      src = '';
      decode = (): Promise<void> => Promise.resolve();
      get naturalWidth(): number {
        return Number(/ width="(\d+)"/.exec(decodeURIComponent(this.src))?.[1]);
      }
      get naturalHeight(): number {
        return Number(/ height="(\d+)"/.exec(decodeURIComponent(this.src))?.[1]);
      }
    },
  });
  const create = page.document.createElement.bind(page.document);
  page.document.createElement = ((tag: string) => {
    const element = create(tag);
    if (tag === 'canvas') {
      const canvas = element as HTMLCanvasElement;
      const drawn: unknown[][] = [];
      canvas.getContext = (() => ({ drawImage: (...given: unknown[]) => drawn.push(given) })) as never;
      canvas.toBlob = (give) => {
        painted.push({ width: canvas.width, height: canvas.height, drawn });
        give(new Blob(['dots'], { type: 'image/png' }));
      };
    }
    return element;
  }) as typeof page.document.createElement;
});
afterEach(() => page.close());

const drawing = (): Element => page.root.querySelector('.cb-fig-drawing')!.firstElementChild!;
const show = (figure: Figure): void => page.show(h(FigureFrame, { figure, place, width: pageWidth }));

test('a canvas stands in the frame of a figure, named by it, and its numbers below', () => {
  show(dots);
  expect(drawing().localName).toBe('canvas');
  expect(drawing().getAttribute('aria-hidden')).toBe('true');
  expect(page.find('[role=img]', 'Flame graph. Two functions; main.walk has most of it.')).toBeDefined();
  expect(page.find('section', 'Flame graph: cpu.pprof').querySelector('h3')!.textContent).toBe(
    'Flame graph ms of CPU',
  );
  expect(page.all('td').map((cell) => cell.textContent)).toEqual(['900', '100']);
});

test('its PNG has the dots of the canvas within the frame, none of them drawn anew', async () => {
  show(dots);
  const canvas = drawing();
  page.click(page.find('button', 'PNG'));
  await page.settle();
  expect(page.saved.map(({ name }) => name)).toEqual(['cpu.pprof-flame.png']);
  const [{ width, height, drawn }] = painted as [Painted];
  // As many dots a pixel as the canvas has; title and unit above, and no legend.
  expect([width, height]).toEqual([pageWidth * 3, (46 + 60) * 3]);
  const [[frame], [dotsOf, ...where]] = drawn as [[{ src: string }], [Element, ...number[]]];
  expect(decodeURIComponent(frame.src)).toContain('>ms of CPU; cpu.pprof; 30 s</text>');
  expect(dotsOf).toBe(canvas);
  expect(where).toEqual([0, 46 * 3, pageWidth * 3, 60 * 3]);
  expect(drawing()).toBe(canvas);
});

test('names that no XML may hold, and such as are too long, are a picture too', async () => {
  const long = 'example.com/'.repeat(100_000);
  const legend = ['a\u0000\u001b[31mb\ud800\uffff', long].map((label) => ({
    label,
    colour: '#123456',
    opacity: 0.42,
  }));
  page.show(
    h(FigureFrame, {
      figure: { ...withStill, legend, unit: `\u0001${long}` },
      place: { ...place, name: 'x\udc00.pb' },
      width: pageWidth,
    }),
  );
  page.click(page.find('button', 'PNG'));
  page.click(page.find('button', 'SVG'));
  await page.settle();
  // Half a pair has no place in an address: such a picture was none.
  expect(page.saved.map(({ name }) => name)).toEqual(['x-.pb-flame.svg', 'x-.pb-flame.png']);
  const svg = await page.saved[0]!.blob.text();
  expect(svg).toContain('a\ufffd\ufffd[31mb\ufffd\ufffd</text>');
  expect(svg).not.toMatch(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u);
  expect(svg.match(/…<\/text>/g)).toHaveLength(2);
  expect(svg.match(/fill-opacity="0.42"/g)).toHaveLength(2);
  expect(svg.length).toBeLessThan(10_000);
});

test('what no canvas can hold has fewer dots a pixel', async () => {
  const tall = { ...dots, height: 30_000 };
  const draw: Figure['draw'] = (width, document) => {
    const canvas = dots.draw(width, document) as HTMLCanvasElement;
    canvas.style.height = '30000px';
    return canvas;
  };
  show({ ...tall, draw });
  page.click(page.find('button', 'PNG'));
  await page.settle();
  const [{ width, height, drawn }] = painted as [Painted];
  expect(height).toBe(16_384);
  const scale = 16_384 / 30_046;
  expect(width).toBe(Math.round(pageWidth * scale));
  expect((drawn as unknown[][])[1]!.slice(1)).toEqual([0, 46 * scale, pageWidth * scale, 30_000 * scale]);
});

test('a browser that encodes no picture is reported in the reader’s language', async () => {
  show(dots);
  for (const locale of ['en', 'zh-cn'] as const) {
    page.show(h(FigureFrame, { figure: dots, place: { ...place, locale }, width: pageWidth }));
    const create = page.document.createElement;
    page.document.createElement = ((tag: string) =>
      Object.assign(create(tag), { toBlob: (give: BlobCallback) => give(null) })) as typeof create;
    page.click(page.find('button', 'PNG'));
    await page.settle();
    page.document.createElement = create;
    expect(page.text(page.all('[role=status]').at(-1))).toBe(figureTexts[locale].outPngFailed);
  }
  expect(page.saved).toEqual([]);
});

test('it goes out as SVG where it has a still, and there is no such button where it has none', async () => {
  show(withStill);
  page.click(page.find('button', 'SVG'));
  const svg = await page.saved[0]!.blob.text();
  expect(page.saved[0]!.name).toBe('cpu.pprof-flame.svg');
  expect(svg).toContain('fill="#123456"');
  expect(svg).not.toContain('var(');
  show({ ...dots, id: 'other' });
  page.unfold(page.root.querySelector('details.cb-fig-out')!);
  expect(page.all('button').map((button) => button.textContent)).toEqual(['PNG', 'Markdown']);
});

test('on paper it is its still, and afterwards dots again; another theme draws it anew', async () => {
  show(withStill);
  const { defaultView: window, documentElement: html } = page.document;
  expect(drawing().getAttribute('data-drawn-in')).toBe('dark');
  page.fire(window!, 'beforeprint');
  expect(drawing().localName).toBe('svg');
  page.fire(window!, 'afterprint');
  expect(drawing().localName).toBe('canvas');
  html.setAttribute('data-theme', 'light');
  await page.settle();
  expect(drawing().getAttribute('data-drawn-in')).toBe('light');
});

test('a built page has its still once a width, and its words where it has none', () => {
  const build = (figure: Figure): Element => {
    const html = renderToString(
      h(
        BuildDrawingContext.Provider,
        {
          value: {
            document: createDocument(),
            widths: [736, 358],
            write: (chart: Element) => chart.outerHTML,
          },
        },
        h(FigureFrame, { figure, place, width: 736 }),
      ),
    );
    return createDocument(html).querySelector('.cb-fig-drawing')!;
  };
  const widths = [...build(withStill).querySelectorAll('svg')].map((svg) => svg.getAttribute('width'));
  expect(widths).toEqual(['736', '358']);
  const words = build({ ...dots, summary: 'a < b' });
  expect([...words.querySelectorAll('p')].map(({ textContent }) => textContent)).toEqual(['a < b', 'a < b']);
  expect(words.querySelector('canvas')).toBeNull();
});

test('its text for a review has the first rows of its table, as text', async () => {
  show(dots);
  page.click(page.find('button', 'Markdown'));
  await page.settle();
  expect(page.copied).toHaveLength(1);
  expect(page.copied[0]).toContain('**Flame graph** (ms of CPU), cpu.pprof, 30 s');
  expect(page.copied[0]).toContain(
    '| function | ms |\n| --- | ---: |\n| main.walk | 900 |\n| main.read\\|all | 100 |',
  );
  expect(page.copied[0]).toContain('(<https://casebook.test/open/#v=2>)');
  expect(page.find('[role=status]', 'Copied')).toBeDefined();
});

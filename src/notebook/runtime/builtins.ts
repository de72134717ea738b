import { createHtml, createSvg, toNodes } from './html.ts';
import { createInputs } from './inputs.ts';
import type { Libraries } from './libraries.ts';
import { createMarkdown } from './markdown.ts';
import { type Observed, observe, observeInput } from './observe.ts';
import { createD3 } from './undefined-names.ts';
import type { CellWords } from './words.ts';

/** Every name that the runtime hands to cells, which no cell may declare. */
export const builtinNames = [
  'Plot',
  'd3',
  'charts',
  'Inputs',
  'html',
  'svg',
  'md',
  'capture',
  'width',
  'dark',
  'now',
  'colours',
  'Generators',
] as const;

export interface BuiltinsOptions {
  document: Document;
  libraries: Libraries;
  /** What inputs and libraries say. */
  words: CellWords;
  /** Pixels that an output is wide: a number, or its changes. */
  width: () => number | Observed<number>;
  /** Whether the page is dark: likewise. */
  dark: () => boolean | Observed<boolean>;
}

/** What cells may read, but for `capture`, which changes and is set by setValue. */
export function createBuiltins({
  document,
  libraries,
  words,
  width,
  dark,
}: BuiltinsOptions): Record<string, () => unknown> {
  return {
    Plot: async () => (await libraries.plot()).createPlot(document),
    d3: async () => createD3(await libraries.d3(), words),
    charts: async () => (await libraries.charts()).createCharts(document),
    Inputs: () => createInputs(document, words),
    html: () => createHtml(document),
    svg: () => createSvg(document),
    md: () => createMarkdown(document, (part) => toNodes(part, document)),
    width,
    dark,
    now: () => observeNow(),
    colours: () => colours,
    Generators: () => ({ observe, input: observeInput }),
  };
}

/** The site's colours as CSS variables, so that one drawing serves both themes. */
const colours = {
  /** Told apart with any kind of colour vision; ten of them. */
  series: Array.from({ length: 10 }, (_, index) => `var(--cb-series-${index})`),
  ink: 'var(--cb-ink)',
  muted: 'var(--cb-ink-2)',
  line: 'var(--cb-line)',
  paper: 'var(--cb-paper)',
  surface: 'var(--cb-surface)',
  accent: 'var(--cb-accent)',
  ok: 'var(--cb-ok)',
  warn: 'var(--cb-warn)',
  danger: 'var(--cb-danger)',
  other: 'var(--cb-other)',
} as const;

/** Milliseconds since 1970, ten times a second. */
function observeNow(): Observed<number> {
  return observe((change) => {
    change(Date.now());
    const timer = setInterval(() => change(Date.now()), 100);
    return () => clearInterval(timer);
  });
}

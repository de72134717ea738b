import { collectGarbage } from './collect-garbage.ts';
import { createDocument } from './document.ts';
import { pages } from 'virtual:cells';
import { createBuiltins } from '#notebook/runtime/builtins.ts';
import { loadedLibraries } from '#notebook/runtime/libraries.ts';
import { type CaptureValues, createCapture } from '#notebook/runtime/captures.ts';
import { toErrorText } from '#notebook/runtime/display.ts';
import type { GoCellDefinition } from '#notebook/runtime/cell-definition.ts';
import { fromRecorded, toNotRun } from '#notebook/runtime/go-values.ts';
import { Notebook } from '#notebook/runtime/notebook.ts';
import type { CellWords } from '#notebook/runtime/words.ts';
import { createRoundGuard, guarded, type RoundGuard } from '#notebook/frame/round-guard.ts';
import type { Locale } from '#locale/locale.ts';
import { cellTexts } from '#texts/cells.ts';
import type { CatalogEntry } from '#viewer/captures/catalog.ts';
import { drawnBefore } from './drawn-before.ts';
import { Kept } from './kept.ts';
import { takeLateErrors } from './late-errors.ts';
import { ownIds } from './own-ids.ts';
import { readPublished, toContentHash } from './published.ts';
import { shortenSvg } from './shorten-svg.ts';

/** A cell as it was drawn at build: at the width of a column of text, and at that of a phone. */
export interface StaticCell {
  wide: string;
  /** Undefined where it is drawn the same. Both have ids that are to be made the page's own (own-ids.ts). */
  narrow: string | undefined;
  /** Why it could not run, where it could not. */
  error: string | undefined;
  /** The same, where the cell itself is the reason, and not one that it reads. */
  fault: string | undefined;
}

interface DrawnCell {
  html: string;
  error: string | undefined;
  fault: string | undefined;
}

/** Pixels of the outputs: the column of text on a desktop, and a phone of 390 less its margins. */
const staticWidths = { wide: 688, narrow: 358 };

/** A cell that has not come to anything by then is left to the browser. */
const patienceMs = 20_000;

/** After so long without giving way, a cell is ended, which its page then reports, while the others still have time. */
const guardMs = 15_000;

/** What modules of cells call with each run of a cell, which has a clock of its own: others are not to blame. */
Object.assign(globalThis, {
  [guarded]: <T>(make: (round: RoundGuard['round'], made: RoundGuard['made']) => T): T => {
    const { round, made } = createRoundGuard(guardMs);
    return make(round, made);
  },
});

/** Of the pages that are built now; each of their cells asks for all of them. */
const drawn = new Kept<Promise<ReadonlyMap<string, StaticCell>>>(4);

/** Numbers by which the cells of a page are known: others, after a change under `npm run dev`. */
const versions = new WeakMap<object, number>();
let latest = 0;

/** Draws all cells of a page on its captures, once as long as these and the page are the same. */
export async function drawCells(
  page: string,
  captures: readonly CatalogEntry[],
  locale: Locale,
): Promise<ReadonlyMap<string, StaticCell>> {
  const known = pages[page];
  if (!known) throw new Error(`no page ${page} with cells`);
  const hashes = await Promise.all(captures.map(toContentHash));
  const load = async () => ({ page, ...(await known.loadCells()), words: cellTexts[locale] });
  const { hash } = known;
  if (hash === undefined) {
    const loaded = await load();
    const version = versions.get(loaded.cells) ?? ++latest;
    versions.set(loaded.cells, version);
    return drawn.get([page, version, locale, ...hashes].join(), 1, () => draw(loaded, captures));
  }
  const parts = ['cells', page, hash, locale, ...hashes];
  return drawn.get(parts.join(), 1, async () => {
    const text = await drawnBefore(
      parts,
      async () => JSON.stringify([...(await draw(await load(), captures))]),
      isFaultless,
    );
    return new Map(JSON.parse(text) as [string, StaticCell][]);
  });
}

/** A cell that fails may do so because the machine is busy. */
function isFaultless(text: string): boolean {
  return (JSON.parse(text) as [string, StaticCell][]).every(([, { error }]) => error === undefined);
}

type Cells = Parameters<Notebook['define']>[0][];

interface Drawing {
  page: string;
  cells: Cells;
  goCells: readonly GoCellDefinition[];
  words: CellWords;
}

async function draw(drawing: Drawing, entries: readonly CatalogEntry[]): Promise<Map<string, StaticCell>> {
  const captures: CaptureValues = {};
  for (const entry of entries) captures[entry.name] = await readPublished(entry);
  const wide = await run(drawing, captures, staticWidths.wide);
  const reads = (name: string) => drawing.cells.some(({ inputs }) => inputs.includes(name));
  const narrow = reads('width') ? await run(drawing, captures, staticWidths.narrow) : wide;
  collectGarbage();
  return new Map(
    [...wide].map(([name, { html, error, fault }]) => {
      // Buttons of one name are one group, and both drawings stand on the page.
      const other = (narrow.get(name)?.html ?? html).replaceAll('name="cb-radio-', 'name="cb-narrow-radio-');
      const same = other.replaceAll('cb-narrow-radio-', 'cb-radio-') === html;
      return [name, { wide: html, narrow: same ? undefined : other, error, fault }];
    }),
  );
}

async function run(
  { page, cells, goCells, words }: Drawing,
  captures: CaptureValues,
  width: number,
): Promise<Map<string, DrawnCell>> {
  const document = createDocument();
  const results = new Map<string, DrawnCell>();
  const roots = new Map(cells.map(({ name }) => [name, document.createElement('div')]));
  const consoles = new Map(cells.map(({ name }) => [name, toConsole(document)]));
  let finish = () => {};
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const notebook = new Notebook(
    createBuiltins({ document, libraries: loadedLibraries, words, width: () => width, dark: () => false }),
    {
      words,
      isStill: true,
      onResult: ({ cell, error, hint }) => {
        // The first result is what a reader sees first; what a generator gives later comes in the browser.
        if (results.has(cell)) return;
        const root = roots.get(cell);
        const lines = consoles.get(cell);
        const text = error === undefined ? undefined : [toErrorText(error), hint].filter(Boolean).join(' ');
        results.set(cell, {
          html: error === undefined && root && lines ? toHtml(root, lines) : '',
          error: text,
          // The runtime passes on what failed in another cell, or that there is none, with the name that was read.
          fault: error && typeof error === 'object' && 'input' in error ? undefined : text,
        });
        if (results.size === cells.length) finish();
      },
    },
  );
  notebook.setValue('capture', createCapture(captures));
  // No program runs at build: its record says what it emits.
  for (const { name, emits, values } of goCells) {
    if (!emits) continue;
    if (values) notebook.setValue(name, fromRecorded(values));
    else notebook.setFailure(name, toNotRun(name));
  }
  /** What timers and promises of the cells throw, by cell, until the page is drawn. */
  const late = new Map<string, string>();
  let isDrawn = false;
  const takeLate = (cell: string, error: unknown) => {
    const text = `${words.uncaught} ${toErrorText(error)}`;
    if (isDrawn) process.emitWarning(`${page}: cell ${cell}: ${text}`, 'casebook');
    else if (!late.has(cell)) late.set(cell, text);
  };
  for (const cell of cells) {
    const [root, lines] = [roots.get(cell.name), consoles.get(cell.name)];
    const toBody: typeof cell.toBody = (console) => {
      const body = cell.toBody(console);
      return (...values) =>
        takeLateErrors(
          (error) => takeLate(cell.name, error),
          () => body(...values),
        );
    };
    if (root && lines) notebook.define({ ...cell, toBody }, root, lines);
  }
  const timer = setTimeout(finish, patienceMs);
  await finished;
  clearTimeout(timer);
  // What is thrown in a promise is heard of after its turn.
  await new Promise(setImmediate);
  isDrawn = true;
  notebook.dispose();
  for (const [name, fault] of late) {
    const result = results.get(name);
    if (result) result.fault ??= fault;
  }
  for (const { name } of cells) {
    const error = 'it was not done in 20 seconds';
    if (!results.has(name)) results.set(name, { html: '', error, fault: error });
  }
  return results;
}

function toConsole(document: Document): HTMLElement {
  const lines = document.createElement('div');
  lines.className = 'cb-console';
  return lines;
}

/** What a cell displays, and says, as text for the page: every chart with a role and a name. */
function toHtml(root: HTMLElement, lines: HTMLElement): string {
  for (const svg of root.querySelectorAll('svg')) {
    if (!svg.hasAttribute('role')) svg.setAttribute('role', 'img');
  }
  return toOwnIds(shortenSvg(root.innerHTML)) + (lines.hasChildNodes() ? lines.outerHTML : '');
}

/** Plot counts its ids (of clip paths) on from drawing to drawing; here they are of this one. */
function toOwnIds(html: string): string {
  const ids = new Map<string, string>();
  return html.replaceAll(/\bplot-clip-\d+\b/g, (id) => {
    const known = ids.get(id) ?? `${ownIds.mark}${ids.size}`;
    ids.set(id, known);
    return known;
  });
}

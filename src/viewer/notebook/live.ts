import { pages } from 'virtual:cells';
import { h, render } from 'preact';
import { createBuiltins } from '#notebook/runtime/builtins.ts';
import { loadedLibraries } from '#notebook/runtime/libraries.ts';
import { createCapture } from '#notebook/runtime/captures.ts';
import { Notebook } from '#notebook/runtime/notebook.ts';
import type { CatalogEntry } from '#viewer/captures/catalog.ts';
import type { Locale } from '#locale/locale.ts';
import { textsReady } from '#texts/page-texts.ts';
import { CellEditing } from './cell-editing.ts';
import { CellView } from './cell-view.ts';
import { NotebookCaptures } from './notebook-captures.ts';
import { NotebookPanel } from './NotebookPanel.tsx';
import { observeColumnWidth, observeDark } from './page-signals.ts';

/** A page's cells, running. */
export interface LiveNotebook {
  /** Opens the editor of a cell. */
  edit(cell: string): void;
}

let live: LiveNotebook | undefined;

/** Runs the cells of the page, once, when the texts of its language are there. */
export async function goLive(bar: HTMLElement): Promise<LiveNotebook> {
  await textsReady();
  return (live ??= start(bar));
}

function start(bar: HTMLElement): LiveNotebook {
  const { page = '', locale = 'en', captures: given = '[]', frame = '' } = bar.dataset;
  const found = pages[page];
  if (!found) throw new Error(`no page ${page} with cells`);
  const views = [...document.querySelectorAll<HTMLElement>('.cb-cell')].map(
    (element) => new CellView(element),
  );
  const captures = new NotebookCaptures(JSON.parse(given) as CatalogEntry[]);
  const editing = new CellEditing({
    views,
    locale: locale as Locale,
    frameAddress: frame,
    loadTexts: async () => (await found.loadTexts()).sources,
    captures,
  });
  void run(found.loadCells, views, captures);
  bar.replaceChildren();
  render(h(NotebookPanel, { captures, editing, locale: locale as Locale }), bar);
  void editing.restore();
  return { edit: (cell) => void editing.open(cell, { focus: true }) };
}

async function run(
  loadCells: (typeof pages)[string]['loadCells'],
  views: readonly CellView[],
  captures: NotebookCaptures,
): Promise<void> {
  const { cells } = await loadCells();
  const byName = new Map(views.map((view) => [view.name, view]));
  const column = document.querySelector('.sl-markdown-content') ?? document.body;
  const notebook = new Notebook(
    createBuiltins({
      document,
      libraries: loadedLibraries,
      width: () => observeColumnWidth(column),
      dark: observeDark,
    }),
    ({ cell }) => byName.get(cell)?.showAlive(),
  );
  // The first value is waited for; another takes its place when the reader puts a file there.
  let isFirst = true;
  let giveFirst: (capture: ReturnType<typeof createCapture>) => void = () => {};
  notebook.setValue('capture', new Promise((resolve) => (giveFirst = resolve)));
  let last = '';
  const update = () => {
    const { values } = captures;
    const key = captures.key;
    if (!values || key === last) return;
    last = key;
    const capture = createCapture(values);
    if (isFirst) giveFirst(capture);
    else notebook.setValue('capture', capture);
    isFirst = false;
  };
  if (cells.some(({ inputs }) => inputs.includes('capture'))) {
    captures.subscribe(update);
    captures.load();
    update();
  }
  for (const cell of cells) {
    const view = byName.get(cell.name);
    if (view) notebook.define(cell, view.root);
  }
}

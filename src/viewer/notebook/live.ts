import { pages } from 'virtual:cells';
import { h, render } from 'preact';
import { createBuiltins } from '#notebook/runtime/builtins.ts';
import { loadedLibraries } from '#notebook/runtime/libraries.ts';
import { createCapture } from '#notebook/runtime/captures.ts';
import { Notebook } from '#notebook/runtime/notebook.ts';
import type { CatalogEntry } from '#viewer/captures/catalog.ts';
import type { Locale } from '#locale/locale.ts';
import type { CellWords } from '#notebook/runtime/words.ts';
import { cellTexts } from '#texts/cells.ts';
import { textsReady } from '#texts/page-texts.ts';
import { CellEditing } from './cell-editing.ts';
import { type CellView, viewOf } from './cell-view.ts';
import { type GoCells, goCellsOf } from './go-cells.ts';
import { GoEditing } from './go-editing.ts';
import type { LinkedGoCells } from './go-live.ts';
import { NotebookCaptures } from './notebook-captures.ts';
import { PageVariables } from './page-variables.ts';
import { NotebookPanel } from './NotebookPanel.tsx';
import { observeColumnWidth, observeDark } from './page-signals.ts';

/** A page's cells, running. */
export interface LiveNotebook {
  /** Puts a cell of the reader's own at the end of the page. */
  add(): void;
  /** Opens the editor of a cell. */
  edit(cell: string): void;
  /** Resolves when its cells in Go have their place among the others; with nothing where there are none. */
  go: Promise<LinkedGoCells | undefined>;
}

const nothing: (typeof pages)[string] = {
  loadCells: async () => ({ cells: [], goCells: [] }),
  loadTexts: async () => ({ sources: [] }),
};

let live: LiveNotebook | undefined;

/** Runs the cells of the page, once, when the texts of its language are there. */
export async function goLive(bar: HTMLElement): Promise<LiveNotebook> {
  await textsReady();
  const go = document.querySelector('.cb-cell[data-language="go"]') ? await goCellsOf(bar) : undefined;
  return (live ??= start(bar, go));
}

function start(bar: HTMLElement, go: GoCells | undefined): LiveNotebook {
  const { page = '', locale = 'en', captures: given = '[]', frame = '' } = bar.dataset;
  // A page without cells has those that its reader adds.
  const found = pages[page] ?? nothing;
  const views = [...document.querySelectorAll<HTMLElement>('.cb-cell')].map(viewOf);
  const captures = new NotebookCaptures(JSON.parse(given) as CatalogEntry[]);
  const words = cellTexts[locale as Locale];
  const variables = new PageVariables(words);
  const editing = new CellEditing({
    views,
    locale: locale as Locale,
    frameAddress: frame,
    loadTexts: async () => (await found.loadTexts()).sources,
    captures,
    variables,
    go: go && new GoEditing(go),
  });
  const linked = run(found, views, captures, { go, editing, variables, words, locale: locale as Locale });
  bar.replaceChildren();
  render(h(NotebookPanel, { captures, editing, variables, locale: locale as Locale }), bar);
  // A file in the place of the page's own is to be seen wherever the reader is.
  const markOwn = () =>
    bar.toggleAttribute(
      'data-own',
      captures.entries.some(({ name }) => captures.ownItem(name)),
    );
  captures.subscribe(markOwn);
  markOwn();
  void editing.restore();
  return {
    add: () => void editing.add(),
    edit: (cell) => void editing.open(cell, { focus: true }),
    go: linked,
  };
}

interface RunOptions {
  /** Where the page has cells in Go. */
  go: GoCells | undefined;
  editing: CellEditing;
  variables: PageVariables;
  words: CellWords;
  locale: Locale;
}

async function run(
  { loadCells, loadTexts }: (typeof pages)[string],
  views: readonly CellView[],
  captures: NotebookCaptures,
  { go, editing, variables, words, locale }: RunOptions,
): Promise<LinkedGoCells | undefined> {
  const { cells, goCells: definitions } = await loadCells();
  variables.declare([
    ...cells,
    ...definitions.filter(({ emits }) => emits).map(({ name }) => ({ name, outputs: [name] })),
  ]);
  const linking = go && definitions.length > 0 ? await import('./go-live.ts') : undefined;
  await textsReady();
  const byName = new Map(views.map((view) => [view.name, view]));
  const column = document.querySelector('.sl-markdown-content') ?? document.body;
  const notebook = new Notebook(
    createBuiltins({
      document,
      libraries: loadedLibraries,
      words,
      width: () => observeColumnWidth(column),
      dark: observeDark,
    }),
    {
      words,
      onResult: ({ cell }) => byName.get(cell)?.showAlive(),
      onValue: (name, value) => variables.set(name, value),
    },
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
    if (view) notebook.define(cell, view.root, view.lines);
  }
  if (!go || !linking) return undefined;
  const runEdited = (cell: string) => void editing.run(cell);
  const page = { definitions, cells, notebook, goCells: go, views: byName };
  const loadSources = async () => (await loadTexts()).sources;
  const linked = linking.linkGoCells({ ...page, loadTexts: loadSources, runEdited, locale });
  editing.goDataflow = linked.dataflow;
  return linked;
}

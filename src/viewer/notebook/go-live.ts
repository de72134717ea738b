import type { Locale } from '#locale/locale.ts';
import type { CellSource } from '#notebook/compile/cell.ts';
import { findGoVariables } from '#notebook/compile/go-variables.ts';
import type { CellValue } from '#notebook/go/program.ts';
import type { CellDefinition, GoCellDefinition } from '#notebook/runtime/cell-definition.ts';
import { fromRecorded } from '#notebook/runtime/go-values.ts';
import type { Notebook } from '#notebook/runtime/notebook.ts';
import { goValuesTexts } from '#texts/go-values.ts';
import type { CellView } from './cell-view.ts';
import { showCaptures } from './go-captures.ts';
import type { GoCells } from './go-cells.ts';
import { GoDataflow } from './go-dataflow.ts';
import type { Piece } from './go-output.ts';
import type { GoRunEnd } from './go-run-listener.ts';
import { openRecordedValues } from './go-value-view.ts';
import { capturesOfRuns } from './run-captures.ts';
import { findGoRead, noteChanged, noteEdited } from './go-notes.ts';

export interface GoLiveOptions {
  definitions: readonly GoCellDefinition[];
  /** Those in JavaScript. */
  cells: readonly CellDefinition[];
  notebook: Notebook;
  goCells: GoCells;
  views: ReadonlyMap<string, CellView>;
  loadTexts(): Promise<readonly CellSource[]>;
  /** Runs what the reader has made of a cell. */
  runEdited(cell: string): void;
  locale: Locale;
}

export interface LinkedGoCells {
  dataflow: GoDataflow;
  /** Shows what a recorded run has left that is a capture of its own. */
  showRecorded(cell: string): void;
}

/**
 * Puts the Go cells of a page among its other cells, and what they say of each other on the page. In the
 * same turn in which those are defined: before that the names they declare are none.
 */
export function linkGoCells(options: GoLiveOptions): LinkedGoCells {
  const { definitions, cells, notebook, goCells, views, loadTexts, runEdited, locale } = options;
  const texts = goValuesTexts[locale];
  const reads = findGoRead(cells, new Set(definitions.map(({ name }) => name)));
  const edited = new Set<string>();
  const rerun = (cell: string, isEdited: boolean) => (isEdited ? runEdited(cell) : void goCells.run(cell));
  const dataflow = new GoDataflow({
    definitions,
    notebook,
    async findInputs(cell, text, editedCells) {
      const own = (await loadTexts()).filter(({ language }) => language === 'go');
      const sources = own.map((source) => (source.name === cell ? { ...source, text } : source));
      const others = cells.filter(({ name }) => editedCells.every((one) => one.name !== name));
      const variables = findGoVariables(sources, [...others, ...editedCells]);
      const { inputs = [], open = [] } = variables.find(({ name }) => name === cell) ?? {};
      // What edits alone declare comes and goes with them.
      const ofPage = new Set([
        ...cells.flatMap(({ outputs }) => outputs),
        ...variables.filter(({ emits }) => emits).map(({ name }) => name),
      ]);
      const names = [...inputs, ...open];
      return {
        inputs: names.filter((name) => ofPage.has(name)),
        open: names.filter((name) => !ofPage.has(name)),
      };
    },
    rerun,
    showChanged(cell, changed) {
      const element = views.get(cell)?.element;
      if (element) noteChanged(element, changed, locale, () => rerun(cell, false));
    },
    showEditedInputs(cell, names) {
      const element = views.get(cell)?.element;
      if (element) noteEdited(element, names, texts);
    },
    showState(cell, { isEdited }) {
      if (edited.has(cell) === isEdited) return;
      if (isEdited) edited.add(cell);
      else edited.delete(cell);
      for (const [reader, names] of reads) {
        const element = views.get(reader)?.element;
        if (element && names.has(cell)) {
          noteEdited(
            element,
            [...names].filter((name) => edited.has(name)),
            texts,
          );
        }
      }
    },
    showCaptures: (run, end) => void showCaptures(run, end, texts),
    hideCaptures: (cell) => capturesOfRuns.set(cell, undefined),
    beforeNextFrame(call) {
      // A page that nobody sees draws no frames.
      if (document.hidden) setTimeout(call, 100);
      else requestAnimationFrame(() => call());
    },
  });
  goCells.listener = dataflow;
  for (const { name, values } of definitions) {
    const element = views.get(name)?.element;
    if (element && values) openRecordedValues(element, fromRecorded(values), locale);
  }
  return {
    dataflow,
    showRecorded(cell) {
      const element = views.get(cell)?.element.querySelector<HTMLElement>('.cb-go-run');
      const values = definitions.find(({ name }) => name === cell)?.values;
      if (element) void showCaptures({ cell, element }, readRecorded(element, values ?? []), texts);
    },
  };
}

/** A recorded run as its element on the page has it. */
function readRecorded(
  element: HTMLElement,
  recorded: NonNullable<GoCellDefinition['values']>,
): Pick<GoRunEnd, 'output' | 'values'> {
  const output = [...element.querySelectorAll<HTMLElement>('.cb-go-text > [data-fd]')].map((piece): Piece => {
    const text = [...piece.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
    return {
      fd: piece.dataset['fd'] === '2' ? 2 : 1,
      text: text.map(({ textContent }) => textContent ?? '').join(''),
    };
  });
  const values = Object.entries(fromRecorded(recorded)).map(([name, value]): [string, CellValue] => [
    name,
    value instanceof Uint8Array ? { bytes: value } : { json: value },
  ]);
  return { output, values: new Map(values) };
}

import { createDocument } from '#build/document.ts';
import { compileCells } from '#notebook/compile/compile-page.ts';
import type { CellSource } from '#notebook/compile/cell.ts';
import { builtinNames, createBuiltins } from '#notebook/runtime/builtins.ts';
import { cellTexts } from '#texts/cells.ts';
import { loadedLibraries } from '#notebook/runtime/libraries.ts';
import { type CaptureValues, createCapture } from '#notebook/runtime/captures.ts';
import { type CellResult, Notebook, type NotebookOptions } from '#notebook/runtime/notebook.ts';

/** A notebook of these texts on a document of linkedom, and ways to wait for its cells. */
export function runCells(
  texts: Record<string, string>,
  captures: CaptureValues = {},
  width = 640,
  options: Partial<NotebookOptions> = {},
) {
  const document = createDocument();
  const sources = Object.entries(texts).map(([name, text], index): CellSource => ({
    name,
    text,
    options: { name, fold: false, hidden: false },
    language: 'js',
    fenceLine: index * 10 + 1,
    indent: 0,
  }));
  const results: CellResult[] = [];
  const waiting = new Set<() => void>();
  const notebook = new Notebook(
    createBuiltins({
      document,
      libraries: loadedLibraries,
      words: cellTexts.en,
      width: () => width,
      dark: () => false,
    }),
    {
      words: cellTexts.en,
      ...options,
      onResult: (result) => {
        results.push(result);
        for (const check of waiting) check();
      },
    },
  );
  notebook.setValue('capture', createCapture(captures));
  const roots: Record<string, HTMLElement> = {};
  const consoles: Record<string, HTMLElement> = {};
  for (const cell of compileCells(sources, builtinNames)) {
    const root = document.createElement('div');
    document.body.append(root);
    roots[cell.name] = root;
    const lines = document.createElement('div');
    consoles[cell.name] = lines;
    const toBody = new Function('console', `return (${cell.body})`) as (
      console: Console,
    ) => (...values: unknown[]) => unknown;
    notebook.define({ ...cell, toBody }, root, lines);
  }
  /** Waits until the cell has run so often. */
  const runs = (name: string, count = 1) =>
    new Promise<CellResult>((resolve) => {
      const check = () => {
        const own = results.filter(({ cell }) => cell === name);
        if (own.length < count) return;
        waiting.delete(check);
        resolve(own.at(-1) as CellResult);
      };
      waiting.add(check);
      check();
    });
  const findIn = (elements: Record<string, HTMLElement>) => (name: string) => {
    const found = elements[name];
    if (!found) throw new Error(`no cell ${name}`);
    return found;
  };
  return { document, notebook, results, runs, root: findIn(roots), lines: findIn(consoles) };
}

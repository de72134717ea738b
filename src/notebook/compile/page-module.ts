import type { CellSource } from './cell.ts';
import type { CompiledPage } from './compile-page.ts';

/**
 * A page's cells as an ordinary module, so that running them takes no eval. Each cell stands in a
 * function of its own, its text unchanged but for the lines around it. Of those in Go it has what the
 * others read of them. Its console is handed to each, so that what it says stands below it.
 *
 * @param recorded what a Go cell has emitted, by its name, as its record has it
 * @param toRun makes of a cell's function what runs; its text as it is in the page
 */
export function toPageModule(
  { cells, goCells, goVariables }: CompiledPage,
  recorded: ReadonlyMap<string, readonly { name: string }[]>,
  toRun: (body: string) => string = (body) => body,
): string {
  const rows = cells.map(
    ({ name, inputs, outputs, autodisplay, options, body }) =>
      `  { name: ${JSON.stringify(name)}, inputs: ${JSON.stringify(inputs)}, outputs: ${JSON.stringify(outputs)}, ` +
      `autodisplay: ${autodisplay}, height: ${options.height ?? 0}, toBody: (console) =>\n${toRun(body)} },`,
  );
  const goRows = goVariables.map(({ name, emits, inputs, open }, at) => ({
    name,
    emits,
    inputs,
    open,
    env: goCells[at]?.options.env ?? {},
    values: emits ? recorded.get(name) : undefined,
  }));
  return `export const cells = [\n${rows.join('\n')}\n];\nexport const goCells = ${JSON.stringify(goRows)};\n`;
}

/** The texts of a page's cells as a module, loaded when a reader begins to edit. */
export function toSourcesModule(cells: readonly CellSource[]): string {
  const sources = cells.map(({ name, language, options, text, fenceLine, indent }) => ({
    name,
    language,
    options,
    text,
    fenceLine,
    indent,
  }));
  return `export const sources = ${JSON.stringify(sources)};\n`;
}

import type { CompiledCell } from './cell.ts';

/**
 * A page's cells as an ordinary module, so that running them takes no eval. Each cell stands in a
 * function of its own, its text unchanged but for the lines around it.
 */
export function toPageModule(cells: readonly CompiledCell[]): string {
  const rows = cells.map(
    ({ name, inputs, outputs, autodisplay, options, body }) =>
      `  { name: ${JSON.stringify(name)}, inputs: ${JSON.stringify(inputs)}, outputs: ${JSON.stringify(outputs)}, ` +
      `autodisplay: ${autodisplay}, height: ${options.height ?? 0}, body:\n${body} },`,
  );
  return `export const cells = [\n${rows.join('\n')}\n];\n`;
}

/** The texts of a page's cells as a module, loaded when a reader begins to edit. */
export function toSourcesModule(cells: readonly CompiledCell[]): string {
  const sources = cells.map(({ name, options, text, fenceLine, indent }) => ({
    name,
    options,
    text,
    fenceLine,
    indent,
  }));
  return `export const sources = ${JSON.stringify(sources)};\n`;
}

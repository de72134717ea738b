import { toInspected } from '#notebook/runtime/inspected-text.ts';
import type { Locale } from '#locale/locale.ts';
import { cellTexts } from '#texts/cells.ts';
import { type GoValuesTexts, goValuesTexts } from '#texts/go-values.ts';
import { button, el, removeControl } from './elements.ts';

const noteClass = 'cb-go-note';

/** Says below a Go cell that its inputs are not those of what it shows, and offers to run it with them. */
export function noteChanged(
  cell: HTMLElement,
  changed: readonly { name: string; value: unknown }[] | undefined,
  locale: Locale,
  onRun: () => void,
): void {
  const texts = goValuesTexts[locale];
  const known = cell.querySelector<HTMLElement>(`.${noteClass}[data-inputs]`);
  // Built without Go it cannot run.
  if (!changed || cell.dataset['program'] === undefined) {
    if (known) removeControl(known);
    return;
  }
  const inputs = changed.map(({ name, value }) => `${name} = ${toInspected(value, 1, cellTexts[locale])}`);
  const note =
    known ??
    el(
      'div',
      { class: noteClass, 'data-inputs': true },
      el('p', { role: 'status' }),
      button(texts.runAgain, onRun),
    );
  note.querySelector('p')?.replaceChildren(texts.inputsChanged(inputs));
  if (!known) cell.querySelector('.cb-cell-output')?.after(note);
}

/** Says below a cell of what it reads which is what the reader has made: Go cells, or variables that a Go cell reads. */
export function noteEdited(cell: HTMLElement, edited: readonly string[], texts: GoValuesTexts): void {
  const known = cell.querySelector<HTMLElement>(`.${noteClass}[data-edited]`);
  if (edited.length === 0) {
    known?.remove();
    return;
  }
  const note = known ?? el('p', { class: noteClass, 'data-edited': true, role: 'status' });
  note.textContent = texts.fromEdited(edited);
  if (!known) cell.querySelector('.cb-cell-output')?.after(note);
}

/** Which Go cells each cell in JavaScript reads, itself or by what it reads of other cells. */
export function findGoRead(
  cells: readonly { name: string; inputs: readonly string[]; outputs: readonly string[] }[],
  goCells: ReadonlySet<string>,
): Map<string, ReadonlySet<string>> {
  return new Map(
    cells.map((cell) => {
      const reached = new Set(cell.inputs);
      for (const name of reached) {
        for (const { inputs, outputs } of cells) {
          if (outputs.includes(name)) for (const input of inputs) reached.add(input);
        }
      }
      return [cell.name, new Set([...reached].filter((name) => goCells.has(name)))];
    }),
  );
}

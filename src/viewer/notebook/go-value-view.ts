import { inspect } from '#notebook/runtime/inspect.ts';
import { createInputs } from '#notebook/runtime/inputs.ts';
import type { Locale } from '#locale/locale.ts';
import { cellTexts } from '#texts/cells.ts';
import { el } from './elements.ts';
import { findRows, toShownValue } from './go-value-text.ts';

/** What a Go cell has emitted by a name, as cells in JavaScript show their values: it opens, and rows are a table that sorts. */
export function createValueView(name: string, value: unknown, locale: Locale): Element {
  const words = cellTexts[locale];
  const text = toShownValue(value, locale);
  const rows = findRows(value);
  if (value instanceof Uint8Array) return el('span', {}, text);
  if (!rows) return inspect(value, { document, words, isStill: false });
  const details = el('details', { class: 'cb-cell-value' }, el('summary', {}, el('code', {}, text)));
  details.addEventListener(
    'toggle',
    () => details.append(createInputs(document, words).table(rows, { label: name })),
    { once: true },
  );
  return details;
}

/** Has the values of a recorded run open, which the page was built with as text alone. */
export function openRecordedValues(
  cell: HTMLElement,
  values: Readonly<Record<string, unknown>>,
  locale: Locale,
): void {
  const places = cell.querySelectorAll('.cb-cell-output > .cb-go-run > .cb-go-values > dd');
  for (const [at, [name, value]] of Object.entries(values).entries()) {
    places[at]?.replaceChildren(createValueView(name, value, locale));
  }
}

import type { CellSource } from '#notebook/compile/cell.ts';
import type { NotebookTexts } from '#texts/notebook.ts';
import { el } from './elements.ts';

/** An own cell as the compiler takes it: the page has no text of it. */
export function toOwnSource(name: string): CellSource {
  return { name, language: 'js', text: '', options: { fold: false, hidden: false }, fenceLine: 0, indent: 0 };
}

/** What a cell of the page consists of, for one that the reader has added. */
export function createOwnCell(name: string, texts: NotebookTexts): HTMLElement {
  return el(
    'section',
    {
      class: 'cb-cell cb-own-cell not-content',
      'data-cell': name,
      id: `cell-${name}`,
      'aria-label': texts.ownCell(name),
    },
    el('div', { class: 'cb-cell-output' }),
    el(
      'div',
      { class: 'cb-cell-code' },
      el(
        'div',
        { class: 'cb-cell-tools' },
        el('span', { class: 'cb-label' }, texts.ownCell(name)),
        el('span', { class: 'cb-cell-buttons', 'data-buttons': true }),
      ),
      el('div', { 'data-source': true }),
    ),
  );
}

/** Where what stands at the end of a page stands before. */
export function endOfPage(): Element | null {
  return document.querySelector('.cb-own-add') ?? document.querySelector('.cb-notebook');
}

/**
 * Gives own cells their places: behind the cells that they name, at the end of the page where they
 * name none. What stands there already is not touched.
 *
 * @param cells in the order in which they stand behind one cell
 * @param findAnchor the element of a cell of the page
 * @param onMove called before an element that is on the page goes to another place
 */
export function placeOwnCells(
  cells: readonly { element: HTMLElement; after: string }[],
  findAnchor: (name: string) => HTMLElement | undefined,
  onMove: (element: HTMLElement) => void,
): void {
  const last = new Map<HTMLElement, Element>();
  for (const { element, after } of cells) {
    const anchor = findAnchor(after) ?? findEnd();
    const before = last.get(anchor) ?? anchor;
    last.set(anchor, element);
    if (findNext(before) === element) continue;
    if (element.isConnected) onMove(element);
    before.after(element);
  }
}

/** The end of the text, behind which cells stand as they do behind one of the page. */
function findEnd(): HTMLElement {
  const known = document.querySelector<HTMLElement>('.cb-own-end');
  if (known) return known;
  const end = el('div', { class: 'cb-own-end' });
  endOfPage()?.before(end);
  return end;
}

/** What stands behind an element; what a link brings may stand between. */
function findNext(element: Element): Element | null {
  let next = element.nextElementSibling;
  while (next?.matches('.cb-cell-notice')) next = next.nextElementSibling;
  return next;
}

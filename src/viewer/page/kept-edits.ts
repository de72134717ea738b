import { cellsSlot } from '#view/fragment.ts';
import type { PageState, SharedEdit } from '#view/page-state.ts';
import type { View } from '#view/view-state.ts';

/** Under which key a browser keeps the edits of a page. */
export function toEditsKey(path: string): string {
  return `casebook:cells:${path}`;
}

/** Whether this browser keeps edits of the page that is open. */
export function hasKeptEdits(): boolean {
  return readKept() !== null;
}

/** Edits of cells, the reader's own cells among them, as they were kept: by cell, in their order. */
export type KeptEdits = Record<string, Omit<SharedEdit, 'cell'>>;

/** @param kept what a browser kept; what cannot be read is left out */
export function parseKeptEdits(kept: string | null): KeptEdits {
  try {
    const edits: unknown = JSON.parse(kept ?? '{}');
    if (!edits || typeof edits !== 'object') return {};
    return Object.fromEntries(
      Object.entries(edits).filter(
        ([, edit]) =>
          typeof edit?.text === 'string' &&
          typeof edit?.of === 'string' &&
          ['string', 'undefined'].includes(typeof edit?.after),
      ),
    ) as KeptEdits;
  } catch {
    return {};
  }
}

/** What goes along when the page that is open is shared: own cells that nothing is written in are none. */
export function findEditsToShare(): SharedEdit[] {
  return Object.entries(parseKeptEdits(readKept()))
    .filter(([, { after, text }]) => after === undefined || text.trim() !== '')
    .map(([cell, edit]) => ({ cell, ...edit }));
}

/** A view with the reader's edits in it, in place of those that a link has brought; without any it is the same. */
export function withEdits(view: View, edits: SharedEdit[]): View {
  if (edits.length === 0) return view;
  const state: PageState = { edits };
  return { ...view, states: { ...view.states, [cellsSlot]: state } };
}

function readKept(): string | null {
  try {
    return localStorage.getItem(toEditsKey(location.pathname));
  } catch {
    return null;
  }
}

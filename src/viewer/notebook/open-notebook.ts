import { h, render } from 'preact';
import { toSitePath } from '#locale/site-path.ts';
import type { Locale } from '#locale/locale.ts';
import type { CaptureValues } from '#notebook/runtime/captures.ts';
import { cellTexts } from '#texts/cells.ts';
import { textsReady } from '#texts/page-texts.ts';
import { findNamesWithin } from '#viewer/captures/names-within.ts';
import type { OpenCaptures } from '#viewer/captures/open-captures.ts';
import { pageView } from '#viewer/page/page-view.ts';
import { CellEditing } from './cell-editing.ts';
import { type CellCaptures, toCaptureValue } from './notebook-captures.ts';
import { NotebookPanel } from './NotebookPanel.tsx';
import { PageVariables } from './page-variables.ts';
import './cells.css';
import './editing.css';

/** What is open on a page, as cells are given it: by the name that links call it by. */
function toCellCaptures(open: OpenCaptures): CellCaptures {
  const isRead = () => open.isBegun && open.items.every(({ status }) => status !== 'reading');
  const find = (name: string) => open.items.find(({ slot }) => slot === name);
  return {
    get entries() {
      return open.items.flatMap(({ slot, value }) => (value ? [{ name: slot, kind: value.kind }] : []));
    },
    subscribe: (listener) => open.subscribe(listener),
    load: () => {},
    // What is not begun yet has no item, and is named by the address.
    get unread() {
      if (!open.isBegun) return pageView.view.captures.map(({ slot }) => slot);
      return open.items.flatMap(({ slot, status }) => (status === 'reading' ? [slot] : []));
    },
    seriesOf: (name) => findNamesWithin(find(name)),
    whenRead: () =>
      new Promise((resolve) => {
        const check = () => {
          if (!isRead()) return;
          end();
          const values: CaptureValues = {};
          for (const item of open.items) values[item.slot] = toCaptureValue(item);
          resolve(values);
        };
        const end = open.subscribe(check);
        check();
      }),
  };
}

/**
 * Cells of the reader's own on a page that has none: their bar in `bar`, the cells before it.
 *
 * @returns adds a cell at the end
 */
export async function startOpenNotebook(
  open: OpenCaptures,
  bar: HTMLElement,
  locale: Locale,
): Promise<{ add(): void }> {
  await textsReady();
  const variables = new PageVariables(cellTexts[locale]);
  const editing = new CellEditing({
    views: [],
    locale,
    frameAddress: toSitePath('/notebook-frame/'),
    loadTexts: async () => [],
    captures: toCellCaptures(open),
    variables,
    go: undefined,
  });
  render(h(NotebookPanel, { captures: undefined, editing, variables, locale }), bar);
  await editing.restore();
  return { add: () => void editing.add() };
}

import type { CellSource } from '#notebook/compile/cell.ts';
import type { NotebookTexts } from '#texts/notebook.ts';
import type { CellView } from './cell-view.ts';
import type { Editor } from './editor.ts';
import { button, el, renderDiff } from './elements.ts';

/** A cell that is open in an editor. */
export interface EditedCell {
  view: CellView;
  editor: Editor;
  /** As published; of the reader's own, empty. */
  source: CellSource;
  /** What the editor stands in. */
  holder: HTMLElement;
  texts: NotebookTexts;
}

/** What its buttons do. */
export interface ToolActions {
  run(): void;
  reset(): void;
  close(): void;
  /** Of a cell of the reader's own, which has its place from them. */
  move: ((by: 1 | -1) => void) | undefined;
  /** Buttons that its language has besides. */
  more: readonly HTMLElement[] | undefined;
}

/** Puts the buttons of an editor in the place of those of its cell. */
export function showTools(cell: EditedCell, { run, reset, close, move, more = [] }: ToolActions): void {
  const { view, editor, texts } = cell;
  const tools = el(
    'span',
    { class: 'cb-cell-edit-tools', role: 'group', 'aria-label': texts.editorOf(view.name) },
    button(texts.run, run, { 'data-primary': true }),
    button(texts.undo, () => editor.undo()),
    button(texts.find, () => editor.find()),
    ...(move
      ? [
          button(texts.moveUp, () => move(-1)),
          button(texts.moveDown, () => move(1)),
          button(texts.delete, reset),
        ]
      : [
          button(texts.compare, () => toggleDiff(cell)),
          button(texts.reset, reset),
          button(texts.close, close),
        ]),
    ...more,
  );
  for (const child of view.buttons?.children ?? []) (child as HTMLElement).hidden = true;
  view.buttons?.append(tools);
}

/** The author has changed the cell since the reader edited it: told, with the ways out. */
export function showStale(cell: EditedCell, { keep, reset }: { keep(): void; reset(): void }): void {
  const { holder, texts } = cell;
  const notice = el(
    'div',
    { class: 'cb-cell-notice', role: 'status' },
    el('p', {}, texts.stale),
    button(texts.compare, () => toggleDiff(cell)),
    button(texts.keep, () => {
      keep();
      notice.remove();
    }),
    button(texts.takeNew, reset),
  );
  holder.prepend(notice);
}

function toggleDiff({ holder, source, editor, texts }: EditedCell): void {
  const shown = holder.querySelector('.cb-diff');
  if (shown) shown.remove();
  else holder.append(renderDiff(texts.difference, source.text, editor.text));
}

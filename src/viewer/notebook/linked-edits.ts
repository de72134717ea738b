import { hashText } from '#bytes/text-hash.ts';
import type { CellSource } from '#notebook/compile/cell.ts';
import type { NotebookTexts } from '#texts/notebook.ts';
import { cellsSlot } from '#view/fragment.ts';
import type { SharedEdit } from '#view/page-state.ts';
import { withState } from '#view/state-change.ts';
import { toStateOf, withStateOf } from '#view/state-fields.ts';
import { pageView } from '#viewer/page/page-view.ts';
import type { CellView } from './cell-view.ts';
import type { Edits } from './edits.ts';
import { button, el, removeControl, renderDiff } from './elements.ts';
import { endOfPage, toOwnSource } from './own-cells.ts';

export interface LinkedEditsOptions {
  texts: NotebookTexts;
  edits: Edits;
  loadSources(): Promise<Map<string, CellSource>>;
  findView(name: string): CellView | undefined;
  /** Makes an edit the reader's own, and runs it. */
  take(edit: SharedEdit, source: CellSource): Promise<void>;
}

/** What a link brings of cells: each stands beside its cell as a difference, until the reader decides. */
export class LinkedEdits {
  readonly #options: LinkedEditsOptions;
  readonly #notices = new Map<string, HTMLElement>();

  constructor(options: LinkedEditsOptions) {
    this.#options = options;
  }

  /** Shows what the address brings now, in place of what it brought before. */
  async show(): Promise<void> {
    for (const notice of this.#notices.values()) notice.remove();
    this.#notices.clear();
    const { edits = [] } = toStateOf('page', pageView.stateOf(cellsSlot));
    if (edits.length === 0) return;
    const sources = await this.#options.loadSources();
    for (const edit of edits) {
      if (edit.after === undefined) this.#showEdit(edit, sources.get(edit.cell));
      else this.#showOwn(edit, edit.after);
    }
    this.#notices.values().next().value?.scrollIntoView({ block: 'center' });
  }

  #showEdit(edit: SharedEdit, source: CellSource | undefined): void {
    const { edits, findView, texts } = this.#options;
    // The reader's own already, or the author's: nothing to decide.
    if (source && (edit.text === source.text || edits.find(edit.cell)?.text === edit.text)) return;
    const view = findView(edit.cell);
    if (source && view) {
      const notice = this.#toNotice(edit, source);
      view.element.append(notice);
      return;
    }
    const unknown = el(
      'p',
      { class: 'cb-cell-notice not-content', role: 'status' },
      texts.unknownCell(edit.cell),
    );
    this.#notices.set(edit.cell, unknown);
    endOfPage()?.before(unknown);
  }

  /** A cell that the page has nothing of. */
  #showOwn(edit: SharedEdit, after: string): void {
    const { edits, findView } = this.#options;
    if (edits.own.some((name) => edits.find(name)?.text === edit.text)) return;
    const notice = this.#toNotice(edit, toOwnSource(edit.cell));
    const beside = findView(after);
    if (beside) beside.element.after(notice);
    else endOfPage()?.before(notice);
  }

  #toNotice(edit: SharedEdit, source: CellSource): HTMLElement {
    const { texts, edits, take } = this.#options;
    const isOwn = edit.after !== undefined;
    const said = isOwn ? texts.fromLinkOwn : texts.fromLink;
    const replaced = isOwn ? undefined : edits.find(edit.cell);
    const notice = el(
      'div',
      // Beside a cell it stands in the text, whose lists and paragraphs keep distances that these need not.
      { class: 'cb-cell-notice not-content', role: 'region', 'aria-label': said },
      el('p', {}, said),
      renderDiff(isOwn ? texts.codeOfLink : texts.difference, source.text, edit.text),
      edit.of === hashText(source.text) ? undefined : el('p', {}, texts.fromLinkOther),
      replaced ? el('p', {}, texts.replacesOwn) : undefined,
      button(
        texts.take,
        () => {
          this.#settle(edit.cell);
          void take(edit, source);
        },
        { 'data-primary': true },
      ),
      button(texts.dismiss, () => this.#settle(edit.cell)),
    );
    this.#notices.set(edit.cell, notice);
    return notice;
  }

  /** Decided: the address does not bring it any more. */
  #settle(cell: string): void {
    const notice = this.#notices.get(cell);
    if (notice) removeControl(notice);
    this.#notices.delete(cell);
    const set = pageView.stateOf(cellsSlot);
    const state = toStateOf('page', set);
    const left = state.edits?.filter((edit) => edit.cell !== cell);
    pageView.setState(cellsSlot, withStateOf('page', set, withState(state, { edits: left })));
  }
}

import { formatSize } from '#locale/format.ts';
import type { Editor } from './editor.ts';
import { button, el } from './elements.ts';
import { toEditorFaults, toFaultText } from './go-faults.ts';
import type { GoCells } from './go-cells.ts';
import type { ToolsState } from './go-tools.ts';

/** So long after the last key the text is built to warm the compiler, once. */
const warmMs = 300;

/** What editing a Go cell has besides what every cell has: the compiler's way into the page, gofmt, gc's words at their lines. */
export class GoEditing {
  readonly hint: string;
  readonly #cells: GoCells;
  #isWarm = false;

  constructor(cells: GoCells) {
    this.#cells = cells;
    this.hint = cells.texts.editorHint;
  }

  /**
   * An editor was opened: the compiler is fetched, and said how far it is. Where nobody asked for the editor,
   * as for an edit of an earlier visit, that waits until somebody is there.
   */
  opened(editor: Editor, holder: HTMLElement, isAsked: boolean): void {
    const { tools } = this.#cells;
    const note = el('p', { class: 'cb-cell-hint cb-go-tools', role: 'status' });
    holder.append(note);
    const end = tools.subscribe((state) => {
      if (state.state !== 'unknown' && !note.isConnected) end();
      else this.#show(note, state);
    });
    const load = () => void tools.load().then(() => this.#warm(editor));
    if (isAsked) load();
    else holder.addEventListener('focusin', load, { once: true });
  }

  /** Buttons beside those that every editor has. */
  tools(editor: Editor, holder: HTMLElement): HTMLElement[] {
    return [button(this.#cells.texts.format, () => void this.format(editor, holder))];
  }

  async run(name: string, editor: Editor | undefined, text: string, holder?: Element): Promise<void> {
    editor?.setFaults([]);
    // It is of a text that gofmt did not take, and the compiler has its own words.
    holder?.querySelector('.cb-go-format')?.remove();
    const { faults } = await this.#cells.runText(name, text);
    // What was typed meanwhile has other lines.
    if (faults && editor?.text === text) editor.setFaults(toEditorFaults(faults, text));
  }

  close(name: string): void {
    this.#cells.close(name);
  }

  async format(editor: Editor, holder: HTMLElement): Promise<void> {
    const before = editor.text;
    holder.querySelector('.cb-go-format')?.remove();
    const say = (text: string) =>
      holder.append(el('p', { class: 'cb-cell-error cb-go-format', role: 'alert' }, text));
    try {
      const formatted = await this.#cells.format(before);
      if (editor.text !== before) return;
      if (formatted.faults) {
        editor.setFaults(toEditorFaults(formatted.faults, before));
        say(toFaultText(formatted.faults, this.#cells.texts));
      } else {
        editor.setFaults([]);
        editor.setFormatted(formatted.text);
      }
    } catch (error) {
      say((error as Error).message);
    }
  }

  async #warm(editor: Editor): Promise<void> {
    if (this.#isWarm || this.#cells.tools.state.state !== 'ready') return;
    this.#isWarm = true;
    await new Promise((resolve) => setTimeout(resolve, warmMs));
    await this.#cells.warm(editor.text);
  }

  #show(note: HTMLElement, state: ToolsState): void {
    const { texts, tools } = this.#cells;
    const retry = () => button(texts.toolsRetry, () => void tools.load());
    switch (state.state) {
      case 'unknown':
        return;
      case 'asking': {
        const size = formatSize(state.bytes);
        note.replaceChildren(
          texts.toolsAsk(size),
          ' ',
          button(texts.toolsFetch(size), () => void tools.load({ isAgreed: true })),
        );
        return;
      }
      case 'fetching':
        return setText(note, texts.toolsFetching(formatSize(state.doneBytes), formatSize(state.bytes)));
      case 'starting':
        return setText(note, texts.toolsStarting);
      case 'ready':
        return setText(note, texts.toolsReady(state.goVersion));
      case 'building':
        return setText(note, texts.toolsBuilding(state.done, state.of));
      case 'none':
        return setText(note, texts.toolsNone);
      case 'not-built':
        return note.replaceChildren(texts.toolsNotBuilt(state.message), ' ', retry());
      case 'failed':
        return note.replaceChildren(texts.toolsFailed(state.message), ' ', retry());
    }
  }
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

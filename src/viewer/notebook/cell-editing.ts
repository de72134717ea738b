import { hashText } from '#bytes/text-hash.ts';
import type { CellSource } from '#notebook/compile/cell.ts';
import type { SharedEdit } from '#view/page-state.ts';
import type { Locale } from '#locale/locale.ts';
import { saveBlob } from '#viewer/figure/save-blob.ts';
import { withEdits } from '#viewer/page/kept-edits.ts';
import { pageView } from '#viewer/page/page-view.ts';
import { markCells, type RunningEdits } from './cell-marks.ts';
import { type CellRun, createCellRun } from './cell-run.ts';
import { CellView } from './cell-view.ts';
import type { EditReaders } from './edited-cells.ts';
import type { ExportFormat } from './export-formats.ts';
import type { Editor } from './editor.ts';
import { Edits } from './edits.ts';
import { loadCompletions } from './editor-completions.ts';
import { showStale, showTools } from './editor-tools.ts';
import { el, focusButtons } from './elements.ts';
import { holdInPlace } from './hold-in-place.ts';
import { LinkedEdits } from './linked-edits.ts';
import { createOwnCell, placeOwnCells, toOwnSource } from './own-cells.ts';
import type { GoDataflow } from './go-dataflow.ts';
import type { GoEditing } from './go-editing.ts';
import { type NotebookTexts, notebookTexts } from '#texts/notebook.ts';
import type { PageVariables } from './page-variables.ts';
import type { CellCaptures } from './notebook-captures.ts';

/** Marks follow what is typed when the reader pauses. */
const pauseMs = 300;

export interface CellEditingOptions {
  views: readonly CellView[];
  locale: Locale;
  frameAddress: string;
  loadTexts(): Promise<CellSource[]>;
  captures: CellCaptures;
  variables: PageVariables;
  /** Where the page has cells in Go. */
  go: GoEditing | undefined;
}

const noReaders: EditReaders = { affected: new Map(), inputs: new Set(), lost: {}, lostTo: new Map() };

/**
 * Editing the cells of a page: editors in place of the code, the edits kept in the browser, those of
 * a link shown and asked about, and the frame in which edited cells run. Nothing of an edit, whoever
 * made it, runs in the page itself.
 */
export class CellEditing {
  readonly edits = new Edits(location.pathname);
  /** What cells in Go are to the others, once those of the page are alive. */
  goDataflow: GoDataflow | undefined;
  readonly #views: Map<string, CellView>;
  /** Cells of the page itself, in their order. */
  readonly #anchors: readonly string[];
  readonly #texts: NotebookTexts;
  readonly #options: CellEditingOptions;
  readonly #editors = new Map<string, Editor>();
  /** What lets go of the place of an open cell. */
  readonly #held = new Map<string, () => void>();
  readonly #linked: LinkedEdits;
  /** What ran last of edited cells in Go, by name, as long as that is shown. */
  readonly #goRan = new Map<string, string>();
  #sources: Promise<Map<string, CellSource>> | undefined;
  #running: (RunningEdits & { run: CellRun }) | undefined;
  #marking: ReturnType<typeof setTimeout> | undefined;

  constructor(options: CellEditingOptions) {
    this.#options = options;
    this.#views = new Map(options.views.map((view) => [view.name, view]));
    this.#anchors = options.views.map(({ name }) => name);
    this.#texts = notebookTexts[options.locale];
    this.#linked = new LinkedEdits({
      texts: this.#texts,
      edits: this.edits,
      loadSources: () => this.#loadSources(),
      findView: (name) => this.#views.get(name),
      take: (edit, source) => this.#takeLinked(edit, source),
    });
    pageView.onArrival(() => void this.#linked.show());
    this.edits.subscribe(() => {
      this.#placeOwn();
      this.#mark();
    });
  }

  /** Opens what was edited before, without running it, and shows what a link brings. */
  async restore(): Promise<void> {
    this.#placeOwn();
    this.#mark();
    for (const name of this.edits.names) await this.open(name, { focus: false });
    await this.#linked.show();
  }

  /** Puts a cell of the reader's own behind another, or at the end of the page, and opens it. */
  async add(behind = ''): Promise<void> {
    const after = this.edits.find(behind)?.after ?? behind;
    const name = this.edits.addOwn(this.#anchors.includes(after) ? after : '', this.#anchors);
    await this.open(name, { focus: true });
    // Its editor makes it higher, and the bar stands over the end of the screen.
    this.#views.get(name)?.element.scrollIntoView({ block: 'center' });
  }

  /** The last cell that begins on the screen or above it: what a reader adds stands behind that. */
  get cellOnScreen(): string {
    const begun = [...this.#views.values()].filter(({ element }) => {
      const { top, height } = element.getBoundingClientRect();
      return height > 0 && top < innerHeight;
    });
    return begun.at(-1)?.name ?? '';
  }

  /** Turns a cell's code into an editor of the reader's text, or the author's. */
  async open(name: string, { focus }: { focus: boolean }): Promise<void> {
    const view = this.#views.get(name);
    const source = (await this.#allSources()).find((one) => one.name === name);
    if (!view?.source || !view.buttons || !source) return;
    view.unfold();
    const known = this.#editors.get(name);
    if (known) {
      if (focus) known.focus();
      return;
    }
    const { createEditor } = await import('./editor.ts');
    const { captures, locale } = this.#options;
    const completions = await loadCompletions({
      captures,
      locale,
      edits: this.edits,
      sources: await this.#loadSources(),
    });
    if (this.#editors.has(name)) return;
    const holder = el('div', { class: 'cb-cell-editor' });
    for (const child of view.source.children) (child as HTMLElement).hidden = true;
    view.source.append(holder);
    const editor = createEditor(holder, {
      text: this.edits.find(name)?.text ?? source.text,
      label: this.#texts.editorOf(name),
      language: source.language,
      completions,
      onChange: (text) =>
        this.edits.isOwn(name) ? this.edits.setOwn(name, text) : this.edits.set(name, text, source.text),
      onRun: () => void this.run(name),
      onFormat: () => void this.#options.go?.format(editor, holder),
    });
    const go = source.language === 'go' ? this.#options.go : undefined;
    holder.append(el('p', { class: 'cb-cell-hint' }, go?.hint ?? this.#texts.editorHint));
    this.#editors.set(name, editor);
    go?.opened(editor, holder, focus);
    const edited = { view, editor, source, holder, texts: this.#texts };
    showTools(edited, {
      run: () => void this.run(name),
      reset: () => this.reset(name),
      close: () => this.#close(name),
      move: this.edits.isOwn(name) ? (by) => this.#move(name, by) : undefined,
      more: source.language === 'go' ? this.#options.go?.tools(editor, holder) : undefined,
    });
    const edit = this.edits.find(name);
    if (edit && edit.of !== hashText(source.text)) {
      showStale(edited, {
        keep: () => this.edits.set(name, editor.text, source.text),
        reset: () => this.reset(name),
      });
    }
    this.#held.set(name, holdInPlace(view.element));
    if (focus) editor.focus();
  }

  /** Runs the edited cells in a frame of their own, shown in the place of this cell's output. */
  async run(name: string): Promise<void> {
    const view = this.#views.get(name);
    if (!view) return;
    const own = (await this.#loadSources()).get(name);
    if (own?.language === 'go') {
      const editor = this.#editors.get(name);
      const text = editor?.text ?? this.edits.find(name)?.text ?? own.text;
      this.#goRan.set(name, text);
      void this.#markOutputs();
      return this.#options.go?.run(name, editor, text, view.element);
    }
    this.#endRun();
    const { compileEdited } = await import('./edited-cells.ts');
    const sources = await this.#allSources();
    const texts = this.#editedTexts();
    // A cell that was opened and not changed runs as well: its reader asked for it.
    texts[name] ??= sources.find((source) => source.name === name)?.text ?? '';
    for (const editor of this.#editors.values()) editor.setFaults([]);
    const compiled = compileEdited(sources, texts, this.#editedGo());
    if (compiled.fault) {
      const { cell, message, line, column } = compiled.fault;
      this.goDataflow?.setEditedCells([]);
      this.#showFault(view, cell, message, line, column);
      return;
    }
    const { cells, readers } = compiled;
    const { unread } = this.#options.captures;
    if (unread.length > 0)
      view.showFrame(el('p', { class: 'cb-cell-status', role: 'status' }, this.#texts.waitingFor(unread)));
    const captures = await this.#options.captures.whenRead();
    // Another may have been started while the captures were read.
    this.#endRun();
    for (const other of this.#views.values()) if (other !== view) other.showFrame(undefined);
    const isOfEdits = (cell: string) => Object.hasOwn(texts, cell) || readers.affected.has(cell);
    const editedCells = cells.filter((cell) => isOfEdits(cell.name));
    const editedOutputs = new Set(editedCells.flatMap(({ outputs }) => outputs));
    this.goDataflow?.setEditedCells(editedCells);
    const run = createCellRun({
      address: this.#options.frameAddress,
      locale: this.#options.locale,
      cells,
      captures,
      lost: readers.lost,
      go: this.goDataflow,
      editedOutputs,
      onInput: (variable, value) => this.goDataflow?.setEditedInput(variable, value),
      onStop: () => this.stop(),
      onFault: (cell, message, line) => this.#editors.get(cell)?.setFaults([{ message, line, column: 1 }]),
      onValue: (variable, text, cell) => this.#options.variables.setEdited(variable, text, cell),
    });
    this.#running = { view, texts, readers, run };
    this.#options.variables.setLost(Object.keys(readers.lost));
    view.showFrame(run.element);
    await this.#markOutputs();
  }

  /** Runs everything that is edited: what is JavaScript together, shown at the first of it, what is Go one by one. */
  async runAll(): Promise<void> {
    const edited = this.#editedTexts();
    const first = [...this.#views.keys()].find((name) => Object.hasOwn(edited, name));
    if (first) await this.run(first);
    for (const name of this.edits.names) if (this.#isGo(name)) await this.run(name);
  }

  /** Ends what runs by taking its frame away. */
  stop(): void {
    this.#endRun();
    this.goDataflow?.setEditedCells([]);
  }

  /** What it has given to cells in Go is theirs until the next run gives them something else. */
  #endRun(): void {
    this.#running?.run.end(this.#texts.stopped);
    this.#running = undefined;
    this.#options.variables.clearEdited();
    void this.#markOutputs();
  }

  /** Back to the author's text, and to the author's output. */
  reset(name: string): void {
    this.edits.reset([name]);
    this.#close(name);
  }

  resetAll(): void {
    const names = new Set([...this.edits.names, ...this.#editors.keys()]);
    this.edits.reset([...names]);
    for (const name of names) this.#close(name);
  }

  /** Puts back what was reset last, in editors, without running it. */
  async undoReset(): Promise<void> {
    for (const name of this.edits.undoReset()) {
      // What is open by now has the author's text.
      this.#close(name);
      await this.open(name, { focus: false });
    }
  }

  /** The cells as they stand on the page, with the reader's edits and own cells, to be taken away. */
  async export(format: ExportFormat): Promise<void> {
    const [{ toExport }, sources] = await Promise.all([import('./export-cells.ts'), this.#allSources()]);
    const order = [...document.querySelectorAll<HTMLElement>('.cb-cell')].map(
      ({ dataset }) => dataset['cell'],
    );
    const cells = sources
      .map(({ name, language, text }) => ({ name, language, text: this.edits.find(name)?.text ?? text }))
      .toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
    const title = document.querySelector('h1')?.textContent?.trim() ?? document.title;
    const address = location.origin + location.pathname;
    const { text, name, type } = toExport(format, {
      title,
      address,
      cells,
      remark: this.#texts.exportRemark,
    });
    saveBlob(new Blob([text], { type }), name);
  }

  /** A link to what is seen, with the reader's edits in it. */
  toLink(): string {
    const edits = this.edits.names.flatMap((cell): SharedEdit[] => {
      const edit = this.edits.find(cell);
      return edit ? [{ cell, ...edit }] : [];
    });
    return pageView.toAddress(withEdits(pageView.view, edits));
  }

  #loadSources(): Promise<Map<string, CellSource>> {
    return (this.#sources ??= this.#options
      .loadTexts()
      .then((sources) => new Map(sources.map((source) => [source.name, source]))));
  }

  /** Those of the page, and the reader's own, which the page has nothing of. */
  async #allSources(): Promise<CellSource[]> {
    const sources = [...(await this.#loadSources()).values()];
    return [...sources, ...this.edits.own.map(toOwnSource)];
  }

  /** Gives each own cell its place on the page, and takes away those that are gone. */
  #placeOwn(): void {
    const { own } = this.edits;
    for (const [name, view] of this.#views) {
      if (this.#anchors.includes(name) || own.includes(name)) continue;
      this.#close(name);
      view.element.remove();
      this.#views.delete(name);
    }
    for (const name of own) {
      if (this.#views.has(name)) continue;
      this.#views.set(name, new CellView(createOwnCell(name, this.#texts)));
    }
    placeOwnCells(
      own.map((name) => ({
        element: this.#views.get(name)?.element as HTMLElement,
        after: this.edits.find(name)?.after ?? '',
      })),
      (name) => (this.#anchors.includes(name) ? this.#views.get(name)?.element : undefined),
      // What is moved in the page begins anew, a frame in it too.
      (element) => this.#running?.view.element === element && this.stop(),
    );
  }

  #move(name: string, by: 1 | -1): void {
    if (!this.edits.moveOwn(name, by, this.#anchors)) return;
    this.#views.get(name)?.element.scrollIntoView({ block: 'nearest' });
    this.#editors.get(name)?.focus();
  }

  #close(name: string): void {
    if (this.#running?.view.name === name) this.stop();
    this.#options.go?.close(name);
    this.#goRan.delete(name);
    const view = this.#views.get(name);
    this.#editors.get(name)?.remove();
    this.#editors.delete(name);
    this.#held.get(name)?.();
    this.#held.delete(name);
    view?.showFrame(undefined);
    view?.source?.querySelector('.cb-cell-editor')?.remove();
    for (const child of view?.source?.children ?? []) (child as HTMLElement).hidden = false;
    view?.buttons?.querySelector('.cb-cell-edit-tools')?.remove();
    for (const child of view?.buttons?.children ?? []) (child as HTMLElement).hidden = false;
    view?.buttons?.querySelector<HTMLElement>('[data-edit]')?.focus({ preventScroll: true });
  }

  #showFault(view: CellView, cell: string, message: string, line: number, column: number): void {
    this.#editors.get(cell)?.setFaults([{ message, line, column }]);
    view.showFrame(
      el(
        'p',
        { class: 'cb-cell-error', role: 'alert' },
        this.#texts.errorIn(cell, `${line}:${column}`, message),
      ),
    );
  }

  #mark(): void {
    for (const view of this.#views.values()) {
      view.element.toggleAttribute('data-edited', this.edits.find(view.name) !== undefined);
    }
    clearTimeout(this.#marking);
    this.#marking = setTimeout(() => void this.#markOutputs(), pauseMs);
  }

  /** Says of each output that is not what the reader's texts come to. */
  async #markOutputs(): Promise<void> {
    const edits = this.#editedTexts();
    const isNothing = Object.keys(edits).length === 0 && !this.#running;
    const { findEditReaders } = isNothing
      ? { findEditReaders: () => noReaders }
      : await import('./edited-cells.ts');
    const sources = isNothing ? [] : await this.#allSources();
    markCells({
      views: [...this.#views.values()],
      texts: this.#texts,
      edits,
      goEdits: this.#editedGo(),
      goRan: this.#goRan,
      readers: findEditReaders(sources, edits),
      running: this.#running,
      run: (name) => void this.run(name),
    });
  }

  #isGo(name: string): boolean {
    return this.#views.get(name)?.element.dataset['language'] === 'go';
  }

  /** Of cells in JavaScript, which run together; one in Go runs by itself. */
  #editedTexts(): Record<string, string> {
    // Without a prototype: a cell may be called `constructor`.
    const texts = Object.create(null) as Record<string, string>;
    for (const name of this.edits.names) {
      if (this.#isGo(name)) continue;
      const { text = '' } = this.edits.find(name) ?? {};
      // An own cell that nothing is written in yet is none.
      if (!this.edits.isOwn(name) || text.trim() !== '') texts[name] = text;
    }
    return texts;
  }

  /** What the reader has made of cells in Go, by name. */
  #editedGo(): Record<string, string> {
    const names = this.edits.names.filter((name) => this.#isGo(name));
    return Object.fromEntries(names.map((name) => [name, this.edits.find(name)?.text ?? '']));
  }

  async #takeLinked(edit: SharedEdit, source: CellSource): Promise<void> {
    if (edit.after !== undefined) {
      const after = this.#anchors.includes(edit.after) ? edit.after : '';
      const name = this.edits.addOwn(after, this.#anchors, edit.text, edit.cell);
      await this.open(name, { focus: false });
      this.#keepKeyboard(name);
      await this.run(name);
      return;
    }
    this.edits.set(edit.cell, edit.text, source.text);
    const editor = this.#editors.get(edit.cell);
    if (editor) editor.text = edit.text;
    else await this.open(edit.cell, { focus: false });
    this.#keepKeyboard(edit.cell);
    await this.run(edit.cell);
  }

  /** What the reader has pressed is gone: they are at the cell that it was about. */
  #keepKeyboard(name: string): void {
    if (document.activeElement === document.body) focusButtons(this.#views.get(name)?.element);
  }
}

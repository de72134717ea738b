import { removeControl } from './elements.ts';

/** What a control of a cell was set to, to be carried over when the cell comes alive. */
type Control = HTMLInputElement | HTMLSelectElement;

const views = new WeakMap<HTMLElement, CellView>();

/** The view of a cell's element: one, whoever asks. */
export function viewOf(element: HTMLElement): CellView {
  const view = views.get(element) ?? new CellView(element);
  views.set(element, view);
  return view;
}

/** One cell on the page: what was drawn at build, the live output that takes its place, its tools and its code. */
export class CellView {
  readonly name: string;
  readonly element: HTMLElement;
  /** Where the live cell displays; on the page from its first result on. */
  readonly root = document.createElement('div');
  /** Where it says what its console is told, below that. */
  readonly lines = document.createElement('div');
  readonly #output: HTMLElement;
  readonly #source: HTMLElement | null;
  #isAlive = false;
  #frame: HTMLElement | undefined;
  #mark: { key: string; element: HTMLElement } | undefined;

  constructor(element: HTMLElement) {
    this.element = element;
    this.name = element.dataset['cell'] ?? '';
    this.#output = element.querySelector<HTMLElement>('.cb-cell-output') ?? element;
    this.#source = element.querySelector<HTMLElement>('[data-source]');
    this.root.className = 'cb-cell-root';
    this.lines.className = 'cb-console';
  }

  /** Where buttons stand; null for a cell whose code is not shown. */
  get buttons(): HTMLElement | null {
    return this.element.querySelector<HTMLElement>('[data-buttons]');
  }

  /** Where notices and the editor go: within the folded part, if there is one. */
  get source(): HTMLElement | null {
    return this.#source;
  }

  /** Whether the cell shows anything as it is published. */
  get hasOutput(): boolean {
    const drawn = 'svg, input, select, button, canvas, img';
    return [...this.#output.children].some(
      (child) =>
        child !== this.#frame &&
        (child.textContent.trim() !== '' || child.matches(drawn) || child.querySelector(drawn) !== null),
    );
  }

  /** By what the mark above the output is told from others; undefined where there is none. */
  get mark(): string | undefined {
    return this.#mark?.key;
  }

  /** Puts a mark above the output, where that is not what the reader's texts come to; undefined takes it away. */
  setMark(key: string | undefined, ...children: HTMLElement[]): void {
    if (this.#mark) removeControl(this.#mark.element);
    this.#mark = undefined;
    if (key === undefined) return;
    const element = document.createElement('div');
    element.className = 'cb-cell-mark';
    element.append(...children);
    this.#output.before(element);
    this.#mark = { key, element };
  }

  unfold(): void {
    const fold = this.element.querySelector('details');
    if (fold) fold.open = true;
  }

  /** Puts the live output in the place of the drawn one: not in the middle of a drag, and with what was set there. */
  showAlive(): void {
    // What showed nothing at build may do so now.
    if (this.root.hasChildNodes()) this.element.removeAttribute('data-silent');
    if (this.#isAlive) return;
    this.#isAlive = true;
    if (this.#output.matches(':active'))
      addEventListener('pointerup', () => setTimeout(() => this.#swap()), { once: true });
    else this.#swap();
  }

  /** Shows what the reader's own version gives, in place of the author's output; undefined goes back. */
  showFrame(frame: HTMLElement | undefined): void {
    this.#frame?.remove();
    this.#frame = frame;
    for (const child of this.#output.children) (child as HTMLElement).hidden = frame !== undefined;
    if (frame) this.#output.append(frame);
  }

  #swap(): void {
    const before = findControls(this.#output);
    const focused = before.indexOf(document.activeElement as Control);
    const set = before.map(readChange);
    this.#output.replaceChildren(this.root, this.lines, ...(this.#frame ? [this.#frame] : []));
    for (const own of [this.root, this.lines]) own.hidden = this.#frame !== undefined;
    const after = findControls(this.root);
    if (after.length !== before.length) return;
    after.forEach((control, index) => set[index]?.(control));
    if (focused >= 0) after[focused]?.focus({ preventScroll: true });
  }
}

/** Those that are seen: a page may hold a drawing for phones besides. */
function findControls(root: HTMLElement): Control[] {
  return [...root.querySelectorAll<Control>('input, select, button')].filter(
    (control) => control.offsetParent !== null,
  );
}

/** What makes another control what the reader has made of this one; undefined where nothing was done. */
function readChange(control: Control): ((other: Control) => void) | undefined {
  if (control instanceof HTMLSelectElement) {
    const index = control.selectedIndex;
    if (control.options[index]?.defaultSelected) return undefined;
    return (other) => {
      if (!(other instanceof HTMLSelectElement)) return;
      other.selectedIndex = index;
      other.dispatchEvent(new Event('input', { bubbles: true }));
    };
  }
  if (!(control instanceof HTMLInputElement)) return undefined;
  if (control.type === 'checkbox' || control.type === 'radio') {
    return control.checked === control.defaultChecked ? undefined : (other) => other.click();
  }
  const { value } = control;
  if (value === control.defaultValue) return undefined;
  return (other) => {
    other.value = value;
    other.dispatchEvent(new Event('input', { bubbles: true }));
  };
}

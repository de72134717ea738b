import { encodeView } from '#view/link.ts';
import { isStep } from '#view/steps.ts';
import type { View } from '#view/view-state.ts';

/** How long a movement may rest and still go on as the same step. */
const SETTLE_MS = 200;

/**
 * The address of a page from disk: its view is in it, so that a reload and a bookmark keep what is seen. A zoom, or another
 * of its captures, is an entry of the browser's history once it has settled. Some browsers allow no such thing to a file.
 */
export class FileAddress {
  view: View = { captures: [], states: {} };
  #slots: readonly string[] = [];
  #written = this.view;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * The view that the address holds already, or that the page begins with, and the slots of the captures of the page, which
   * its views do not name.
   */
  given(view: View, slots: readonly string[]): void {
    clearTimeout(this.#timer);
    this.#slots = slots;
    this.view = view;
    this.#written = view;
  }

  write(view: View): void {
    this.view = view;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#flush(), SETTLE_MS);
  }

  #flush(): void {
    const address = `#${encodeView(this.view)}`;
    const isNew = isStep(this.#written, this.view) || this.#shown(this.#written) !== this.#shown(this.view);
    this.#written = this.view;
    try {
      if (isNew) history.pushState(null, '', address);
      else history.replaceState(null, '', address);
    } catch {
      // The view then lasts as long as the page.
    }
  }

  /** The first, where a view names none of them. */
  #shown({ active }: View): string | undefined {
    return active !== undefined && this.#slots.includes(active) ? active : this.#slots[0];
  }
}

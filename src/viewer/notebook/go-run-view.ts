import type { CellValue, ProgramResult } from '#notebook/go/program.ts';
import type { Locale } from '#locale/locale.ts';
import { type GoTexts, goTexts } from '#texts/go.ts';
import { button, el, removeControl } from './elements.ts';
import { toEndText } from './go-end-text.ts';
import { toShownValue } from './go-value-text.ts';
import { createValueView } from './go-value-view.ts';
import { GoOutput, type Piece } from './go-output.ts';

/** How often the time is shown anew that a program runs. */
const tickMs = 100;

/** One run on the page: what it is doing, for how long, its end in words, what it printed and what it emitted. */
export class GoRunView {
  readonly element: HTMLElement;
  readonly #locale: Locale;
  readonly #texts: GoTexts;
  readonly #output: GoOutput;
  readonly #status: HTMLElement;
  readonly #clock: HTMLElement;
  readonly #stop: HTMLButtonElement;
  readonly #values: HTMLElement;
  readonly #shown = new Map<string, { place: HTMLElement; value: unknown }>();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(name: string, locale: Locale, onStop: () => void) {
    const texts = goTexts[locale];
    this.#locale = locale;
    this.#texts = texts;
    this.#output = new GoOutput(texts.outputOf(name), texts);
    this.#status = el('p', { class: 'cb-cell-status', role: 'status' });
    this.#clock = el('span', { class: 'cb-go-clock', 'aria-hidden': 'true' });
    this.#stop = button(texts.stop, onStop, { 'aria-label': texts.stopOf(name) });
    this.#values = el('dl', { class: 'cb-go-values', hidden: true });
    this.element = el(
      'div',
      { class: 'cb-go-run' },
      el('div', { class: 'cb-cell-run-head' }, this.#status, this.#clock, this.#stop),
      this.#output.element,
      this.#values,
    );
  }

  /** All that it printed. */
  get pieces(): readonly Piece[] {
    return this.#output.pieces;
  }

  say(text: string): void {
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }

  /** The program has begun. */
  begin(): void {
    this.say(this.#texts.running);
    const startedAt = performance.now();
    this.#timer = setInterval(() => {
      this.#clock.textContent = `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
    }, tickMs);
  }

  write(fd: 1 | 2, bytes: Uint8Array): void {
    this.#output.write(fd, bytes);
  }

  showValue(name: string, value: CellValue): void {
    const place = this.#shown.get(name)?.place ?? el('dd');
    if (!this.#shown.has(name)) {
      this.#values.append(el('dt', {}, name), place);
      this.#values.hidden = false;
    }
    const shown = 'json' in value ? value.json : value.bytes;
    this.#shown.set(name, { place, value: shown });
    place.textContent = toShownValue(shown, this.#locale);
  }

  end(result: ProgramResult): void {
    this.#finish();
    this.#output.finish();
    // What changes no more can be opened.
    for (const [name, { place, value }] of this.#shown) {
      place.replaceChildren(createValueView(name, value, this.#locale));
    }
    this.say(toEndText(result, this.#texts));
  }

  /** It did not come to a run. */
  fail(text: string): void {
    this.#finish();
    this.element.firstElementChild?.replaceWith(el('p', { class: 'cb-cell-error', role: 'alert' }, text));
  }

  #finish(): void {
    clearInterval(this.#timer);
    this.#clock.remove();
    removeControl(this.#stop);
  }
}

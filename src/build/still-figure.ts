import { createDocument } from './document.ts';
import { shortenSvg } from './shorten-svg.ts';
import { toStillControls } from './still-controls.ts';

/** Attributes that name elements by their ids. */
const references = [
  'list',
  'aria-activedescendant',
  'aria-controls',
  'aria-describedby',
  'aria-details',
  'aria-errormessage',
  'aria-flowto',
  'aria-labelledby',
  'aria-owns',
];

/** Within a drawing these are heard by nobody, as what is around it has a name, or stop nowhere. */
const unheard = ['aria-label', 'aria-description', 'tabindex'];

const ofChart = ['id', ...references, ...unheard].map((name) => `[${name}]`).join();

/**
 * A view as HTML that needs no script. Its ids are counted from 0 behind a mark that stands for what each place on a page
 * puts there, so that the same view is the same text in every build.
 */
export class StillFigure {
  readonly #charts: string[] = [];
  readonly #ids = new Map<string, string>();
  readonly #mark: string;

  /** @param mark which is in no text of a view */
  constructor(mark: string) {
    this.#mark = mark;
  }

  /**
   * A chart as it goes into the view: what is in it stays aside, written once. Thousands of its elements are most of
   * a view, and nothing there is to be switched off.
   */
  write(chart: Element): string {
    if (chart.localName !== 'svg') return chart.outerHTML;
    for (const part of chart.querySelectorAll(ofChart)) {
      this.#moveIds(part);
      for (const name of unheard) part.removeAttribute(name);
    }
    const around = chart.cloneNode(false) as Element;
    around.textContent = `${this.#mark}${this.#mark}${this.#charts.length};`;
    this.#charts.push(this.#moveLinks(chart.innerHTML));
    return around.outerHTML;
  }

  /** The whole view, without what only works with script. */
  toHtml(html: string): string {
    const document = createDocument(html);
    toStillControls(document);
    // What is a slider to keys when it lives is only a picture here, and handles only lie in the way.
    for (const slider of document.querySelectorAll('[role=slider]')) {
      const svg = slider.querySelector('svg');
      if (svg) {
        const [name, description] = ['aria-label', 'aria-description'].map(
          (one) => svg.getAttribute(one) ?? '',
        );
        for (const attribute of Array.from(slider.getAttributeNames())) {
          if (/^(?:tabindex|aria-)/i.test(attribute)) slider.removeAttribute(attribute);
        }
        slider.setAttribute('role', 'img');
        slider.setAttribute('aria-label', [name, description].filter(Boolean).join('. '));
      } else slider.remove();
    }
    // Names within a drawing that is hidden, as what is around it has one, are heard by nobody.
    for (const svg of document.querySelectorAll('svg[aria-hidden=true]')) {
      for (const part of [svg, ...svg.querySelectorAll('*')]) {
        for (const name of ['aria-label', 'aria-description']) part.removeAttribute(name);
      }
    }
    // A box with a name scrolls, and is all that can be focused of it: what is in it is switched off.
    for (const element of document.querySelectorAll('[tabindex]')) {
      const isBox = /^(?:group|region)$/.test(element.getAttribute('role') ?? '');
      if (!isBox || element.getAttribute('tabindex') !== '0') element.removeAttribute('tabindex');
    }
    // A disclosure whose content comes when it is opened.
    for (const details of document.querySelectorAll('details')) {
      if (details.children.length < 2) details.setAttribute('style', 'visibility: hidden');
    }
    for (const element of document.querySelectorAll(['id', ...references].map((name) => `[${name}]`).join()))
      this.#moveIds(element);
    const charts = new RegExp(`${this.#mark}${this.#mark}(\\d+);`, 'g');
    const still = this.#moveLinks(document.body.innerHTML);
    return shortenSvg(still.replaceAll(charts, (_, at: string) => this.#charts[Number(at)] ?? ''));
  }

  #moveIds(element: Element): void {
    if (element.id) element.id = this.#toId(element.id);
    for (const name of references) {
      const value = element.getAttribute(name);
      if (value === null) continue;
      const ids = value.split(/\s+/).filter(Boolean);
      element.setAttribute(name, ids.map((id) => this.#toId(id)).join(' '));
    }
  }

  #moveLinks(html: string): string {
    return html.replaceAll(/url\(#([^)"]+)\)/g, (_, id: string) => `url(#${this.#toId(id)})`);
  }

  #toId(id: string): string {
    if (id.startsWith(this.#mark)) return id;
    const known = this.#ids.get(id) ?? `${this.#mark}${this.#ids.size}`;
    this.#ids.set(id, known);
    return known;
  }
}

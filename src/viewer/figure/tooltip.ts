import { guessWidth } from '#model/text-width.ts';
import { toSwatch, type Look } from './swatch.ts';
import { APART, findSpot, toInsets, type TipScene, type TipSpot } from './tooltip-place.ts';

/** Rows that a tooltip has. */
const tooltipRows = 10;

export interface TooltipContent {
  heading: string;
  /** At most as many as a tooltip has; what is beyond them is counted in `rest`. */
  rows: readonly TooltipRow[];
  rest: string;
  /** Pixels from the figure's left, and how wide that is. */
  x: number;
  width: number;
  /** A figure too narrow for a box beside the cursor has it below, where it hides nothing of what is drawn. */
  readout?: boolean;
  /** What the box keeps off, where that is known. */
  keepOff?: Omit<TipScene, 'x' | 'width'> | undefined;
}

/** A figure narrower than this has no room for a box beside the cursor. */
const NARROW = 480;

/** Pixels of a row, and of what else a box has. */
const ROW = 17;
const REST = 50;

/** Pixels of letters; and of what a row has beside them, with the box' own edges. */
const LETTERS = 12;
const BESIDE = 40;
const WIDEST = 352;

/** How many rows a box has beside a drawing, so that it is no higher than that. */
export function fittingRows(width: number, height: number): number {
  if (width < NARROW) return 6;
  return Math.max(3, Math.min(tooltipRows, Math.floor((height - REST) / ROW)));
}

export function isNarrow(width: number): boolean {
  return width < NARROW;
}

interface TooltipRow extends Look {
  label: string;
  value: string;
  /** It is the one pointed at. */
  near: boolean;
}

/**
 * The values at the cursor. Its rows are made once and refilled: a hover must fit into a frame, so
 * nothing is created, removed or rendered while it lasts.
 */
export class TooltipBox {
  private readonly heading: HTMLElement;
  private readonly rest: HTMLElement;
  private readonly rows: { row: HTMLElement; swatch: HTMLElement; name: HTMLElement; value: HTMLElement }[] =
    [];
  private readonly box: HTMLElement;
  /** Where it stands, as long as that is good enough. */
  private spot: TipSpot | undefined;

  constructor(box: HTMLElement) {
    this.box = box;
    const add = <K extends keyof HTMLElementTagNameMap>(parent: HTMLElement, tag: K, name: string) => {
      const element = box.ownerDocument.createElement(tag);
      element.className = name;
      parent.append(element);
      return element;
    };
    box.replaceChildren();
    this.heading = add(box, 'div', 'cb-fig-tip-heading');
    for (let index = 0; index < tooltipRows; index++) {
      const row = add(box, 'div', 'cb-fig-tip-row');
      const swatch = add(row, 'i', 'cb-fig-swatch');
      // A name in another script must not turn its value around.
      const name = add(row, 'bdi', 'cb-fig-tip-name');
      this.rows.push({ row, swatch, name, value: add(row, 'span', 'cb-fig-tip-value') });
    }
    this.rest = add(box, 'div', 'cb-fig-tip-rest');
    this.hide();
  }

  hide(): void {
    this.box.hidden = true;
  }

  /** Pixels that it takes below a narrow figure; 0 where it is beside the cursor, or not there. */
  get heightBelow(): number {
    return this.box.hidden || !this.box.hasAttribute('data-readout') ? 0 : this.box.offsetHeight;
  }

  show(content: TooltipContent): void {
    const { heading, rows, rest, x, width, readout = false, keepOff } = content;
    setText(this.heading, heading);
    this.rows.forEach(({ row, swatch, name, value }, index) => {
      const entry = rows[index];
      row.hidden = entry === undefined;
      if (!entry) return;
      row.classList.toggle('cb-fig-tip-near', entry.near);
      swatch.style.background = toSwatch(entry);
      setText(name, entry.label);
      setText(value, entry.value);
    });
    setText(this.rest, rest);
    this.box.hidden = false;
    this.box.toggleAttribute('data-readout', readout);
    const { style } = this.box;
    if (readout) {
      Object.assign(style, { left: '0', right: '0', top: '', bottom: '', maxWidth: 'none' });
      return;
    }
    const scene = keepOff && { ...keepOff, x, width };
    this.spot = scene && findSpot(scene, guessSize(content), this.spot);
    if (scene && this.spot) {
      Object.assign(style, toInsets(this.spot, scene), { maxWidth: '22rem' });
      return;
    }
    [style.top, style.bottom] = ['', ''];
    // On the side with more room, and no wider than that is.
    const isLeft = x > width / 2;
    style.left = isLeft ? 'auto' : `${x + APART}px`;
    style.right = isLeft ? `${width - x + APART}px` : 'auto';
    style.maxWidth = `min(22rem, ${Math.max(x, width - x) - APART}px)`;
  }
}

/** About how large a box is: asked in each frame, the page would be laid out for it. */
function guessSize({ heading, rows, rest }: TooltipContent): { width: number; height: number } {
  const widths = rows.map(({ label, value }) => guessWidth(`${label}${value}`, LETTERS) + 6);
  const width = BESIDE + Math.max(guessWidth(heading, LETTERS), guessWidth(rest, LETTERS), ...widths);
  return { width: Math.min(WIDEST, width), height: REST + rows.length * ROW };
}

/**
 * Changes the text node that is there: a new one, in each frame, would have every rule asked again that
 * says what something holds (`:has()`), and with it the style of all that is in it, the whole page's.
 */
function setText(element: HTMLElement, text: string): void {
  const { firstChild } = element;
  if (firstChild?.nodeType !== 3) element.textContent = text;
  else if (firstChild.nodeValue !== text) firstChild.nodeValue = text;
}

import type { HoverValue } from './chart-hover.ts';
import type { Figure } from './figure.ts';
import type { RecordingMessages } from './messages.ts';
import { formatMetric } from './numbers.ts';

/** Rows shown at once; what is beyond them is counted. */
const ROWS = 10;

export interface TooltipContent {
  time: string;
  values: readonly HoverValue[];
  nearest: HoverValue | undefined;
  /** Pixels from the chart's left, and how wide that is. */
  x: number;
  width: number;
  figure: Figure;
  /** The recorder's first sample of a process says nothing of its CPU. */
  firstIsZero: boolean;
}

/**
 * The values at the cursor. Its rows are made once and refilled: a hover must fit into a frame, so
 * nothing is created, removed or rendered while it lasts.
 */
export class TooltipBox {
  private readonly time: HTMLElement;
  private readonly rest: HTMLElement;
  private readonly rows: { row: HTMLElement; swatch: HTMLElement; name: HTMLElement; value: HTMLElement }[] =
    [];
  private readonly box: HTMLElement;
  private readonly texts: RecordingMessages;

  constructor(box: HTMLElement, texts: RecordingMessages) {
    this.box = box;
    this.texts = texts;
    const add = <K extends keyof HTMLElementTagNameMap>(parent: HTMLElement, tag: K, name: string) => {
      const element = box.ownerDocument.createElement(tag);
      element.className = name;
      parent.append(element);
      return element;
    };
    box.replaceChildren();
    this.time = add(box, 'div', 'cb-rec-tip-time');
    for (let index = 0; index < ROWS; index++) {
      const row = add(box, 'div', 'cb-rec-tip-row');
      const swatch = add(row, 'i', 'cb-rec-swatch');
      // A name in another script must not turn its value around.
      const name = add(row, 'bdi', 'cb-rec-tip-name');
      this.rows.push({ row, swatch, name, value: add(row, 'span', 'cb-rec-tip-value') });
    }
    this.rest = add(box, 'div', 'cb-rec-tip-rest');
    this.hide();
  }

  hide(): void {
    this.box.hidden = true;
  }

  show(content: TooltipContent): void {
    const { values, nearest, figure, x, width } = content;
    this.time.textContent = content.time;
    const sorted = values.toSorted((a, b) => order(b.value) - order(a.value));
    let listed = sorted.slice(0, ROWS);
    // What is pointed at is always among them.
    if (nearest && !listed.includes(nearest)) listed = [...listed.slice(0, ROWS - 1), nearest];
    this.rows.forEach(({ row, swatch, name, value }, index) => {
      const entry = listed[index];
      row.hidden = entry === undefined;
      if (!entry) return;
      row.classList.toggle('cb-rec-tip-near', entry === nearest);
      swatch.style.background = entry.one.colour;
      name.textContent = entry.one.label;
      const first = entry.first && content.firstIsZero && figure.metric !== 'memory' && entry.value === 0;
      value.textContent =
        formatMetric(entry.value, figure.metric) + (first ? ` (${this.texts.firstSample})` : '');
    });
    const more = values.length - listed.length;
    const sum = values.reduce((total, { value }) => total + (Number.isFinite(value) ? value : 0), 0);
    const parts = [
      more > 0 ? this.texts.more(more) : '',
      figure.additive ? `${this.texts.total} ${formatMetric(sum, figure.metric)}` : '',
    ];
    this.rest.textContent = parts.filter(Boolean).join('; ');
    this.box.hidden = false;
    const right = x > width / 2;
    this.box.style.left = right ? 'auto' : `${x + 12}px`;
    this.box.style.right = right ? `${width - x + 12}px` : 'auto';
  }
}

function order(value: number): number {
  return Number.isNaN(value) ? -Infinity : value;
}

import { toInspected } from './inspected-text.ts';
import { type Entry, toEntries } from './inspected-entries.ts';
import type { CellWords } from './words.ts';

/** How many entries are opened at once. */
const page = 100;

export interface InspectOptions {
  document: Document;
  words: CellWords;
  /** Nothing will be pressed: at build, where a value is its text alone. */
  isStill: boolean;
}

/**
 * A value that is no node, as an element: what a console would print, and where there is more in it,
 * something that opens. What is inside is made when it is opened.
 */
export function inspect(value: unknown, options: InspectOptions): Element {
  const code = toCode(toInspected(value, 0, options.words), options);
  if (options.isStill || !canOpen(value)) {
    code.setAttribute('class', 'cb-cell-value');
    return code;
  }
  return toOpening(code, () => toEntries(value, options.words), options, 'cb-cell-value');
}

function toOpening(
  label: Element,
  read: () => Iterator<Entry>,
  options: InspectOptions,
  name: string,
): Element {
  const { document } = options;
  const details = document.createElement('details');
  details.setAttribute('class', name);
  const summary = document.createElement('summary');
  summary.append(label);
  details.append(summary);
  let isFilled = false;
  details.addEventListener('toggle', () => {
    if (!(details as HTMLDetailsElement).open || isFilled) return;
    isFilled = true;
    const list = document.createElement('ul');
    details.append(list);
    fill(list, read(), options);
  });
  return details;
}

/** As many as are opened at once, and a button for the next. */
function fill(list: Element, entries: Iterator<Entry>, options: InspectOptions): void {
  const { document, words } = options;
  for (let n = 0; n < page; n++) {
    const { done, value: entry } = entries.next();
    if (done) return;
    list.append(toItem(entry, options));
    if (n < page - 1 || !entry.left) continue;
    const item = document.createElement('li');
    const { left } = entry;
    const button = toButton(words.showMore(Math.min(page, left), left), document, () => {
      item.remove();
      const { lastElementChild: last } = list;
      fill(list, entries, options);
      // The focus goes on where the button was.
      const next = last?.nextElementSibling;
      next?.setAttribute('tabindex', '-1');
      (next as HTMLElement | undefined)?.focus?.();
    });
    item.append(button);
    list.append(item);
  }
}

function toItem(entry: Entry, options: InspectOptions): Element {
  const { document, words } = options;
  const item = document.createElement('li');
  const show = (value: unknown) => {
    const label = document.createElement('span');
    if (entry.key !== undefined) {
      const key = document.createElement('span');
      key.setAttribute('class', 'cb-inspect-key');
      key.textContent = entry.key;
      label.append(key, entry.isMapped ? ' → ' : ': ');
    }
    label.append(toCode(toInspected(value, 1, words), options));
    item.replaceChildren(
      canOpen(value) ? toOpening(label, () => toEntries(value, words), options, 'cb-inspect') : label,
    );
  };
  if (entry.text !== undefined) item.append(toPre(entry.text, document));
  else if (entry.compute) {
    const { compute, key = '' } = entry;
    item.append(
      `${key}: `,
      toButton('(…)', document, () => show(tryTo(compute, words)), words.compute(key)),
    );
  } else show(entry.value);
  return item;
}

function tryTo(compute: () => unknown, words: CellWords): unknown {
  try {
    return compute();
  } catch (error) {
    return words.unreadable(String(error));
  }
}

/** Whether there is more to see in a value than its one line. */
function canOpen(value: unknown): boolean {
  if (typeof value === 'string') return value.length > 200 && value.length <= 100_000;
  if (typeof value === 'function') return true;
  if (!value || typeof value !== 'object' || value instanceof Date || value instanceof RegExp) return false;
  return !('nodeType' in value && 'ownerDocument' in value);
}

function toCode(text: string, { document }: InspectOptions): Element {
  const code = document.createElement('code');
  code.textContent = text;
  return code;
}

function toPre(text: string, document: Document): Element {
  const pre = document.createElement('pre');
  pre.textContent = text;
  return pre;
}

function toButton(text: string, document: Document, press: () => void, label?: string): Element {
  const button = document.createElement('button');
  button.setAttribute('type', 'button');
  button.setAttribute('class', 'cb-inspect-button');
  if (label !== undefined) button.setAttribute('aria-label', label);
  button.textContent = text;
  button.addEventListener('click', press);
  return button;
}

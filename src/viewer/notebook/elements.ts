import { diffLines } from './diff-lines.ts';
import { toStandingOrder } from './reordering.ts';

type Attributes = Record<string, string | boolean | (() => void)>;

/** An element of the page with attributes, listeners (`onclick`) and children. */
export function el<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: (Node | string | undefined)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key.slice(2), value);
    else if (value !== false) element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

export function button(text: string, onclick: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return el('button', { type: 'button', class: 'cb-button', ...attributes, onclick }, text);
}

/**
 * Takes a control of a cell away, or what it stands in. Whoever is there with the keyboard is at the cell's own
 * buttons then, Run where there is one, and not at the beginning of the page.
 */
export function removeControl(element: Element): void {
  const cell = element.closest('.cb-cell');
  const isThere = element.contains(document.activeElement);
  element.remove();
  if (isThere) focusButtons(cell);
}

/** The keyboard is at a cell's own buttons. */
export function focusButtons(cell: Element | null | undefined): void {
  const buttons = [...(cell?.querySelectorAll<HTMLElement>('[data-buttons] button') ?? [])].filter(
    (one) => one.closest('[hidden]') === null,
  );
  const run = buttons.find((one) => one.matches('[data-primary], [data-run]')) ?? buttons[0];
  run?.focus({ preventScroll: true });
}

/** How a text differs from another, as ins and del; long stretches of what is the same are cut short. */
export function renderDiff(label: string, before: string, after: string): HTMLElement {
  const lines = diffLines(before, after);
  const near = lines.map((_, at) =>
    lines.slice(Math.max(0, at - 2), at + 3).some(({ kind }) => kind !== 'same'),
  );
  const pre = el('pre', { class: 'cb-diff', role: 'group', 'aria-label': label, tabindex: '0' });
  lines.forEach(({ kind, text }, at) => {
    if (!near[at]) {
      if (near[at - 1] ?? at === 0) pre.append(el('span', { class: 'cb-diff-gap' }, '⋯\n'));
      return;
    }
    const sign = { same: '  ', removed: '- ', added: '+ ' }[kind];
    pre.append(
      el(
        kind === 'removed' ? 'del' : kind === 'added' ? 'ins' : 'span',
        {},
        `${sign}${toStandingOrder(text)}\n`,
      ),
    );
  });
  return pre;
}

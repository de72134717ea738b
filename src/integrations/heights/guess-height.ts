import { Lines } from './lines.ts';
import type { Part } from './tree.ts';

/** How wide the text of a page is at least, of the widths that a guess is made for, in CSS pixels: see theme.css. */
export const columns = { n: 358, m: 520, w: 704 } as const;

/** How text is set, in pixels. */
interface Setting {
  size: number;
  line: number;
  isCode?: boolean;
  /** Between one block and the next. */
  gap: number;
  isFigure?: boolean;
  isReference?: boolean;
  /** In a line. */
  isRow?: boolean;
  /** Drawn for a phone is what is drawn twice. */
  isNarrow: boolean;
}

const inline = new Set(
  'a abbr b bdi bdo br button cite code data del em i img input ins kbd label mark q s small span strong sub summary sup time u var wbr'.split(
    ' ',
  ),
);
const headings: Record<string, number> = { h2: 20.8, h3: 17.3, h4: 15.5, h5: 15, h6: 15 };
const unseen =
  /^(?:cb-visually-hidden|cb-rec-unseen|cb-rec-popover|sr-only|cb-rec-outside|cb-rec-pinned|cb-rec-cursor|cb-fig-unseen|sl-anchor-link)$/;
/** What has its parts side by side, as far as there is room. */
const rows =
  /^cb-(?:figure-tools|figure-right|fig-head|fig-tools|fig-key|beside|choice|labelled|input|rec-(?:zoom|crumbs|selection|tools|filters|find|key)|prof-(?:tools|facts|key)|flame-legend|crash-(?:tools|fold|folds|legend|filters|choice|log-tools))$/;
const controls = new Set(['button', 'select']);

/** About how high a part of a page is in a column of a width: rather too high than too low. In CSS pixels. */
export function guessHeight(part: Part, column: number, language: string): number {
  const isFigure = part.classes.some((one) => /^cb-(?:drop|crash)/.test(one));
  const line = language.startsWith('zh') ? 28 : 26.4;
  const isNarrow = column < columns.m;
  const prose: Setting = { size: 16, line, gap: 14.4, isNarrow };
  // A cell's output has some room of its own.
  if (!isFigure) return toHeight(part, column, prose) + (part.classes.includes('cb-cell-static') ? 4 : 0);
  // Nobody knows by its HTML how many lines what is pressed takes: a line is added.
  return 20 + toHeight(part, column, { size: 13, line: 19.5, gap: 8, isNarrow, isFigure });
}

function toHeight(part: Part, column: number, around: Setting): number {
  const known = toKnown(part, around.isNarrow ? column : Infinity);
  if (known !== undefined) return known;
  const { name } = part;
  if (name === 'table') return toTable(part, column, around);
  let set = around;
  let width = column;
  let more = 0;
  if (part.classes.includes('starlight-aside__title')) return 0;
  if (name === 'summary') more = 3;
  if (name === 'pre') set = { ...set, isCode: true, size: 13, line: 20 };
  else if (name in headings && !set.isFigure)
    set = { ...set, size: headings[name]!, line: headings[name]! * 1.3 };
  else if (name === 'ul' || name === 'ol') width -= set.isFigure ? 18 : 20;
  else if (name === 'li' && !set.isFigure) width -= 20;
  else if (name === 'details' && !set.isFigure) width -= 18;
  if (part.classes.includes('starlight-aside')) {
    set = { ...set, size: 13, line: set.line * 0.82 };
    width -= 36;
    more = 24;
  }
  if (part.classes.includes('cb-crash-stack-diff')) set = { ...set, isCode: true, size: 12.5 };
  if (part.classes.includes('cb-reference')) set = { ...set, isReference: true };
  if (part.classes.includes('cb-crash-column')) {
    width -= 26;
    more = 26;
  }
  if (part.classes.some((one) => rows.test(one))) set = { ...set, isRow: true };
  if (part.classes.some((one) => /^cb-(?:fig|flame)/.test(one))) set = { ...set, gap: 2 };
  if (part.classes.includes('cb-crash-columns')) return toGrid(part, width, set);
  // What has a least height, in the size of its letters.
  const least = /min-height:\s*([\d.]+)em/.exec(part.attributes.get('style') ?? '')?.[1];
  return Math.max(toFlow(part, width, set) + more, Number(least ?? 0) * around.size);
}

/** One block below the other, and between them text in lines. */
function toFlow(part: Part, column: number, set: Setting): number {
  const lines = new Lines(column);
  let height = 0;
  let before = 0;
  const put = (block: number, gap: number): void => {
    if (block <= 0) return;
    height += (before > 0 ? gap : 0) + block;
    before = block;
  };
  // What is pressed makes a line higher.
  const line = set.isRow ? Math.max(set.line, hasControl(part) ? 34 : 24) : set.line;
  const endText = (): void => put(lines.take() * line, set.gap);
  const add = (child: Part | string, within: Setting): void => {
    if (typeof child === 'string') {
      if (set.isCode && child.includes('\n')) {
        for (const [index, text] of child.split('\n').entries()) {
          if (index > 0) lines.break();
          lines.add(text, within.size, true);
        }
      } else lines.add(child, within.size, within.isCode ?? false);
    } else if (child.name === 'br') lines.break();
    else if (set.isRow ? !isTall(child) : child.name !== 'summary' && inline.has(child.name)) {
      const isCode = within.isCode || child.name === 'code';
      const size = child.name === 'code' && !set.isFigure ? 13.2 : within.size;
      lines.addBox(toRoom(child, set));
      for (const one of toShown(child, set)) add(one, { ...within, isCode, size });
    } else {
      endText();
      put(
        toHeight(child, column, set),
        child.name === 'li' ? (set.isFigure ? 1 : 4) : /^d[dt]$/.test(child.name) ? 4 : set.gap,
      );
      if (part.name === 'li' && !set.isFigure && child.name === 'details') height += 4;
    }
  };
  for (const child of toShown(part, set)) add(child, set);
  endText();
  return height;
}

/** Some side by side, as many as have room. */
function toGrid(part: Part, column: number, set: Setting): number {
  const all = part.children.filter((child) => typeof child !== 'string');
  const beside = Math.max(1, Math.min(all.length, Math.floor((column + 16) / 264)));
  const width = (column - (beside - 1) * 16) / beside;
  let height = 0;
  for (let at = 0; at < all.length; at += beside) {
    height += Math.max(...all.slice(at, at + beside).map((one) => toHeight(one, width, set))) + 16;
  }
  return height;
}

function toTable(table: Part, column: number, set: Setting): number {
  const cells = find(table, 'tr').map((row) =>
    row.children.filter((cell) => typeof cell !== 'string' && /^t[hd]$/.test(cell.name)),
  ) as Part[][];
  if (set.isFigure) return cells.length * 25 + 8;
  const count = Math.max(1, ...cells.map((row) => row.length));
  const text: Setting = { ...set, size: 15, line: set.line * 0.94 };
  // As wide as what is in them, in the room there is.
  const wanted = Array.from({ length: count }, (_, at) =>
    Math.max(60, ...cells.map((row) => Math.min(column, row[at] ? toTextWidth(row[at], text) : 0))),
  );
  const sum = wanted.reduce((one, other) => one + other, 0);
  const room = column - (count - 1) * 32;
  const shares = set.isReference && set.isNarrow ? [0.43, 0.57] : wanted.map((one) => one / sum);
  const widths = wanted.map((one, at) => Math.max(48, sum > room ? shares[at]! * room : one));
  let height = 2;
  for (const row of cells)
    height += 11 + Math.max(...row.map((cell, at) => toFlow(cell, widths[at]!, text)), 0);
  return height;
}

/** How wide a text is in one line. */
function toTextWidth(part: Part, set: Setting): number {
  return toFlow(part, 1, { ...set, line: 1 });
}

function find(part: Part, name: string): Part[] {
  return part.children.flatMap((child) =>
    typeof child === 'string' ? [] : child.name === name ? [child] : find(child, name),
  );
}

/** What says itself how high it is: a drawing, and what has room for one. */
function toKnown(part: Part, column: number): number | undefined {
  const style = part.attributes.get('style') ?? '';
  const height =
    /(?:^|[;\s])height:\s*([\d.]+)px/.exec(style)?.[1] ??
    (part.name === 'svg' ? part.attributes.get('height') : undefined);
  if (height === undefined) return undefined;
  const width = part.name === 'svg' ? Number(part.attributes.get('width') ?? 0) : 0;
  return Number(height) * (width > column ? column / width : 1);
}

/** What is seen of what is in a part. */
function toShown(part: Part, { isNarrow }: Setting): readonly (Part | string)[] {
  if (part.classes.includes('cb-still')) return part.children.slice(0, 1);
  if (part.name === 'details' && !part.attributes.has('open')) {
    return part.children.filter((child) => typeof child !== 'string' && child.name === 'summary');
  }
  const isDrawnTwice = part.children.some(
    (child) => typeof child !== 'string' && toDrawn(child) === 'narrow',
  );
  return part.children.filter(
    (child) =>
      typeof child === 'string' ||
      !(isUnseen(child) || (isDrawnTwice && toDrawn(child) === (isNarrow ? 'wide' : 'narrow'))),
  );
}

const toDrawn = ({ attributes }: Part): string | undefined => attributes.get('data-width');

function isUnseen({ name, attributes, classes }: Part): boolean {
  return (
    attributes.has('hidden') ||
    /^(?:style|script|template)$/.test(name) ||
    classes.some((one) => unseen.test(one))
  );
}

function isTall(part: Part): boolean {
  return part.name === 'table' || part.name === 'svg' || part.name === 'pre';
}

function hasControl(part: Part): boolean {
  return part.children.some(
    (child) =>
      typeof child !== 'string' &&
      (controls.has(child.name) || child.classes.includes('cb-still') || hasControl(child)),
  );
}

/** What a part of a line has around its words. */
function toRoom(part: Part, set: Setting): number {
  if (part.name === 'code') return set.isFigure ? 0 : 14;
  if (part.name === 'button' || part.name === 'summary') return 26;
  if (part.classes.includes('cb-still')) return 24;
  return set.isRow ? 10 : 0;
}

import { columns, guessHeight } from './guess-height.ts';
import { type Part, readPart } from './tree.ts';

/** A step of a guess, in CSS pixels: a quarter of a rem; and of what is higher than so many. Numbers that come again are packed. */
const step = 4;
const [coarseStep, coarseFrom] = [4, 12];

/** What is not laid out while it is far from the screen, beside the blocks of a text: see built.css and cells.css. */
const lazy = new Set([
  'cb-drop',
  'cb-cell-static',
  'cb-fig-drawing',
  'cb-fig-surface',
  'cb-crash-told',
  'cb-crash-parts',
  'cb-crash-log-frame',
  'cb-crash-stack-diff',
]);

/** Of the blocks of a text: see theme.css. */
const blocks = new Set(['p', 'ul', 'ol']);
const blockClasses = new Set(['sl-heading-wrapper', 'starlight-aside', 'cb-reference']);
const firstLazy = 6;

/**
 * A page with a guess, on each part that is laid out only near the screen, of how high it is: `--cb-n`, `--cb-m` and
 * `--cb-w` for the three widths of a column, in quarters of a rem; what is not there is as of the narrower.
 */
export function addHeights(html: string): string {
  const from = html.search(/<div class="sl-markdown-content"/);
  if (from < 0) return html;
  const language = /<html[^>]*\slang="([^"]+)"/.exec(html)?.[1] ?? '';
  const text = readPart(html, from);
  const found: Part[] = [];
  const seek = (part: Part): void => {
    if (part.classes.some((one) => lazy.has(one)) && !hasHeight(part)) found.push(part);
    for (const child of part.children) if (typeof child !== 'string') seek(child);
  };
  const children = text.children.filter((child) => typeof child !== 'string');
  for (const [index, child] of children.entries()) {
    const isBlock = blocks.has(child.name) || child.classes.some((one) => blockClasses.has(one));
    if (isBlock && index + 1 >= firstLazy) found.push(child);
    seek(child);
  }
  const written = found.flatMap((part) => {
    const guesses = toGuesses(part, language);
    if (part.styleAt !== undefined) return [{ at: part.styleAt, said: `${guesses};` }];
    // A style without quotes is left alone.
    return part.attributes.has('style') ? [] : [{ at: part.at, said: ` style="${guesses}"` }];
  });
  let out = '';
  let done = 0;
  for (const { at, said } of written.toSorted((a, b) => a.at - b.at)) {
    out += html.slice(done, at) + said;
    done = at;
  }
  return out + html.slice(done);
}

/** Of a wider column only where it is another one. */
function toGuesses(part: Part, language: string): string {
  const said: string[] = [];
  let last = 0;
  for (const [name, column] of Object.entries(columns)) {
    const steps = Math.ceil(guessHeight(part, toColumn(part, column), language) / step);
    const guess = steps < coarseFrom ? steps : Math.ceil(steps / coarseStep) * coarseStep;
    if (guess !== last) said.push(`--cb-${name}:${guess}`);
    last = guess;
  }
  return said.join(';');
}

/** Of several crashes, what is told of each may stand beside that of others. */
function toColumn({ classes }: Part, column: number): number {
  return classes.includes('cb-crash-told') && column > columns.n ? 222 : column;
}

function hasHeight({ attributes }: Part): boolean {
  return /(?:^|;)\s*height:/.test(attributes.get('style') ?? '');
}

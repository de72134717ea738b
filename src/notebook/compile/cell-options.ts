import type { CellOptions } from './cell.ts';

/** The language and the word that make a fence a cell. */
const cellInfo = /^(?:js|javascript)\s+cell(?:\s+(.*))?$/s;

/**
 * The options in the info string of a fence, and what of it is left for the highlighter (a title,
 * marked lines). Undefined where the fence is no cell.
 *
 * @param info `js cell name=goal fold height=240 title="goal.js"`
 * @throws RangeError for an option that is not known or has no proper value
 */
export function parseCellInfo(info: string): { options: CellOptions; rest: string } | undefined {
  const match = cellInfo.exec(info.trim());
  if (!match) return undefined;
  const options: CellOptions = { fold: false, hidden: false };
  const rest: string[] = [];
  // Words; a quoted value or braces keep their spaces: title="a b", {1, 3}.
  for (const [word] of (match[1] ?? '').matchAll(/(?:[^\s"'{]+|"[^"]*"|'[^']*'|\{[^}]*\})+/g)) {
    const [key = '', ...values] = word.split('=');
    const value = values.length > 0 ? unquote(values.join('=')) : undefined;
    if (key === 'fold' || key === 'hidden') options[key] = readFlag(key, value);
    else if (key === 'may-fail') options.mayFail = readFlag(key, value);
    else if (key === 'name') options.name = readName(value);
    else if (key === 'height') options.height = readHeight(value);
    else if (/^(?:title|frame|wrap|mark|ins|del|collapse|showLineNumbers|\{.*)$/.test(key)) rest.push(word);
    else throw new RangeError(`unknown option ${word}; there are name=, fold, hidden, height= and may-fail`);
  }
  return { options, rest: rest.join(' ') };
}

function unquote(value: string): string {
  return /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value;
}

function readFlag(key: string, value: string | undefined): boolean {
  if (value === undefined || value === 'true') return true;
  if (value === 'false') return false;
  throw new RangeError(`${key} takes no value, it has ${value}`);
}

function readName(value: string | undefined): string {
  if (value !== undefined && /^[A-Za-z][\w-]{0,63}$/.test(value)) return value;
  throw new RangeError(
    `name=${value ?? ''}: a name begins with a letter and has letters, digits, - and _ only`,
  );
}

function readHeight(value: string | undefined): number {
  const height = /^\d{1,4}$/.test(value ?? '') ? Number(value) : Number.NaN;
  if (height >= 1 && height <= 4000) return height;
  throw new RangeError(`height=${value ?? ''}: pixels from 1 to 4000`);
}

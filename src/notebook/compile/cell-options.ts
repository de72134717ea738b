import type { CellLanguage, CellOptions } from './cell.ts';

/** The language and the word that make a fence a cell. */
const cellInfo = /^(js|javascript|go)\s+cell(?:\s+(.*))?$/s;

/** The same within a whole page, for a first look. */
export const cellFence = /^ *(?:`{3,}|~{3,})[ \t]*(?:js|javascript|go)[ \t]+cell\b/m;

/**
 * The options in the info string of a fence, and what of it is left for the highlighter (a title,
 * marked lines). Undefined where the fence is no cell.
 *
 * @param info `js cell name=goal fold height=240 title="goal.js"`
 * @throws RangeError for an option that is not known or has no proper value
 */
export function parseCellInfo(
  info: string,
): { language: CellLanguage; options: CellOptions; rest: string } | undefined {
  const match = cellInfo.exec(info.trim());
  if (!match) return undefined;
  const options: CellOptions = { fold: false, hidden: false };
  const rest: string[] = [];
  // Words; a quoted value or braces keep their spaces: title="a b", {1, 3}.
  for (const [word] of (match[2] ?? '').matchAll(/(?:[^\s"'{]+|"[^"]*"|'[^']*'|\{[^}]*\})+/g)) {
    const [key = '', ...values] = word.split('=');
    const value = values.length > 0 ? unquote(values.join('=')) : undefined;
    if (key === 'fold' || key === 'hidden') options[key] = readFlag(key, value);
    else if (key === 'may-fail' && match[1] !== 'go') options.mayFail = readFlag(key, value);
    else if (key === 'name') options.name = readName(value);
    else if (key === 'height') options.height = readHeight(value);
    else if (key === 'env' && match[1] === 'go') options.env = { ...options.env, ...readEnv(value) };
    else if (/^(?:title|frame|wrap|mark|ins|del|collapse|showLineNumbers|\{.*)$/.test(key)) rest.push(word);
    else throw new RangeError(`unknown option ${word}; there are ${optionNames(match[1] === 'go')}`);
  }
  return { language: match[1] === 'go' ? 'go' : 'js', options, rest: rest.join(' ') };
}

function optionNames(isGo: boolean): string {
  return isGo ? 'name=, fold, hidden, height= and env=' : 'name=, fold, hidden, height= and may-fail';
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

/** `GODEBUG=gctrace=1 GOGC=50` */
function readEnv(value = ''): Record<string, string> {
  const entries = value.split(/\s+/).filter(Boolean);
  if (entries.length === 0 || !entries.every((entry) => /^[A-Za-z_]\w*=/.test(entry))) {
    throw new RangeError(`env=${value}: variables with their values, as in env="GODEBUG=gctrace=1 GOGC=50"`);
  }
  return Object.fromEntries(
    entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
  );
}

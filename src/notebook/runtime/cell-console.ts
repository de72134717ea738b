import { inspect, type InspectOptions } from './inspect.ts';
import { LeftOut } from './left-out.ts';

/** More lines than these are counted, not shown, and do not go to the browser's console either. */
const mostLines = 500;

const levels = ['log', 'info', 'debug', 'warn', 'error'] as const;

/**
 * The console of one cell: what it says stands under the cell's output, as well as in the browser's
 * own, and at build there alone. Everything else (`time`, `count`, `trace`) goes to the browser's alone.
 *
 * @param root empty; takes the lines
 */
export function createCellConsole(root: HTMLElement, options: InspectOptions): Console {
  let lines = 0;
  let leftOut: LeftOut | undefined;
  const append = (level: string, values: readonly unknown[]) => {
    if (++lines > mostLines) {
      (leftOut ??= startLeftOut(root, options)).add();
      return;
    }
    const line = options.document.createElement('div');
    line.dataset['level'] = level;
    for (const value of toParts(values)) line.append(inspect(value, options));
    root.append(line);
  };
  const own: Partial<Console> = {
    clear() {
      root.replaceChildren();
      lines = 0;
      leftOut = undefined;
    },
    assert(holds?: boolean, ...values: unknown[]) {
      if (!holds) append('error', ['Assertion failed', ...values]);
    },
    table: (value: unknown) => append('log', [value]),
    dir: (value: unknown) => append('log', [value]),
  };
  for (const level of levels) {
    own[level] = (...values: unknown[]) => {
      append(level, values);
      // The browser's takes longer for a line than a cell for its own.
      if (lines <= mostLines && !options.isStill) console[level](...values);
    };
  }
  return Object.assign(Object.create(console) as Console, own);
}

function startLeftOut(root: HTMLElement, { document, words, isStill }: InspectOptions): LeftOut {
  const note = root.appendChild(document.createElement('p'));
  return new LeftOut((count) => (note.textContent = words.more(count)), isStill);
}

/** `%s`, `%d` and their like in the first text take the values that follow; `%c` takes a style, and drops it. */
function toParts(values: readonly unknown[]): unknown[] {
  const [first, ...rest] = values;
  if (typeof first !== 'string' || !/%[sdifoOc]/.test(first)) return [...values];
  const text = first.replace(/%([sdifoOc%])/g, (sign, kind: string) => {
    if (kind === '%') return '%';
    if (rest.length === 0) return sign;
    const value = rest.shift();
    if (kind === 'c') return '';
    if (kind === 'd' || kind === 'i') return String(Math.trunc(Number(value)));
    return kind === 'o' || kind === 'O' ? JSON.stringify(value) : String(value);
  });
  return [text, ...rest];
}

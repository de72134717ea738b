import { createChoiceInputs } from './choice-inputs.ts';
import { createInputParts, type Input, type InputOptions, noOptions } from './input-parts.ts';
import { createTable } from './table-input.ts';
import type { CellWords } from './words.ts';

export interface NumberOptions extends InputOptions<number> {
  step?: number;
  /** After the number: `MiB`. */
  unit?: string;
  /** How the value beside a slider reads. Default: the number and the unit. */
  format?: (value: number) => string;
}

/** Texts of buttons, and what each makes of the value. */
export type ButtonActions<T> = readonly (readonly [text: string, next: (value: T) => T])[];

/**
 * Inputs for `view`. Each is a native control within its label, so that keyboard, screen reader
 * and touch need nothing of ours.
 */
export function createInputs(document: Document, words: CellWords) {
  const parts = createInputParts(document, words);
  const { create, labelled, bind, tell } = parts;
  const choices = createChoiceInputs(parts);

  const toNumberInput = (
    type: 'range' | 'number',
    [min, max]: readonly [number, number],
    { label, value = (min + max) / 2, step, unit, format }: NumberOptions = noOptions,
  ): Input<number> => {
    if (!(min <= max)) throw new RangeError(`${label}: from ${min} to ${max} is no range`);
    const own = step ?? toStep(min, max);
    const control = create('input', { type, min, max, step: own }) as HTMLInputElement;
    let current = value;
    const output = create('output');
    const show = () => {
      const text = format ? format(current) : [toShort(current), unit].filter(Boolean).join(' ');
      output.textContent = type === 'number' ? (unit ?? '') : text;
      if (type === 'range') control.setAttribute('aria-valuetext', text);
    };
    const set = (next: number) => {
      current = Math.min(max, Math.max(min, next));
      control.setAttribute('value', String(current));
      control.value = String(current);
      show();
    };
    set(value);
    control.addEventListener('input', () => {
      // A number half typed (empty, `-`) is none yet: the last one stays.
      const next = control.value === '' ? Number.NaN : Number(control.value);
      if (Number.isFinite(next)) current = Math.min(max, Math.max(min, next));
      show();
    });
    return bind(labelled(label, control, output), () => current, set);
  };

  return {
    /** A slider: Inputs.range([0, 400], {label: 'GOGC', value: 100, step: 25, unit: '%'}). */
    range: (range: readonly [number, number], options: NumberOptions) =>
      toNumberInput('range', range, options),

    /** A number to type, kept within the range. */
    number: (range: readonly [number, number], options: NumberOptions) =>
      toNumberInput('number', range, options),

    /** A line of text. */
    text({ label, value = '' }: InputOptions<string> = noOptions): Input<string> {
      const control = create('input', { type: 'text', value }) as HTMLInputElement;
      return bind(
        labelled(label, control),
        () => control.value,
        (next) => (control.value = next),
      );
    },

    /**
     * Yes or no: Inputs.checkbox({label: 'Stacked'}). With choices, any number of them:
     * Inputs.checkbox(['user', 'system'], {label: 'Parts', value: ['user']}).
     */
    checkbox: ((first: unknown, second?: unknown) =>
      second !== undefined || isIterable(first)
        ? choices.checkboxes(first as Iterable<unknown>, second as InputOptions<unknown[]> | undefined)
        : choices.toggle(first as InputOptions<boolean> | undefined)) as Checkbox,

    toggle: choices.toggle,
    select: choices.select,
    radio: choices.radio,
    search: choices.search,

    /** Rows as a table that is sorted by its headings; of a hundred thousand rows those on screen are drawn. */
    table: createTable(parts),

    /**
     * A button that counts its presses, or several that change one value:
     * Inputs.button([['Next', (n) => n + 1], ['Reset', () => 0]], {label: 'Step', value: 0}).
     */
    button<T = number>(actions: string | ButtonActions<T>, options: InputOptions<T> = noOptions): Input<T> {
      const all: ButtonActions<T> =
        typeof actions === 'string' ? [[actions, (count) => ((count as number) + 1) as T]] : actions;
      const { label, value = 0 as T } = options;
      if (!label?.trim()) throw new TypeError('an input needs a label: {label: "Step"}');
      const group = create('div', { class: 'cb-input', role: 'group', 'aria-label': label });
      let current = value;
      for (const [text, next] of all) {
        const control = create('button', { type: 'button', class: 'cb-button' });
        control.textContent = text;
        control.addEventListener('click', () => {
          current = next(current);
          tell(group);
        });
        group.append(control);
      }
      return bind(
        group,
        () => current,
        (next) => (current = next),
      );
    },
  };
}

function isIterable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

/** One box without choices, a row of them with. */
interface Checkbox {
  (options: InputOptions<boolean>): Input<boolean>;
  <T>(
    choices: Iterable<T>,
    options: Omit<InputOptions<never>, 'value'> & { value?: readonly T[]; format?: (choice: T) => string },
  ): Input<T[]>;
}

/** About two hundred steps of a round size. */
function toStep(min: number, max: number): number {
  const rough = (max - min) / 200;
  if (rough <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5].map((digit) => digit * power).findLast((step) => step <= rough) ?? power;
}

/** At most six digits, without the dust of floating point. */
function toShort(value: number): string {
  return String(Number(value.toPrecision(6)));
}

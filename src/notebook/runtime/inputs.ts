/** An input: an element whose `value` changes with what the reader does; it tells by an `input` event. */
export type Input<T> = HTMLElement & { value: T };

export interface InputOptions<T> {
  /** What it is called, for everybody. */
  label: string;
  value?: T;
}

export interface NumberOptions extends InputOptions<number> {
  step?: number;
  /** After the number: `MiB`. */
  unit?: string;
  /** How the value beside a slider reads. Default: the number and the unit. */
  format?: (value: number) => string;
}

export interface SelectOptions<T> extends InputOptions<T> {
  /** How a choice reads. Default: as text. */
  format?: (choice: T) => string;
}

/** Texts of buttons, and what each makes of the value. */
export type ButtonActions<T> = readonly (readonly [text: string, next: (value: T) => T])[];

/**
 * Inputs for `view`. Each is a native control within its label, so that keyboard, screen reader
 * and touch need nothing of ours.
 */
export function createInputs(document: Document) {
  const create = (name: string, attributes: Record<string, string | number | boolean | undefined> = {}) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== false)
        element.setAttribute(key, value === true ? '' : String(value));
    }
    return element;
  };
  const labelled = (label: string, ...controls: Node[]) => {
    if (typeof label !== 'string' || label.trim() === '') {
      throw new TypeError('an input needs a label: {label: "Heap goal"}');
    }
    const wrapper = create('label', { class: 'cb-input' });
    const text = create('span', { class: 'cb-input-label' });
    text.textContent = label;
    wrapper.append(text, ...controls);
    return wrapper;
  };

  /** A wrapper that is its control's value: reading it reads the control, writing it sets that and tells. */
  const bind = <T>(wrapper: HTMLElement, read: () => T, write: (value: T) => void): Input<T> =>
    Object.defineProperty(wrapper, 'value', {
      configurable: true,
      get: read,
      set: write,
    }) as Input<T>;

  const toNumberInput = (
    type: 'range' | 'number',
    [min, max]: readonly [number, number],
    { label, value = (min + max) / 2, step, unit, format }: NumberOptions,
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
    text({ label, value = '' }: InputOptions<string>): Input<string> {
      const control = create('input', { type: 'text', value }) as HTMLInputElement;
      return bind(
        labelled(label, control),
        () => control.value,
        (next) => (control.value = next),
      );
    },

    /** Yes or no. */
    checkbox({ label, value = false }: InputOptions<boolean>): Input<boolean> {
      const control = create('input', { type: 'checkbox', checked: value }) as HTMLInputElement;
      return bind(
        labelled(label, control),
        () => control.checked,
        (next) => (control.checked = next),
      );
    },

    /** One of several. The value is the choice itself, whatever it is; by default the first. */
    select<T>(choices: Iterable<T>, { label, value, format = String }: SelectOptions<T>): Input<T> {
      const list = [...choices];
      const control = create('select') as HTMLSelectElement;
      let chosen = Math.max(0, value === undefined ? 0 : list.indexOf(value));
      list.forEach((choice, index) => {
        const option = create('option', { value: index, selected: index === chosen });
        option.textContent = format(choice);
        control.append(option);
      });
      control.addEventListener('input', () => (chosen = Number(control.value)));
      return bind(
        labelled(label, control),
        () => list[chosen] as T,
        (next) => {
          chosen = Math.max(0, list.indexOf(next));
          control.value = String(chosen);
        },
      );
    },

    /**
     * A button that counts its presses, or several that change one value:
     * Inputs.button([['Next', (n) => n + 1], ['Reset', () => 0]], {label: 'Step', value: 0}).
     */
    button<T = number>(actions: string | ButtonActions<T>, options: InputOptions<T>): Input<T> {
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
          const { Event } = document.defaultView ?? globalThis;
          group.dispatchEvent(new Event('input', { bubbles: true }));
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

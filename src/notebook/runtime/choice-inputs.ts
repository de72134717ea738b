import { type Input, type InputOptions, type InputParts, noOptions } from './input-parts.ts';

export interface ChoiceOptions<T> extends InputOptions<T> {
  /** How a choice reads. Default: a text as it is, an object by its `name`, and what a Map gives by its key. */
  format?: (choice: T) => string;
}

/** Inputs that choose among several: one, or any number. */
export function createChoiceInputs(parts: InputParts) {
  const { create, labelled, grouped, bind, toText, tell } = parts;

  /** A row of boxes or buttons, each within its own label. */
  const toBoxes = (
    type: 'radio' | 'checkbox',
    texts: readonly string[],
    isChosen: (index: number) => boolean,
    onChange: (index: number, checked: boolean) => void,
  ) => {
    // Buttons of one name are a group to the browser: arrow keys move among them.
    const name = type === 'radio' ? parts.nextName('radio') : undefined;
    const controls = texts.map((_, index) => {
      const control = create('input', { type, name, checked: isChosen(index) }) as HTMLInputElement;
      control.addEventListener('input', () => onChange(index, control.checked));
      return control;
    });
    const labels = controls.map((control, index) => {
      const label = create('label', { class: 'cb-choice' });
      label.append(control, texts[index] ?? '');
      return label;
    });
    const show = () => controls.forEach((control, index) => (control.checked = isChosen(index)));
    return { labels, show };
  };

  /** The choices, and how each reads; of a Map the values, which its keys name. */
  const toChoices = <T>(choices: Iterable<T>, format: ((choice: T) => string) | undefined) => {
    const keys = choices instanceof Map ? [...(choices as Map<unknown, T>).keys()] : undefined;
    const list = choices instanceof Map ? [...(choices as Map<unknown, T>).values()] : [...choices];
    const texts = list.map((choice, at) => (format ? format(choice) : toText(keys ? keys[at] : choice)));
    return { list, texts };
  };

  return {
    /** One of several, from a list that opens. The value is the choice itself, whatever it is; by default the first. */
    select<T>(choices: Iterable<T>, { label, value, format }: ChoiceOptions<T> = noOptions): Input<T> {
      const { list, texts } = toChoices(choices, format);
      const control = create('select') as HTMLSelectElement;
      let chosen = Math.max(0, value === undefined ? 0 : list.indexOf(value));
      list.forEach((_, index) => {
        const option = create('option', { value: index, selected: index === chosen });
        option.textContent = texts[index] ?? '';
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

    /** One of several, all of which are seen. The value is the choice itself; none where none is given. */
    radio<T>(
      choices: Iterable<T>,
      { label, value, format }: ChoiceOptions<T> = noOptions,
    ): Input<T | undefined> {
      const { list, texts } = toChoices(choices, format);
      let chosen = value === undefined ? -1 : list.indexOf(value);
      const { labels, show } = toBoxes(
        'radio',
        texts,
        (index) => index === chosen,
        (index) => (chosen = index),
      );
      return bind<T | undefined>(
        grouped(label, 'radiogroup', ...labels),
        () => list[chosen],
        (next) => {
          chosen = list.indexOf(next as T);
          show();
        },
      );
    },

    /** Any number of several: the value is a list of the chosen, in their order. */
    checkboxes<T>(
      choices: Iterable<T>,
      { label, value = [], format }: Omit<ChoiceOptions<T>, 'value'> & { value?: readonly T[] } = noOptions,
    ): Input<T[]> {
      const { list, texts } = toChoices(choices, format);
      const toChosen = (values: readonly T[]) => new Set(values.map((one) => list.indexOf(one)));
      let chosen = toChosen(value);
      const { labels, show } = toBoxes(
        'checkbox',
        texts,
        (index) => chosen.has(index),
        (index, checked) => void (checked ? chosen.add(index) : chosen.delete(index)),
      );
      return bind(
        grouped(label, 'group', ...labels),
        () => list.filter((_, index) => chosen.has(index)),
        (next) => {
          chosen = toChosen(next);
          show();
        },
      );
    },

    /** Yes or no; or one of two values: Inputs.toggle({label: 'Memory', values: ['memory', 'cpu']}). */
    toggle<T = boolean>({
      label,
      value,
      values,
    }: InputOptions<T> & { values?: readonly [on: T, off: T] } = noOptions): Input<T> {
      const [on, off] = values ?? ([true, false] as unknown as readonly [T, T]);
      let isOn = value === on;
      const control = create('input', { type: 'checkbox', checked: isOn }) as HTMLInputElement;
      control.addEventListener('input', () => (isOn = control.checked));
      return bind(
        labelled(label, control),
        () => (isOn ? on : off),
        (next) => {
          isOn = next === on;
          control.checked = isOn;
        },
      );
    },

    /**
     * A field that finds rows: its value are those that have every word that is typed, in any of their
     * columns, whatever the case. Feed it to Inputs.table or to Plot.
     */
    search<T>(
      rows: Iterable<T>,
      {
        label,
        value = '',
        columns,
        placeholder,
      }: Omit<InputOptions<never>, 'value'> & {
        /** What is typed at first. */
        value?: string;
        /** Names of the columns that are looked into; all where none is named. */
        columns?: readonly string[];
        placeholder?: string;
      } = noOptions,
    ): Input<T[]> {
      const list = [...rows];
      // Made once: rows are looked through at every key.
      let texts: string[] | undefined;
      const find = (query: string): T[] => {
        const words = query.toLowerCase().split(/\s+/).filter(Boolean);
        if (words.length === 0) return list;
        texts ??= list.map((row) => toSearched(row, columns).toLowerCase());
        return list.filter((_, at) => words.every((word) => texts?.[at]?.includes(word)));
      };
      const control = create('input', { type: 'search', value, placeholder }) as HTMLInputElement;
      const output = create('output');
      let found = list;
      const show = () => {
        found = find(control.value);
        output.textContent = parts.words.found(found.length, list.length);
      };
      control.addEventListener('input', show);
      show();
      const input = bind<T[]>(
        labelled(label, control, output),
        () => found,
        () => {
          throw new TypeError('the value of a search is what it finds: it cannot be set');
        },
      );
      // The cross of the field empties it; some browsers tell it by this alone.
      control.addEventListener('search', () => {
        show();
        tell(input);
      });
      return input;
    },
  };
}

/** A row as one text; columns are kept apart so that no word is found across two. */
function toSearched(row: unknown, columns: readonly string[] | undefined): string {
  if (!row || typeof row !== 'object') return String(row);
  const cells = row as Record<string, unknown>;
  return (columns ?? Object.keys(cells)).map((column) => String(cells[column] ?? '')).join('\n');
}

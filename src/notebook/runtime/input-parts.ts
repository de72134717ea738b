import { toInspected } from './inspected-text.ts';
import type { CellWords } from './words.ts';

/** An input: an element whose `value` changes with what the reader does; it tells by an `input` event. */
export type Input<T> = HTMLElement & { value: T };

export interface InputOptions<T> {
  /** What it is called, for everybody. */
  label: string;
  value?: T;
}

/** Of a call without any: its label is missed in words, not in the engine's. */
export const noOptions = {} as { label: string };

/** What every input is made of, on a document. */
export interface InputParts {
  document: Document;
  words: CellWords;
  create(name: string, attributes?: Record<string, string | number | boolean | undefined>): HTMLElement;
  /** Controls within their label, so that they have a name without an id. @throws TypeError without a label */
  labelled(label: string, ...controls: Node[]): HTMLElement;
  /** Controls that share a name: a group. @throws TypeError without a label */
  grouped(label: string, role: 'group' | 'radiogroup', ...controls: Node[]): HTMLElement;
  /** A wrapper that is its control's value: reading it reads the control, writing it sets that and tells. */
  bind<T>(wrapper: HTMLElement, read: () => T, write: (value: T) => void): Input<T>;
  /** Tells those who read an input that its value is another. */
  tell(input: HTMLElement): void;
  /** `cb-radio-1`: unique among the inputs of a notebook. */
  nextName(what: string): string;
  /** How a choice reads where nothing else is said: an object by its name, if it has one. */
  toText(choice: unknown): string;
}

export function createInputParts(document: Document, words: CellWords): InputParts {
  const create: InputParts['create'] = (name, attributes = {}) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== false)
        element.setAttribute(key, value === true ? '' : String(value));
    }
    return element;
  };
  let names = 0;
  const toLabel = (label: string) => {
    if (typeof label !== 'string' || label.trim() === '') {
      throw new TypeError('an input needs a label: {label: "Heap goal"}');
    }
    const text = create('span', { class: 'cb-input-label' });
    text.textContent = label;
    return text;
  };
  return {
    document,
    words,
    create,
    labelled(label, ...controls) {
      const text = toLabel(label);
      const wrapper = create('label', { class: 'cb-input' });
      wrapper.append(text, ...controls);
      return wrapper;
    },
    grouped(label, role, ...controls) {
      const text = toLabel(label);
      const group = create('div', { class: 'cb-input', role, 'aria-label': label });
      group.append(text, ...controls);
      return group;
    },
    bind: <T>(wrapper: HTMLElement, read: () => T, write: (value: T) => void): Input<T> =>
      Object.defineProperty(wrapper, 'value', { configurable: true, get: read, set: write }) as Input<T>,
    tell(input) {
      const { Event } = document.defaultView ?? globalThis;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    },
    nextName: (what) => `cb-${what}-${++names}`,
    toText(choice) {
      if (!choice || typeof choice !== 'object') return String(choice);
      const { name } = choice as { name?: unknown };
      return typeof name === 'string' ? name : toInspected(choice, 1, words);
    },
  };
}

import { inspect, type InspectOptions } from './inspect.ts';
import { LeftOut } from './left-out.ts';

/** What a cell may show in one run: more than any reader looks at, and less than stops a page. */
export const displayLimits = { displays: 1000, nodes: 100_000, characters: 1_000_000 } as const;

/** What one run of a cell has shown, by which it is known when it is enough. */
export class Shown {
  readonly #options: InspectOptions;
  #displays = 0;
  #nodes = 0;
  #characters = 0;
  #leftOut: LeftOut | undefined;

  constructor(options: InspectOptions) {
    this.#options = options;
  }

  /**
   * Puts a value under what is in `root` already: a node as it is, anything else as text for people.
   * What is too much is left out, and said.
   */
  display(root: Element, value: unknown): void {
    const { document } = this.#options;
    if (++this.#displays > displayLimits.displays) {
      (this.#leftOut ??= this.#startLeftOut(root)).add();
      return;
    }
    const node =
      isNode(value) && (!value.parentNode || root.contains(value) || value.nodeType === 11)
        ? (value as unknown as Element)
        : inspect(value, this.#options);
    // A node that is displayed again moves, and is counted already.
    if (node.parentNode !== root) {
      const refusal = this.#refuse(node);
      if (refusal !== undefined) {
        root.append(toNote(refusal, document));
        return;
      }
    }
    root.append(node);
  }

  #startLeftOut(root: Element): LeftOut {
    const { document, words, isStill } = this.#options;
    const note = root.appendChild(toNote('', document));
    return new LeftOut((count) => {
      note.textContent = words.displaysLeftOut(count, displayLimits.displays);
    }, isStill);
  }

  /** Why a node is too much; counted where it is not. */
  #refuse(node: Element): string | undefined {
    const { words } = this.#options;
    const nodes = 1 + (node.querySelectorAll?.('*').length ?? 0);
    const { length: characters } = node.textContent ?? '';
    if (this.#nodes + nodes > displayLimits.nodes) return words.tooManyNodes(nodes, displayLimits.nodes);
    if (this.#characters + characters > displayLimits.characters) {
      return words.tooMuchText(characters, displayLimits.characters);
    }
    this.#nodes += nodes;
    this.#characters += characters;
    return undefined;
  }
}

function toNote(text: string, document: Document): Element {
  const note = document.createElement('p');
  note.setAttribute('class', 'cb-cell-left-out');
  note.setAttribute('role', 'status');
  note.textContent = text;
  return note;
}

export function displayError(root: Element, error: unknown, hint?: string): void {
  const pre = root.ownerDocument.createElement('pre');
  pre.setAttribute('class', 'cb-cell-error');
  pre.setAttribute('role', 'alert');
  pre.textContent = [toErrorText(error), hint].filter(Boolean).join('\n');
  root.append(pre);
}

export function clear(root: Element): void {
  while (root.lastChild) root.lastChild.remove();
}

/** `TypeError: x is not a function`, `Error: error of <img>`, without the stack; `goal failed: …` where the fault is another cell's. */
export function toErrorText(error: unknown): string {
  // What an image or a socket gives its listeners.
  if (typeof Event === 'function' && error instanceof Event) {
    const { localName } = (error.target ?? {}) as Partial<Element>;
    const name = (error.target ?? {}).constructor.name;
    return `Error: ${error.type} of ${localName === undefined ? name : `<${localName}>`}`;
  }
  if (!(error instanceof Error) && !(error && typeof error === 'object' && 'message' in error))
    return `Error: ${String(error)}`;
  const { name, message, input } = error as Error & { input?: unknown };
  // The runtime passes on what failed in the cell that declares `input`.
  if (typeof input === 'string' && !message.startsWith(input)) return `${input} failed: ${message}`;
  return `${name || 'Error'}: ${message}`;
}

/** By what it has, not by its class: at build the document is not the engine's own. */
function isNode(value: unknown): value is ChildNode {
  if (!value || typeof value !== 'object') return false;
  const { nodeType, ownerDocument } = value as { nodeType?: unknown; ownerDocument?: unknown };
  return (nodeType === 1 || nodeType === 3 || nodeType === 11) && Boolean(ownerDocument);
}

import { inspect } from './inspect.ts';

/** Puts a value under what is in `root` already: a node as it is, anything else as text for people. */
export function displayValue(root: Element, value: unknown): void {
  const document = root.ownerDocument;
  if (isNode(value) && (!value.parentNode || root.contains(value) || value.nodeType === 11)) {
    root.append(value as unknown as Element);
    return;
  }
  root.append(inspect(value, document));
}

export function displayError(root: Element, error: unknown): void {
  const pre = root.ownerDocument.createElement('pre');
  pre.setAttribute('class', 'cb-cell-error');
  pre.setAttribute('role', 'alert');
  pre.textContent = toErrorText(error);
  root.append(pre);
}

export function clear(root: Element): void {
  while (root.lastChild) root.lastChild.remove();
}

/** `TypeError: x is not a function`, without the stack; `goal failed: …` where the fault is another cell's. */
export function toErrorText(error: unknown): string {
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

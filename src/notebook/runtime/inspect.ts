/** How many entries of a list or an object are told, and how deep. */
const mostEntries = 20;
const deepest = 2;

/** A value that is no node, as an element: what a console would print, on as few lines as fit. */
export function inspect(value: unknown, document: Document): Element {
  const code = document.createElement('code');
  code.setAttribute('class', 'cb-cell-value');
  code.textContent = toInspected(value);
  return code;
}

/** `{name: "heap-free", avg: 21.4}`, `Array(400) [1, 2, …]`. */
export function toInspected(value: unknown, depth = 0): string {
  if (typeof value === 'string') return depth === 0 ? value : JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined) {
    return Object.is(value, -0) ? '-0' : String(value);
  }
  if (typeof value === 'symbol') return value.toString();
  if (typeof value === 'function') return `ƒ ${value.name}()`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof RegExp) return String(value);
  return toInspectedObject(value, depth);
}

function toInspectedObject(value: object, depth: number): string {
  const kind = value.constructor?.name ?? 'Object';
  const isList = Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
  if (isList || value instanceof Set) {
    const items = [...(value as Iterable<unknown>)];
    const label =
      isList && kind === 'Array' && items.length <= mostEntries ? '' : `${kind}(${items.length}) `;
    if (depth >= deepest) return `${label}[…]`;
    return `${label}[${join(items.map((item) => () => toInspected(item, depth + 1)))}]`;
  }
  const isMap = value instanceof Map;
  const entries = isMap ? [...value] : Object.entries(value);
  const label = kind === 'Object' ? '' : `${kind} `;
  if (depth >= deepest) return `${label}{…}`;
  const told = entries.map(
    ([key, one]) =>
      () =>
        `${isMap ? `${toInspected(key, deepest)} → ` : `${String(key)}: `}${toInspected(one, depth + 1)}`,
  );
  return `${label}{${join(told)}}`;
}

function join(parts: (() => string)[]): string {
  const told = parts.slice(0, mostEntries).map((part) => part());
  if (parts.length > mostEntries) told.push(`… ${parts.length - mostEntries} more`);
  return told.join(', ');
}

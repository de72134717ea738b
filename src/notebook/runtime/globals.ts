/**
 * What a name is that neither the page nor the runtime declares: a global of the browser.
 *
 * @throws Error in words where it is out of reach
 */
export function findGlobal(name: string): unknown {
  if (!(name in globalThis)) throw new Error(`${name} is not defined`);
  const value = (globalThis as Record<string, unknown>)[name];
  // The window of another origin refuses to be asked anything, in words of its own.
  if (isRefused(value)) throw new Error(`${name} is a page around this one, which is out of a cell's reach`);
  return value;
}

function isRefused(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  try {
    void (value as { next?: unknown }).next;
    return false;
  } catch {
    return true;
  }
}

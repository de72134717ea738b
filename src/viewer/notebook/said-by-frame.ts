/*
 * What code in a sealed frame says may be anything that a message holds, such as a list that has itself in it a million times
 * over: JavaScript takes minutes to make a text or a number of that. So nothing is made into anything here: it is what it should
 * be, or nothing.
 */

/** @param longest so many characters of it are taken */
export function takeText(value: unknown, longest: number): string {
  return typeof value === 'string' ? value.slice(0, longest) : '';
}

/** A finite number above 0; 0 for anything else. */
export function takeNumber(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;
}

/** Whether JSON may have said it: a tree, in which nothing is met twice, of lists, plain objects, texts and numbers. */
export function isJson(value: unknown): boolean {
  const met = new Set<object>();
  const left = [value];
  while (left.length > 0) {
    const one = left.pop();
    if (one === null || typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean')
      continue;
    if (typeof one !== 'object' || met.has(one)) return false;
    if (!Array.isArray(one) && Object.getPrototypeOf(one) !== Object.prototype) return false;
    const parts = Object.values(one);
    // A list of a length that it does not have.
    if (Array.isArray(one) && parts.length !== one.length) return false;
    met.add(one);
    for (const part of parts) left.push(part);
  }
  return true;
}

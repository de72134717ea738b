import { encodeText } from './percent.ts';

/** The parameters of a link in order, as they stand: still percent-encoded. A bare key has the value `''`. */
export type LinkParams = [key: string, value: string][];

/** The slot of a link under which a page's edited cells stand. */
export const cellsSlot = 'cells';

/** The parameters of a fragment, with or without its `#`, as they stand. */
export function toParams(fragment: string): LinkParams {
  return fragment
    .replace(/^#/, '')
    .split('&')
    .filter((param) => param !== '')
    .map((param): [string, string] => {
      // Copied out of a page's source, `&` comes as `&amp;`.
      const whole = param.replace(/^amp;/, '');
      const keyEnd = whole.indexOf('=');
      return keyEnd < 0 ? [whole, ''] : [whole.slice(0, keyEnd), whole.slice(keyEnd + 1)];
    });
}

/** The key of a parameter that sets a field of a slot. */
export function toFieldKey(slot: string, field: string): string {
  return `${slot === '' ? '' : encodeText(slot)}.${field}`;
}

import type { LinkParams } from './link-upgrades.ts';
import { encodeText } from './percent.ts';

/** What every page may ask of its address: small, and without the fields of states. */

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

/** Whether a fragment is a view at all; on a page of text it may as well be the anchor of a heading. */
export function isViewFragment(fragment: string): boolean {
  return toParams(fragment).some(([key, value]) => /^(?:v|open|filter)$/.test(key) && value !== '');
}

/** The key of a parameter that sets a field of a slot. */
export function toFieldKey(slot: string, field: string): string {
  return `${slot === '' ? '' : encodeText(slot)}.${field}`;
}

/** Whether a fragment sets a field of a slot. */
export function setsField(fragment: string, slot: string, field: string): boolean {
  const wanted = toFieldKey(slot, field);
  return toParams(fragment).some(([key, value]) => key === wanted && value !== '');
}

// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/**
 * Text as it can be shown among other text: controls and marks that turn the writing direction would garble what stands
 * beside them, or show a name as another one, so they are shown as what they are, something unprintable.
 */
export function toPrintable(text: string): string {
  return text.replace(UNPRINTABLE, '\ufffd');
}

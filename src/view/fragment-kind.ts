/*
 * What every page with something to come alive asks of its address before it loads anything more. In
 * patterns, since that is small; a test compares them with what toParams makes of the same fragments.
 */

/** Whether a fragment is a view at all; on a page of text it may as well be the anchor of a heading. */
export function isViewFragment(fragment: string): boolean {
  return /(?:^#?|&)(?:amp;)?(?:v|open|filter)=[^&]/.test(fragment);
}

/** Whether a fragment brings edits of cells: the field `edits` of the slot `cells`. */
export function hasCellEdits(fragment: string): boolean {
  return /(?:^#?|&)(?:amp;)?cells\.edits=[^&]/.test(fragment);
}

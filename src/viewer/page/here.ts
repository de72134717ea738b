/**
 * The address of what is seen, for texts that are taken away. Of a page from disk the name alone:
 * the folder that it lies in is nobody's business.
 */
export function toHere(): string {
  if (location.protocol !== 'file:') return location.href;
  return location.pathname.slice(location.pathname.lastIndexOf('/') + 1) + location.hash;
}

/** Signs of an address that a sheet has room for, and somebody the patience to type. */
const longest = 1500;

/** Writes the address of what is seen on the sheet when it is printed: what is set since then is in it. */
export function printAddress(): void {
  addEventListener('beforeprint', () => {
    for (const place of document.querySelectorAll<HTMLElement>('.cb-address')) {
      place.textContent = toPrinted(location.href, place.dataset['tooLong'] ?? '');
    }
  });
}

/**
 * The address as it is printed. With a capture in it, it may be of a hundred thousand signs: then the page
 * alone, and why.
 */
export function toPrinted(href: string, tooLong: string): string {
  if (href.length <= longest) return href;
  return `${href.replace(/#.*$/s, '')} ${tooLong}`;
}

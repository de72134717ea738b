import { useEffect, useRef } from 'preact/hooks';

/**
 * The browser's tab says what is open, in the place of the page's own title, before the name of the site.
 *
 * @param shown empty where nothing is open, or the page has its title of it already
 */
export function useTabTitle(shown: string): void {
  const built = useRef<string>();
  useEffect(() => {
    if (shown === '' && built.current === undefined) return;
    built.current ??= document.title;
    const site = built.current.split(' | ').at(-1) ?? '';
    document.title = shown === '' ? built.current : `${shown} | ${site}`;
  }, [shown]);
}

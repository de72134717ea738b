import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/**
 * What a summary unfolds over the page is closed by Escape, with the focus at its summary again, and by a press beside it;
 * when it opens, all of it is on the screen.
 */
export function useClosing(ref: RefObject<HTMLDetailsElement>): void {
  useEffect(() => {
    const details = ref.current;
    if (!details) return undefined;
    const closeBeside = ({ target }: Event): void => {
      if (details.open && !details.contains(target as Node)) details.open = false;
    };
    const closeByKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !details.open) return;
      // Of a chart around it the key would end something else as well.
      event.stopPropagation();
      details.open = false;
      details.querySelector('summary')?.focus();
    };
    const show = (): void => {
      if (details.open) details.lastElementChild?.scrollIntoView({ block: 'nearest' });
    };
    document.addEventListener('pointerdown', closeBeside);
    details.addEventListener('keydown', closeByKey);
    details.addEventListener('toggle', show);
    return () => {
      document.removeEventListener('pointerdown', closeBeside);
      details.removeEventListener('keydown', closeByKey);
      details.removeEventListener('toggle', show);
    };
  }, [ref]);
}

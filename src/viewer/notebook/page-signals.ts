import { type Observed, observe } from '#notebook/runtime/observe.ts';

/** Pixels that cells have across: the column of text. */
export function observeColumnWidth(column: Element): Observed<number> {
  return observe((change) => {
    let last = Number.NaN;
    const observer = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 0);
      if (width === last || width === 0) return;
      last = width;
      change(width);
    });
    observer.observe(column);
    return () => observer.disconnect();
  });
}

export function isDark(): boolean {
  return document.documentElement.dataset['theme'] !== 'light';
}

/** Starlight's theme, as it stands on the root element. */
export function observeTheme(tell: (dark: boolean) => void): () => void {
  const observer = new MutationObserver(() => tell(isDark()));
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

export function observeDark(): Observed<boolean> {
  return observe((change) => {
    change(isDark());
    return observeTheme(change);
  });
}

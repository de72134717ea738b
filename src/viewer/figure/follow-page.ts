/** What a drawing of dots must hear of: unlike an SVG it has the colours that were there when it was drawn. */
export interface PageChanges {
  /** Light became dark, or the other way. */
  onColours(): void;
  /** The page goes to paper, or comes back from it. */
  onPaper(printed: boolean): void;
}

/** @returns takes the listeners off again */
export function followPage(document: Document, { onColours, onPaper }: PageChanges): () => void {
  const window = document.defaultView;
  if (!window) return () => undefined;
  const before = (): void => onPaper(true);
  const after = (): void => onPaper(false);
  // The theme that is chosen stands on the root element, that of the system in a query.
  const themes = new window.MutationObserver(onColours);
  themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const scheme = window.matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', onColours);
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', after);
  return () => {
    themes.disconnect();
    scheme.removeEventListener('change', onColours);
    window.removeEventListener('beforeprint', before);
    window.removeEventListener('afterprint', after);
  };
}

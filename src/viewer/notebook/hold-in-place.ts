/**
 * Holds an element where it is on the screen while the focus is within it, whatever grows or shrinks above
 * it: charts that are drawn, outputs that come. A browser does so by what stands first on the screen, which
 * may be the very chart that grows.
 *
 * @returns lets go of it
 */
export function holdInPlace(element: HTMLElement): () => void {
  const root = document.documentElement;
  /** From the top of the page: scrolling does not change it. */
  const findTop = () => element.getBoundingClientRect().top + scrollY;
  const isOnScreen = (top: number) => top < scrollY + innerHeight && top + element.offsetHeight > scrollY;
  let top = 0;
  const observer = new ResizeObserver(() => {
    const before = top;
    top = findTop();
    if (top !== before && isOnScreen(before)) scrollBy({ top: top - before, behavior: 'instant' });
  });
  const hold = () => {
    top = findTop();
    // The browser would do it a second time.
    root.style.overflowAnchor = 'none';
    observer.observe(document.body);
  };
  const letGo = () => {
    observer.disconnect();
    root.style.overflowAnchor = '';
  };
  const leave = ({ relatedTarget }: FocusEvent) => {
    if (!element.contains(relatedTarget as Node | null)) letGo();
  };
  element.addEventListener('focusin', hold);
  element.addEventListener('focusout', leave);
  return () => {
    letGo();
    element.removeEventListener('focusin', hold);
    element.removeEventListener('focusout', leave);
  };
}

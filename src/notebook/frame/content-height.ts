/**
 * Tells how high the content of the frame is, at once and whenever that changes: its own box, its
 * margins being within, and what overflows it, such as a menu that hangs out.
 *
 * @param tell pixels
 */
export function observeContentHeight(tell: (height: number) => void): void {
  const { body, documentElement: root } = document;
  const measure = () => {
    // The root scrolls by what overflows; without any it is as high as the frame, which says nothing.
    const overflow = root.scrollHeight > innerHeight + 1 ? root.scrollHeight : 0;
    tell(Math.max(Math.ceil(body.getBoundingClientRect().height), overflow));
  };
  new ResizeObserver(measure).observe(body);
  addEventListener('resize', () => {
    if (root.scrollHeight > innerHeight + 1) measure();
  });
}

import { isViewFragment } from '#view/fragment-kind.ts';

/** Signs that somebody is there: until one is seen a page shows what was drawn at build, and loads nothing more. */
const signs = ['pointerdown', 'pointermove', 'touchstart', 'wheel', 'keydown', 'scroll'] as const;

/** How near the screen something has to be to come alive. */
const nearMargin = '600px';

/**
 * Calls `wake` once: when one of the elements is near the screen and somebody is there, or as soon
 * as one is touched; near the screen at once where the address holds a view, which is to be seen.
 */
export function whenNear(elements: readonly HTMLElement[], wake: () => void): void {
  let isAwake = false;
  const endings: (() => void)[] = [];
  const wakeOnce = () => {
    if (isAwake) return;
    isAwake = true;
    for (const end of endings) end();
    wake();
  };
  const listen = (target: EventTarget, names: readonly string[], act: () => void) => {
    const options = { passive: true, capture: true };
    for (const name of names) target.addEventListener(name, act, options);
    endings.push(() => {
      for (const name of names) target.removeEventListener(name, act, options);
    });
  };

  for (const element of elements) listen(element, ['pointerdown', 'focusin', 'dragenter'], wakeOnce);
  let isWatched = false;
  const watch = () => {
    if (isWatched || isAwake) return;
    isWatched = true;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) wakeOnce();
      },
      { rootMargin: nearMargin },
    );
    endings.push(() => observer.disconnect());
    for (const element of elements) observer.observe(element);
  };
  if (isViewFragment(location.hash)) watch();
  else listen(window, signs, watch);
}

// Written into every page's head by Head.astro, as one classic script, so that it is known before anything is laid out.

// What is far from the screen is not laid out while a page is loaded (theme.css), unless the address leads into the page:
// its place would be that of guessed heights above it. A mark on the root says so, and no selector asks for `:target` within
// it: a root that is asked what it holds has all of the page styled anew whenever something comes in.
(() => {
  const root = document.documentElement;
  if (location.hash.length > 1) return;
  root.dataset['lazyLayout'] = '';
  const layOut = () => root.removeAttribute('data-lazy-layout');
  // Before the browser goes there, which is before it says that the address is another one.
  const onClick = ({ target }: Event) => {
    const link = target instanceof Element && target.closest('a');
    if (link && link.hash.length > 1 && link.pathname === location.pathname) layOut();
  };
  document.addEventListener('click', onClick, { capture: true });
  addEventListener('hashchange', () => {
    if (!root.hasAttribute('data-lazy-layout')) return;
    layOut();
    document.querySelector(':target')?.scrollIntoView();
  });

  // Once the page is there and nothing else is to do, it is laid out after all, part by part. Until then a part is as high as
  // was guessed, and one that is higher lies over what follows, for whoever asks where things are: a program that reads the
  // screen out or looks it over, and a reader's hand on the bar that scrolls.
  const far = new Set<HTMLElement>();
  const whenIdle: (act: (left?: IdleDeadline) => void) => void =
    window.requestIdleCallback?.bind(window) ?? ((act) => setTimeout(act, 1));
  const layOutSome = (left?: IdleDeadline) => {
    for (const part of far) {
      far.delete(part);
      part.style.contentVisibility = 'visible';
      // Now, so that what it takes is known before the next one is begun.
      void part.offsetHeight;
      if (!left || left.timeRemaining() < 35) break;
    }
    if (far.size > 0) whenIdle(layOutSome);
  };
  document.addEventListener('contentvisibilityautostatechange', (event) => {
    const { target, skipped } = event as ContentVisibilityAutoStateChangeEvent;
    if (!skipped || !(target instanceof HTMLElement)) return;
    far.add(target);
    if (far.size === 1 && document.readyState === 'complete') whenIdle(layOutSome);
  });
  addEventListener('load', () => whenIdle(layOutSome));
})();

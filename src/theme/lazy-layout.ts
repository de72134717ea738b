// Written into every page's head by Head.astro, as one classic script, so that it is known before anything is laid out.

// What is far from the screen is not laid out (theme.css), unless the address leads into the page: its place would be
// that of guessed heights above it. A mark on the root says so, and no selector asks for `:target` within it: a root
// that is asked what it holds has all of the page styled anew whenever something comes in.
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
})();

/** Signs that somebody is there: until then a page shows what was drawn at build, and loads nothing more. */
const signs = ['pointerdown', 'pointermove', 'touchstart', 'wheel', 'keydown', 'scroll'] as const;

/** How near the screen a cell has to be to come alive. */
const nearMargin = '600px';

/**
 * Makes the page's cells come alive when they are near the screen and somebody is there, or at once
 * when they are touched. Small, since every page with cells loads it.
 */
export function startNotebook(): void {
  const bar = document.querySelector<HTMLElement>('.cb-notebook');
  if (!bar) return;
  const cells = [...document.querySelectorAll<HTMLElement>('.cb-cell')];
  document.documentElement.classList.add('cb-script');

  let live: Promise<typeof import('./live.ts')> | undefined;
  const wake = () => (live ??= import('./live.ts').then((module) => (module.goLive(bar), module)));

  for (const cell of cells) {
    for (const sign of ['pointerdown', 'focusin'] as const) {
      cell.addEventListener(sign, () => void wake(), { once: true, passive: true });
    }
    cell.querySelector('[data-edit]')?.addEventListener('click', () => {
      void wake().then(({ goLive }) => goLive(bar).edit(cell.dataset['cell'] ?? ''));
    });
  }

  const whenNear = () => {
    for (const sign of signs) removeEventListener(sign, whenNear);
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        void wake();
      },
      { rootMargin: nearMargin },
    );
    for (const cell of cells) observer.observe(cell);
  };
  for (const sign of signs) addEventListener(sign, whenNear, { passive: true });
  // A link that brings something: what it brings is to be seen.
  if (/[#&](?:open=|cells\.edits=)/.test(location.hash)) void wake();
  // Edits that the reader made before.
  else if (hasEdits()) whenNear();
}

function hasEdits(): boolean {
  try {
    return localStorage.getItem(`casebook:cells:${location.pathname}`) !== null;
  } catch {
    return false;
  }
}

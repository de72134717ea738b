import { hasCellEdits } from '#view/fragment-kind.ts';
import { hasKeptEdits } from './kept-edits.ts';
import { whenNear } from '#viewer/page/when-near.ts';

/**
 * Makes the page's cells come alive when they are near the screen and somebody is there, or at once
 * when they are touched. Small, since every page with cells loads it.
 */
export function startNotebook(): void {
  const bar = document.querySelector<HTMLElement>('.cb-notebook');
  if (!bar) return;
  const cells = [...document.querySelectorAll<HTMLElement>('.cb-cell')];
  document.documentElement.classList.add('cb-script');

  // The bar stands while something is on screen that it is about.
  const onScreen = new Set<Element>();
  const watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) onScreen.add(target);
      else onScreen.delete(target);
    }
    bar.toggleAttribute('data-near', onScreen.size > 0);
  });
  const adding = document.querySelector<HTMLElement>('.cb-own-add');
  for (const element of [...cells, ...(adding ? [adding] : [])]) watcher.observe(element);

  const wake = () => import('./live.ts').then(({ goLive }) => goLive(bar));
  for (const cell of cells) {
    cell.querySelector('[data-edit]')?.addEventListener('click', () => {
      void wake().then((live) => live.edit(cell.dataset['cell'] ?? ''));
    });
  }
  adding?.querySelector('button')?.addEventListener('click', () => void wake().then((live) => live.add()));
  // A link that brings edits, or those that the reader made before: they are to be seen.
  if (hasCellEdits(location.hash) || hasKeptEdits()) void wake();
  else whenNear(cells, () => void wake());
}

import { hasCellEdits } from '#view/fragment-kind.ts';
import { hasKeptEdits } from '#viewer/page/kept-edits.ts';
import { whenNear } from '#viewer/page/when-near.ts';
import type { LinkedGoCells } from './go-live.ts';

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
  startGoCells(bar, async () => (await wake()).go);
  // A link that brings edits, or those that the reader made before: they are to be seen.
  if (hasCellEdits(location.hash) || hasKeptEdits()) void wake();
  else whenNear(cells, () => void wake());
}

/** What Go needs is loaded when a reader is about to run something. */
function startGoCells(bar: HTMLElement, link: () => Promise<LinkedGoCells | undefined>): void {
  const load = () => import('./go-cells.ts').then(({ goCellsOf }) => goCellsOf(bar));
  for (const cell of document.querySelectorAll<HTMLElement>('.cb-cell[data-language="go"]')) {
    const name = cell.dataset['cell'] ?? '';
    const run = cell.querySelector<HTMLElement>('[data-run]');
    const approach = () => void load().then((cells) => cells.approach(name));
    for (const sign of ['pointerenter', 'focus']) run?.addEventListener(sign, approach, { once: true });
    // It runs when the page's cells are alive: they read what it emits, and what a run leaves is shown by them.
    // Its program comes meanwhile.
    run?.addEventListener('click', () => {
      const loaded = load();
      void loaded.then((cells) => cells.prepare(name));
      void Promise.all([loaded, link()]).then(([cells]) => cells.run(name));
    });
    const captures = cell.querySelector<HTMLElement>('[data-captures]');
    captures?.addEventListener('click', () => {
      captures.remove();
      void link().then((linked) => linked?.showRecorded(name));
    });
    const playground = cell.querySelector<HTMLElement>('[data-playground]');
    playground?.addEventListener('click', () => {
      void Promise.all([load(), import('./go-playground.ts')]).then(([{ texts }, { copyForPlayground }]) =>
        copyForPlayground(cell, playground.dataset['playground'] ?? '', texts),
      );
    });
  }
}

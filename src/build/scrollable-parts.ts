/**
 * What scrolls sideways on a narrow screen can be reached and scrolled by keyboard: tables get a place
 * in the order of the tab key. Code has it from Expressive Code, as regions without names; each gets one.
 */
export function reachScrollableParts(): void {
  const content = document.querySelector('.sl-markdown-content');
  if (!content) return;
  const tables = [...content.querySelectorAll('table')];
  // Only those that were resized, measured before any is changed: one far from the screen is not laid out for it.
  const resized = new ResizeObserver((entries) => {
    const measured = entries.map(({ target: { scrollWidth, clientWidth }, target }) => ({
      table: target as HTMLTableElement,
      scrolls: scrollWidth > clientWidth,
    }));
    for (const { table, scrolls } of measured) {
      if (scrolls) table.tabIndex = 0;
      else table.removeAttribute('tabindex');
    }
  });
  for (const table of tables) resized.observe(table);

  const codes = [...content.querySelectorAll('pre[data-language]')];
  const nameRegions = () => {
    codes.forEach((code, index) => {
      const isRegion = code.getAttribute('role') === 'region';
      if (isRegion) code.setAttribute('aria-label', `${code.getAttribute('data-language')} ${index + 1}`);
      else code.removeAttribute('aria-label');
    });
  };
  const changed = new MutationObserver(nameRegions);
  for (const code of codes) changed.observe(code, { attributeFilter: ['role'] });
  nameRegions();
}

/**
 * Gives Starlight's search the names that ARIA wants: its button is called by its word alone, as it
 * is seen (the keys beside it are drawn by theme.css; assistive technology has them from
 * aria-keyshortcuts), and its field by a label, not by its tooltip alone.
 */
export function nameSearch(): void {
  const search = document.querySelector('site-search');
  for (const key of search?.querySelectorAll<HTMLElement>('button[data-open-modal] kbd kbd') ?? []) {
    key.dataset['key'] = key.textContent ?? '';
    key.textContent = '';
  }

  const place = search?.querySelector('#starlight__search');
  if (!place) return;
  // The field is made when the browser has time for it.
  const observer = new MutationObserver(nameField);
  function nameField(): void {
    const field = place?.querySelector('input');
    if (!field) return;
    field.setAttribute('aria-label', field.title || field.placeholder);
    observer.disconnect();
  }
  observer.observe(place, { childList: true, subtree: true });
  nameField();
}

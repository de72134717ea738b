/**
 * Gives Starlight's search the names that ARIA wants: its button is called by all that is seen on it
 * (`Search Ctrl K`: who speaks to the computer says what is there), and its field by a label, not by
 * its tooltip alone.
 */
export function nameSearch(): void {
  const search = document.querySelector('site-search');
  const button = search?.querySelector('button[data-open-modal]');
  const keys = button?.querySelector<HTMLElement>('kbd');
  if (button && keys && keys.offsetParent) {
    const names = [...keys.querySelectorAll('kbd')];
    names.slice(0, -1).forEach((key) => key.append(' '));
    const shortcut = names.map((key) => key.textContent?.trim()).join(' ');
    button.setAttribute('aria-label', `${button.getAttribute('aria-label') ?? ''} ${shortcut}`);
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

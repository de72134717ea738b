/**
 * Puts pictures of the same size in the place of a view's controls, which do nothing until it lives: a
 * browser asks of each control where it stands as soon as a page is read (to fill in forms, it seems), and
 * lays the page out for it again and again. It asks the same of each form, whatever is in it: those are divisions. Buttons are
 * none of these, and are switched off.
 */
export function toStillControls(document: Document): void {
  for (const button of document.querySelectorAll('button')) {
    button.setAttribute('disabled', '');
    // What pressing it would do is of no use yet, unless it is all its name.
    if (button.hasAttribute('aria-label') || button.textContent.trim()) button.removeAttribute('title');
  }
  for (const label of document.querySelectorAll('label[for]')) label.removeAttribute('for');
  for (const control of document.querySelectorAll('input, select, textarea')) {
    const still = document.createElement('span');
    for (const name of ['class', 'style', 'hidden']) {
      const value = control.getAttribute(name);
      if (value !== null) still.setAttribute(name, value);
    }
    const type = control.getAttribute('type') ?? '';
    still.classList.add('cb-still');
    if (control.localName === 'select') fillSelect(still, control);
    else if (type === 'checkbox' || type === 'radio') {
      still.setAttribute('data-still', type);
      still.toggleAttribute('data-checked', control.hasAttribute('checked'));
    } else {
      still.setAttribute('data-still', 'field');
      still.textContent = control.getAttribute('value') || control.getAttribute('placeholder') || '';
    }
    control.replaceWith(still);
  }
  for (const form of document.querySelectorAll('form')) {
    const still = document.createElement('div');
    for (const { name, value } of form.attributes) still.setAttribute(name, value);
    still.append(...form.childNodes);
    form.replaceWith(still);
  }
}

/** All its options one on the other, of which the chosen one is seen: as wide as the widest. */
function fillSelect(still: Element, select: Element): void {
  still.setAttribute('data-still', 'select');
  const options = [...select.querySelectorAll('option')];
  const chosen = options.find((option) => option.hasAttribute('selected')) ?? options[0];
  for (const option of options) {
    const text = still.ownerDocument.createElement('span');
    text.textContent = option.textContent;
    text.toggleAttribute('data-chosen', option === chosen);
    still.append(text);
  }
}

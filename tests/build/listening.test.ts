import { describe, expect, test } from 'vitest';
import { createDocument } from '#build/document.ts';

describe('nodes of a document at build', () => {
  const { body } = createDocument('<div><p>a</p></div>');
  const [div, p] = [body.querySelector('div')!, body.querySelector('p')!];
  const { Event } = body.ownerDocument.defaultView!;

  test('hear what bubbles up to them, once where they asked for it once, and no more when they let go', () => {
    const heard: string[] = [];
    const hear = (event: globalThis.Event) =>
      void heard.push(`${(event.target as Element).tagName} ${(event.currentTarget as Element).tagName}`);
    div.addEventListener('input', hear);
    div.addEventListener('input', { handleEvent: () => void heard.push('object') }, { once: true });
    p.addEventListener('input', hear);
    p.dispatchEvent(new Event('input', { bubbles: true }));
    p.dispatchEvent(new Event('input'));
    div.removeEventListener('input', hear);
    p.dispatchEvent(new Event('input', { bubbles: true }));
    expect(heard).toEqual(['P P', 'P DIV', 'object', 'P P', 'P P']);
  });

  test('can end what goes through them, and prevent what follows', () => {
    const heard: string[] = [];
    div.addEventListener('change', () => void heard.push('div'));
    p.addEventListener('change', (event) => {
      event.preventDefault();
      event.stopPropagation();
    });
    expect(p.dispatchEvent(new Event('change', { bubbles: true, cancelable: true }))).toBe(false);
    expect(heard).toEqual([]);
  });

  test('are not kept in the map of listeners that linkedom has', () => {
    const classes: string[] = [];
    for (
      let one = p.constructor as { name: string } | null;
      one && one !== Function.prototype;
      one = Object.getPrototypeOf(one) as { name: string } | null
    ) {
      classes.push(one.name);
    }
    expect(classes).toContain('Node');
    expect(classes).not.toContain('DOMEventTarget');
  });
});

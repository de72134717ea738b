import { parseHTML } from 'linkedom';
import { lightenNodes } from './listening.ts';

lightenNodes();

/** A document to draw on at build: linkedom's, with `element.style = 'color: red'`, which Plot uses and it lacks. */
export function createDocument(body = ''): Document {
  const { document, SVGElement } = parseHTML(`<!doctype html><html><body>${body}</body></html>`);
  let prototype: object | null = SVGElement.prototype as object;
  while (prototype && !Object.getOwnPropertyDescriptor(prototype, 'style')) {
    prototype = Object.getPrototypeOf(prototype) as object | null;
  }
  const own = prototype && Object.getOwnPropertyDescriptor(prototype, 'style');
  if (prototype && own && !own.set) {
    Object.defineProperty(prototype, 'style', {
      ...own,
      set(this: ElementCSSInlineStyle, text: string) {
        this.style.cssText = text;
      },
    });
  }
  return document;
}

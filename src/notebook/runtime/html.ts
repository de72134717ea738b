/** A place in the text of a template: a comment where a child goes, an attribute's value else. */
const mark = 'cb-part-';

export type Html = (strings: TemplateStringsArray, ...parts: unknown[]) => Element | DocumentFragment;

/**
 * The tag of HTML templates: html`<p class=${kind}>${text}</p>`. A part is text, never markup: a
 * node goes in as it is, a list one by one, null, undefined and false not at all. An attribute's
 * part is its value; true stands bare, false and null leave it out, a function is a listener.
 */
export function createHtml(document: Document): Html {
  return createTag(document, '');
}

/** The same for SVG: svg`<circle r=${r} />` is a circle to put into an <svg>, several are a fragment. */
export function createSvg(document: Document): Html {
  return createTag(document, 'svg');
}

/** @param around the element that the template is parsed within: what SVG is, is known by it alone */
function createTag(document: Document, around: 'svg' | ''): Html {
  return (strings, ...parts) => {
    let source = '';
    strings.forEach((string, index) => {
      source += string;
      if (index < parts.length) source += isInTag(source) ? `${mark}${index}-` : `<!--${mark}${index}-->`;
    });
    const template = document.createElement('template');
    // An <svg> of its own is one already.
    const isWithin = around !== '' && !/^\s*<svg[\s>]/i.test(source);
    template.innerHTML = isWithin ? `<${around}>${source.trim()}</${around}>` : source.trim();
    setListenersAside(template.content);
    const fragment = document.importNode(template.content, true);
    if (isWithin) fragment.replaceChildren(...(fragment.firstElementChild?.childNodes ?? []));
    for (const node of Array.from(fragment.childNodes)) fill(node, parts, document);
    const only = fragment.childNodes.length === 1 ? fragment.firstChild : undefined;
    return only?.nodeType === 1 ? detach(only as Element) : fragment;
  };
}

/** In a document a place that stands as a listener's text is text to run, which the page's policy reports. */
function setListenersAside(content: DocumentFragment): void {
  for (const element of content.querySelectorAll('*')) {
    for (const { name, value } of Array.from(element.attributes)) {
      if (!name.startsWith('on') || !value.includes(mark)) continue;
      element.removeAttribute(name);
      element.setAttribute(mark + name, value);
    }
  }
}

function isInTag(source: string): boolean {
  const bare = source.replace(/<!--.*?-->/gs, '');
  return /<[A-Za-z][^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*(?:"[^"]*|'[^']*)?$/.test(bare);
}

function fill(node: ChildNode, parts: readonly unknown[], document: Document): void {
  if (node.nodeType === 8) {
    const text = (node as Comment).data;
    if (text.startsWith(mark)) {
      node.replaceWith(...toNodes(parts[Number(text.slice(mark.length))], document));
    }
    return;
  }
  if (node.nodeType !== 1) return;
  const element = node as Element;
  for (const { name, value } of Array.from(element.attributes)) {
    if (!value.includes(mark)) continue;
    if (name.startsWith(mark)) element.removeAttribute(name);
    setAttribute(element, name.startsWith(mark) ? name.slice(mark.length) : name, value, parts);
  }
  for (const child of Array.from(element.childNodes)) fill(child, parts, document);
}

function setAttribute(element: Element, name: string, value: string, parts: readonly unknown[]): void {
  const pattern = new RegExp(`${mark}(\\d+)-`, 'g');
  const whole = /^cb-part-(\d+)-$/.exec(value);
  const part = whole ? parts[Number(whole[1])] : undefined;
  if (whole && typeof part === 'function') {
    element.removeAttribute(name);
    element.addEventListener(name.replace(/^on/, ''), part as EventListener);
  } else if (whole && (part === false || part === null || part === undefined)) element.removeAttribute(name);
  else if (part === true) element.setAttribute(name, '');
  else
    element.setAttribute(
      name,
      value.replace(pattern, (_, index) => String(parts[Number(index)])),
    );
}

/** What a part of a template comes to: a node as it is, a list one by one, anything else as text. */
export function toNodes(part: unknown, document: Document): ChildNode[] {
  if (part === null || part === undefined || part === false || part === true) return [];
  if (typeof part === 'object' && 'nodeType' in part) {
    return (part as Node).nodeType === 11
      ? ([...(part as DocumentFragment).childNodes] as ChildNode[])
      : [part as ChildNode];
  }
  if (typeof part === 'object' && Symbol.iterator in part) {
    return [...(part as Iterable<unknown>)].flatMap((one) => toNodes(one, document));
  }
  return [document.createTextNode(String(part))];
}

function detach(element: Element): Element {
  element.remove();
  return element;
}

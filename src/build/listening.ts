import { parseHTML } from 'linkedom';

type Listener = ((event: Event) => void) | { handleEvent(event: Event): void };
type Options = boolean | { once?: boolean } | undefined;

const listeners = Symbol('listeners');

interface Listening extends Node {
  [listeners]?: Map<string, Map<Listener, Options>>;
}

let isDone = false;

/**
 * linkedom keeps the listeners of each node in one WeakMap, with a Map for every node that is made. A
 * build makes millions of nodes and listens to a handful; the collector cannot let go of any that is
 * in such a map before it has gone through all memory. From here on a node has its listeners itself,
 * once it has one.
 */
export function lightenNodes(): void {
  if (isDone) return;
  isDone = true;
  const { document } = parseHTML('<p></p>');
  let own = document.querySelector('p')?.constructor as { prototype: object } | undefined;
  while (own && (Object.getPrototypeOf(own) as { name: string }).name !== 'DOMEventTarget') {
    own = Object.getPrototypeOf(own) as { prototype: object } | undefined;
    // Another version may have other classes: it then does as it likes.
    if (!own || own === Function.prototype) return;
  }
  if (!own) return;
  // What `super()` calls from now on: it leaves `this` as it is made.
  Object.setPrototypeOf(own, function () {});
  Object.assign(own.prototype, {
    addEventListener(this: Listening, type: string, listener: Listener, options?: Options) {
      const byType = (this[listeners] ??= new Map());
      const own = byType.get(type) ?? new Map<Listener, Options>();
      byType.set(type, own.set(listener, options));
    },
    removeEventListener(this: Listening, type: string, listener: Listener) {
      this[listeners]?.get(type)?.delete(listener);
    },
    dispatchEvent(this: Listening, event: Event): boolean {
      const path: Listening[] = [this];
      for (let { parentNode } = this; event.bubbles && parentNode; { parentNode } = parentNode) {
        path.push(parentNode);
      }
      Object.defineProperty(event, 'target', { value: this, configurable: true });
      for (const node of path) {
        Object.defineProperty(event, 'currentTarget', { value: node, configurable: true });
        for (const [listener, options] of node[listeners]?.get(event.type) ?? []) {
          if (typeof options === 'object' && options.once)
            node.removeEventListener(event.type, listener as never);
          if (typeof listener === 'function') listener.call(node, event);
          else listener.handleEvent(event);
        }
        if (event.cancelBubble) break;
      }
      return !event.defaultPrevented;
    },
  });
}

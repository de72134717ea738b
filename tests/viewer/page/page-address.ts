/** The address of a page without a browser, which its view is read from and written to. */
export interface PageAddress {
  /** What the page has of it, by name. */
  globals: Record<string, unknown>;
  /** What stands behind the `#`. */
  readonly fragment: string;
  /** Another link in the address bar, which the page is told of later. */
  put(fragment: string): void;
  /** Tells the page of the link that was put there. */
  tell(): void;
  back(): void;
}

/** The page's view is of this address where its module is loaded with these globals. */
export function openAddress(href: string): PageAddress {
  const place = new URL(href);
  const listeners: (() => void)[] = [];
  const tell = () => listeners.forEach((listener) => listener());
  // As a browser has them: an entry with its state for each address that was gone to.
  const entries: { href: string; state: unknown }[] = [{ href, state: null }];
  let at = 0;
  const goTo = (index: number) => {
    at = index;
    place.href = entries[at]!.href;
  };
  const write = (index: number, state: unknown, address = place.href) => {
    entries.splice(index, index === at ? 1 : Infinity, {
      href: new URL(address, place).href,
      state: structuredClone(state),
    });
    goTo(index);
  };
  return {
    globals: {
      location: place,
      history: {
        get state() {
          return entries[at]!.state;
        },
        pushState: (state: unknown, _title: string, address?: string) => write(at + 1, state, address),
        replaceState: (state: unknown, _title: string, address?: string) => write(at, state, address),
      },
      addEventListener: (type: string, listener: () => void) => {
        if (type === 'hashchange') listeners.push(listener);
      },
    },
    get fragment() {
      return place.hash.replace(/^#/, '');
    },
    put: (fragment) => write(at + 1, null, `#${fragment}`),
    tell,
    back: () => {
      goTo(at - 1);
      tell();
    },
  };
}

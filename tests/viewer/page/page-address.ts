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
}

/** The page's view is of this address where its module is loaded with these globals. */
export function openAddress(href: string): PageAddress {
  const place = new URL(href);
  const listeners: (() => void)[] = [];
  const write = (_state: unknown, _title: string, address: string) => {
    place.href = new URL(address, place).href;
  };
  return {
    globals: {
      location: place,
      history: { state: null, pushState: write, replaceState: write },
      addEventListener: (type: string, listener: () => void) => {
        if (type === 'hashchange') listeners.push(listener);
      },
    },
    get fragment() {
      return place.hash.replace(/^#/, '');
    },
    put: (fragment) => {
      place.hash = fragment;
    },
    tell: () => listeners.forEach((listener) => listener()),
  };
}

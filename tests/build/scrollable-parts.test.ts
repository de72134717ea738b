import { parseHTML } from 'linkedom';
import { afterEach, expect, test, vi } from 'vitest';
import { reachScrollableParts } from '#build/scrollable-parts.ts';

afterEach(() => vi.unstubAllGlobals());

test('a table that is resized can be reached by keys where it scrolls; no other is measured', () => {
  const { document } = parseHTML(
    '<body><div class="sl-markdown-content"><table id="wide"></table><table id="small"></table><table id="far"></table></div></body>',
  );
  let resize: ((entries: { target: Element }[]) => void) | undefined;
  const observed: string[] = [];
  vi.stubGlobal('document', document);
  vi.stubGlobal(
    'MutationObserver',
    class {
      observe(): void {}
    },
  );
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(act: typeof resize) {
        resize = act;
      }
      observe({ id }: Element) {
        observed.push(id);
      }
    },
  );
  const width = (id: string, scroll: () => number) => {
    const table = document.getElementById(id) as HTMLElement;
    Object.defineProperties(table, {
      scrollWidth: { get: scroll, configurable: true },
      clientWidth: { value: 300 },
    });
    return table;
  };
  const wide = width('wide', () => 500);
  const small = width('small', () => 300);
  width('far', () => {
    throw new Error('far from the screen, and laid out');
  });

  reachScrollableParts();
  expect(observed).toEqual(['wide', 'small', 'far']);
  resize?.([{ target: wide }, { target: small }]);
  expect([wide, small].map((table) => table.getAttribute('tabindex'))).toEqual(['0', null]);
  width('wide', () => 300);
  resize?.([{ target: wide }]);
  expect(wide.getAttribute('tabindex')).toBeNull();
});

import { parseHTML } from 'linkedom';
import { afterEach, expect, test, vi } from 'vitest';
import { locales } from '#locale/locale.ts';
import { toShownValue } from '#viewer/notebook/go-value-text.ts';
import { createValueView } from '#viewer/notebook/go-value-view.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const rows = [
  { at: 1, heap: 3 },
  { at: 2, pauses: [1] },
];
const wide = [0, 1].map((n) => Object.fromEntries('abcdefghi'.split('').map((name) => [name, n])));

test.each([
  ['2.5 KB', new Uint8Array(2500), 'en'],
  ['2 rows: at, heap, pauses', rows, 'en'],
  ['2 行：at、heap、pauses', rows, 'zh-cn'],
  ['2 rows: a, b, c, d, e, f, g, h, …', wide, 'en'],
  ['1,200 rows: n', Array.from({ length: 1200 }, (_, n) => ({ n })), 'en'],
  ['[{n: 1}]', [{ n: 1 }], 'en'],
  ['[{n: 1}, null]', [{ n: 1 }, null], 'en'],
  ['[{n: 1}, [1]]', [{ n: 1 }, [1]], 'en'],
  ['[[1, […]], {n: {…}}]', [[1, [2]], { n: { m: 3 } }], 'en'],
  ['go1.26', 'go1.26', 'en'],
  ['[]', [], 'en'],
  ['{n: 1}', { n: 1 }, 'en'],
] as const)('what was emitted is shown as %s', (text, value, locale) => {
  expect(toShownValue(value, locale)).toBe(text);
});

test.each([[new Uint8Array(2500)], [rows], [[[1, [2]], { n: 1 }]], ['go1.26'], [3], [null]])(
  'what a page was built with of %j is what stands there once it opens',
  (value) => {
    vi.stubGlobal('document', parseHTML('<html></html>').document);
    for (const locale of locales)
      expect(createValueView('value', value, locale).textContent).toBe(toShownValue(value, locale));
  },
);

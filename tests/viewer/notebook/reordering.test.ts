import { parseHTML } from 'linkedom';
import { afterAll, expect, test, vi } from 'vitest';
import { renderDiff } from '#viewer/notebook/elements.ts';

afterAll(() => vi.unstubAllGlobals());

test('what a link brings is seen in the order in which it runs', () => {
  vi.stubGlobal('document', parseHTML('<!doctype html><html><body></body></html>').document);
  const diff = renderDiff('diff', 'a', 'if x \u202e/* admin */\u2066 {');
  expect(diff.querySelector('ins')?.textContent).toBe('+ if x ‹U+202E›/* admin */‹U+2066› {\n');
});

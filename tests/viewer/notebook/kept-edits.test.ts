import { afterEach, expect, test, vi } from 'vitest';
import { cellsSlot } from '#view/fragment.ts';
import { findEditsToShare, hasKeptEdits, withEdits } from '#viewer/page/kept-edits.ts';

afterEach(() => vi.unstubAllGlobals());

const keep = (kept: unknown) => {
  const values = new Map([['casebook:cells:/open/', typeof kept === 'string' ? kept : JSON.stringify(kept)]]);
  vi.stubGlobal('location', { pathname: '/open/' });
  vi.stubGlobal('localStorage', { getItem: (key: string) => values.get(key) ?? null });
};
const of = 'e3b0c44298fc1c14';

test('what the reader has written goes along when the page is shared, in its order', () => {
  keep({
    'own-2': { text: '2', of, after: '' },
    goal: { text: 'const goal = 1', of },
    'own-1': { text: ' \n', of, after: 'goal' },
    broken: { text: 7 },
  });
  expect(hasKeptEdits()).toBe(true);
  const edits = findEditsToShare();
  expect(edits).toEqual([
    { cell: 'own-2', text: '2', of, after: '' },
    { cell: 'goal', text: 'const goal = 1', of },
  ]);
  const view = { captures: [], states: { a: {}, [cellsSlot]: { edits: [] } } };
  expect(withEdits(view, edits).states).toEqual({ a: {}, [cellsSlot]: { edits } });
});

test('nothing kept, or nothing that can be read, leaves the view as it is', () => {
  const view = { captures: [], states: {} };
  keep('{');
  expect(withEdits(view, findEditsToShare())).toBe(view);
  vi.stubGlobal('localStorage', undefined);
  expect(hasKeptEdits()).toBe(false);
});

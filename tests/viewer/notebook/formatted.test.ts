import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findChange, findSamePlace } from '#viewer/notebook/formatted.ts';

describe('code that is spaced otherwise', () => {
  test('is one change, of what differs', () => {
    expect(findChange('x:=1\ny := 2', 'x := 1\ny := 2')).toEqual({ from: 1, to: 3, insert: ' := ' });
    expect(findChange('aa', 'aaa')).toEqual({ from: 2, to: 2, insert: 'a' });
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const { from, to, insert } = findChange(before, after);
        expect(before.slice(0, from) + insert + before.slice(to)).toBe(after);
      }),
    );
  });

  // The cursor is at |.
  test.each([
    ['if x{\nfoo(  |y )\n}', 'if x {\n\tfoo(|y)\n}'],
    ['if x{\n|foo(y)\n}', 'if x {\n\t|foo(y)\n}'],
    ['a   :=   1|\nb', 'a := 1|\nb'],
    ['|  a', '|a'],
    ['a\n|', 'a|\n'],
  ])('keeps the cursor in its place: %j', (before, after) => {
    const at = before.indexOf('|');
    const code = after.replace('|', '');
    expect(findSamePlace(before.replace('|', ''), code, at)).toBe(after.indexOf('|'));
  });
});

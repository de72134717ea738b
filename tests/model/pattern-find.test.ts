import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toFinder } from '#model/pattern/find.ts';

function find(source: string, text: string): [string, string | undefined] | undefined {
  const finder = toFinder(source);
  if (typeof finder !== 'function') throw new Error(finder.fault);
  const found = finder(text);
  return found && [text.slice(found.start, found.end), found.group];
}

describe('what an expression finds', () => {
  test.each([
    ['^(kworker)/', 'kworker/0:1', ['kworker/', 'kworker']],
    ['worker', 'kworker/0:1', ['worker', undefined]],
    ['(a+)(b*)', 'xaabb', ['aabb', 'aa']],
    ['(?:x)(y)', 'xy', ['xy', 'y']],
    ['(?P<name>\\w+?)-\\d', 'ab-cd-1', ['cd-1', 'cd']],
    ['a|ab', 'ab', ['a', undefined]],
    ['(x)?y', 'y', ['y', undefined]],
    ['', 'ab', ['', undefined]],
    ['😀(.)', 'a😀😁', ['😀😁', '😁']],
    ['z', 'ab', undefined],
  ])('%s in %s', (source, text, expected) => {
    expect(find(source, text)).toEqual(expected);
  });

  test('is what JavaScript finds', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '(a)', '(b|a)', '(?:ab)', '(a|b|)', '\\b');
    const times = fc.constantFrom('', '*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{2,}?');
    const source = fc
      .array(fc.tuple(atom, times), { minLength: 1, maxLength: 5 })
      // JavaScript forgets what brackets matched that are repeated with nothing in them; Go does not.
      .map((parts) => parts.map(([one, some]) => one + (/^(\(|\\b)/.test(one) ? '' : some)).join(''));
    fc.assert(
      fc.property(source, fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 }), (one, text) => {
        const match = new RegExp(one, 'u').exec(text);
        expect(find(one, text)).toEqual(match ? [match[0], match[1]] : undefined);
      }),
      { numRuns: 1000 },
    );
  });

  test('comes in time, whatever repeats', () => {
    expect(find('(a+)+$', `${'a'.repeat(2000)}b`)).toBeUndefined();
  });

  test('is nothing where it is no expression, and says where', () => {
    expect(toFinder('a(b')).toEqual({ fault: 'never-closed', at: 3 });
    expect(toFinder('(((){1000}){1000}){1000}')).toMatchObject({ fault: 'too-long' });
  });
});

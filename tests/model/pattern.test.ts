import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPattern, toPattern } from '#model/pattern/pattern.ts';

test.each<[string, string[], string[]]>([
  ['main\\.f', ['main.f', 'x/main.f.func1'], ['main_f', '']],
  ['', ['', 'a'], []],
  ['^a|b$', ['ax', 'xb'], ['xa', 'bx']],
  ['^(?:a|b)$', ['a', 'b'], ['ab', '']],
  ['a.c', ['abc', 'a火c'], ['a\nc', 'ac']],
  ['(?s)a.c', ['a\nc'], ['ac']],
  ['(?i)MAIN', ['main', 'Main'], ['mai']],
  ['(?i:ma)in', ['MAin', 'main'], ['MAIN']],
  ['a(?i)b|c', ['aB', 'C'], ['AB']],
  ['(?i-s)[a-c]+$', ['ABC'], ['D']],
  ['(?m)^b$', ['a\nb\nc'], ['a\nbb']],
  ['\\Ab\\z', ['b'], ['a\nb']],
  ['\\bf\\b', ['main.f', 'f'], ['ff', 'f_']],
  ['\\Bf', ['if'], ['f', ' f']],
  ['a{2,3}$', ['aa', 'baaa'], ['a']],
  ['^a{2}$', ['aa'], ['a', 'aaa']],
  ['^a{2,}?$', ['aa', 'aaaa'], ['a']],
  ['a{', ['a{'], ['a']],
  ['a{,2}', ['a{,2}'], ['aa']],
  ['^[]a]+$', [']a'], ['b']],
  ['^[^]a]+$', ['b'], [']']],
  ['^[a\\-z]$', ['-', 'z'], ['b']],
  ['^[a-c-]$', ['-', 'b'], ['d']],
  ['^[[:alpha:]_]+$', ['aZ_'], ['a1']],
  ['^[[:^digit:]]$', ['a'], ['1']],
  ['^\\d\\D\\s\\S\\w\\W$', ['1a b_.'], ['aa b_.']],
  ['^[\\d.]+$', ['1.26'], ['1,26']],
  ['^\\pL\\PL\\p{Han}\\p{^Han}\\P{Han}$', ['火1火ab'], ['111ab', '火1aab']],
  ['\\Q(*T).f\\E$', ['main.(*T).f'], ['main.T.f']],
  ['\\Qa|b', ['a|b'], ['a']],
  ['\\x41\\x{1F525}\\t\\101', ['A🔥\tA'], ['A']],
  ['^\\12\\41\\01\\0$', ['\n!\u0001\0'], ['\n!\u00001\0']],
  ['^🔥?.$', ['🔥', '🔥x', 'x'], ['🔥🔥🔥']],
  ['(?P<name>a)(?<other>b)', ['ab'], ['a']],
  ['^(a*)*$', ['', 'aaa'], ['b']],
  ['^(|a)+$', ['', 'aa'], ['b']],
  ['runtime\\..*|(::)?do_malloc(_pages)?|operator new(\\[\\])?', ['runtime.x', '::do_malloc_pages', 'operator new[]'], ['main.run']],
])('%s', (source, matching, others) => {
  const pattern = toPattern(source)!;
  for (const text of matching) expect([text, pattern.test(text)]).toEqual([text, true]);
  for (const text of others) expect([text, pattern.test(text)]).toEqual([text, false]);
}); // prettier-ignore

test.each(['(', ')', 'a)', '[', '[z-a]', '*', 'a**', 'a|*', '(?=a)', '(?<!a)', '\\1', '\\y', '\\', '[[:none:]]', '\\p{None}', 'a{1001}', 'a{3,2}', '\\x{110000}', '(((a{100}){100}){100})', '((((){1000}){1000}){1000}){1000}', '('.repeat(200) + ')'.repeat(200)])(
  '%s is no expression',
  (source) => expect(toPattern(source)).toBeUndefined(),
); // prettier-ignore

test.each([
  ['main\\.(a', 'never-closed', 8],
  ['a)b', 'never-opened', 1],
  ['a|[b', 'class-never-closed', 4],
  ['x\\y', 'unknown-escape', 3],
  ['a{1001}', 'too-often', 7],
  ['a**', 'repeated-twice', 2],
  ['\\x{110000}', 'no-character', 10],
  ['(((a{100}){100}){100})', 'too-long', -1],
])('of %s it is said why it is none, and where', (source, fault, at) => {
  expect(readPattern(source)).toEqual({ fault, at });
});

test('matches what JavaScript’s own expressions do, where both mean the same', () => {
  const { source } = fc.letrec((tie) => ({
    source: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '^', '$', '\\b', '\\w', ''),
      fc.tuple(tie('source'), tie('source')).map(([a, b]) => `${a}${b}`),
      fc.tuple(tie('source'), tie('source')).map(([a, b]) => `(?:${a}|${b})`),
      fc
        .tuple(tie('source'), fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '*?', '{0}'))
        .map(([a, times]) => `(?:${a})${times}`),
    ),
  }));
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '🔥'), maxLength: 8 });
  fc.assert(
    fc.property(source as fc.Arbitrary<string>, text, (pattern, subject) => {
      expect(toPattern(pattern)!.test(subject)).toBe(new RegExp(pattern, 'u').test(subject));
    }),
    { numRuns: 3000 },
  );
});

describe('the time is that of the text', () => {
  const long = 'a'.repeat(100_000);
  // Each of them keeps a matcher that goes back busy for longer than there is time.
  test.each(['(a+)+$', '^(a|a)*$', '^(a*)*b', 'a*a*a*a*a*c', '(.*)(.*)(.*)x'])('%s', (source) => {
    expect(toPattern(source)!.test(`${long}!`)).toBe(false);
  });
});

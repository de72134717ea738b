import { describe, expect, test } from 'vitest';
import { redactCaptures, redactionKinds } from '#redact/index.ts';
import { redact } from './redact-lines.ts';
import { cpuClock } from '../cpu-clock.ts';

/** Milliseconds that a text takes, as one line, with every kind and a word. */
function timeOf(lines: string[]): number {
  const start = cpuClock();
  redactCaptures(
    [{ slot: 'x', value: { kind: 'text', lines } }],
    { captures: [], states: {} },
    { kinds: redactionKinds, words: ['zzz'] },
  );
  return cpuClock() - start;
}

const size = 100_000;
const repeat = (unit: string, length: number) =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

/** What stands again and again in one line: each made some pattern look at all the rest, from each place anew. */
const units = [
  '-',
  '.',
  'a.',
  'a-',
  'a+',
  'a_b-',
  '$',
  '#',
  '%',
  '%2',
  '%41',
  '!',
  '~a',
  '/',
  '/a',
  '\\',
  '\\n',
  '\\"',
  '"',
  '"/',
  "'",
  'user=',
  'user="',
  "token '",
  'token "',
  'password ',
  'token:[',
  'Cookie:[',
  'Authorization: ',
  'host=',
  'lookup ',
  'groups=',
  'user  ',
  ' ',
  '\t',
  'A=',
  'A="',
  '=',
  ':',
  '::',
  '1:',
  '1.1.1.1.',
  'a@',
  'a@b.',
  'a:b@tcp',
  'http://a:',
  '?a=',
  'eyJ-',
  'sk-',
  'SG.aaaaaaaaaaaaaaaaaaaa',
  'YWFhYWFhYWFhYWFhYWFh',
  '-----BEGIN A-----',
  '\u001b[',
  '\u001b]',
  '[3',
  '\uFDD0\uFDD2',
  'serial 1',
  '+1 ',
  '1.0000,',
  'lat ',
  'mysql ',
  'curl -u a',
  '&quot;',
  '#011',
  '/home/bob/x.go\\n',
  '密',
  '😀',
];

describe('no text makes it slow', () => {
  const usualLine =
    '2026-11-11T10:00:00Z INFO from 10.1.2.3:80 user=bob path=/home/bob/x.go:12 token=abc {"k":"v"}';
  timeOf(Array.from({ length: 200 }, () => usualLine));
  // Of the same length, and never less than the machine's own hiccups.
  const usual = Math.max(100, timeOf(Array.from({ length: size / usualLine.length }, () => usualLine)));

  for (const unit of units) {
    test(`${JSON.stringify(unit)} over and over`, () => {
      for (const [before, after] of [
        ['', '!'],
        ['{"a":"\\n', 'x'],
      ] as const) {
        expect(timeOf([before + repeat(unit, size) + after])).toBeLessThan(20 * usual);
      }
    });
  }

  test('many names are looked for as fast as few', () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => `user${at}x@host${at}y:~$ ls /home/u${at}z`);
    expect(timeOf(lines)).toBeLessThan(20 * Math.max(usual, 500));
  });
});

test('a word with characters that marks are made of ends, and goes', () => {
  for (const word of ['\uE000', '\uFDD0', '\uFDD1\uFDD2', '\uE010x', 'x\uFDD0y']) {
    expect(redact('10.0.0.1 a b', ['ip'], [word])).toBe('ip-1 a b');
  }
  expect(redact('10.0.0.1 a\uE010x b', ['ip'], ['\uE010x'])).toBe('ip-1 aword-1 b');
  expect(redact('10.0.0.1 x\uFDD0y b', ['ip'], ['x\uFDD0y'])).toBe('ip-1 word-1 b');
});

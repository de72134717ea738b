import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findOddWord, parseExpression, toExpressionText } from '#model/recording/expression.ts';
import { findMarks } from '#model/recording/fits.ts';
import { NO_THRESHOLD, selectSeries } from '#model/recording/filter.ts';
import type { Grouping } from '#model/recording/grouping.ts';
import { makeRecording, START, type Row } from '#charts/examples/make-recording.ts';

const rows: Row[] = [
  ['Board_App', 654, 40, 10, 40 * 1024],
  ['init', 1, 0.5, 0, 2 * 1024],
  ['-bash', 20, 1, 0, 4 * 1024],
  ['kworker/0:1', 12, 2, 3, 0],
  ['kworker/u8:2', 120, 0, 1, 0],
  ['a, b', 7, 5, 0, 1024 * 1024],
];
const recording = makeRecording([
  { time: START, rows },
  { time: START + 30, rows: rows.slice(0, 4) },
  { time: START + 60, rows: rows.slice(0, 4) },
]);
const all = { avgCpu: -NO_THRESHOLD, maxCpu: 0, avgMemMib: 0, maxMemMib: 0 };

function find(text: string, grouping?: Grouping): string[] {
  const where = parseExpression(text);
  const { shown } = selectSeries(recording, { filter: all, where, grouping });
  return shown.map(({ key }) => key).sort();
}

describe('what fits', () => {
  const workers = ['kworker/0:1-12', 'kworker/u8:2-120'];
  test.each([
    ['board', ['Board_App-654']],
    ['12', workers],
    ['work u8', ['kworker/u8:2-120']],
    ['board, init', ['Board_App-654', 'init-1']],
    ['board|init', ['Board_App-654', 'init-1']],
    ['-kworker -a', ['init-1']],
    ['!kworker,a', ['init-1']],
    ['-kworker, -a', ['init-1']],
    ['"-bash"', ['-bash-20']],
    ['"a, b"', ['a, b-7']],
    ['/^kworker.u/', ['kworker/u8:2-120']],
    ['/kworker\\/0/', ['kworker/0:1-12']],
    ['/^board/', []],
    ['/^board/i', ['Board_App-654']],
    ['-/^k/ -name:a', ['init-1']],
    ['pid:12', ['kworker/0:1-12']],
    ['pid:1,12', ['init-1', 'kworker/0:1-12']],
    ['pid:7-20', ['-bash-20', 'a, b-7', 'kworker/0:1-12']],
    ['name:1', ['kworker/0:1-12']],
    ['cpu>5', ['Board_App-654']],
    ['cpu >= 5 %', ['Board_App-654', 'a, b-7', 'kworker/0:1-12']],
    ['cpu=1', ['-bash-20', 'kworker/u8:2-120']],
    ['mem>=1GiB', ['a, b-7']],
    ['mem>4096KiB memmax<50', ['Board_App-654']],
    ['life<1s', ['a, b-7', 'kworker/u8:2-120']],
    ['life>=1min samples=3 init', ['init-1']],
    ['init | cpu>40', ['Board_App-654', 'init-1']],
    ['', rows.map(([name, pid]) => `${name}-${pid}`).sort()],
  ])('%s', (text, keys) => {
    expect(parseExpression(text).fault).toBeUndefined();
    expect(find(text)).toEqual(keys);
  });

  test('a sum is of what fits by name and number, and is itself measured', () => {
    const grouping: Grouping = { by: 'pattern', pattern: '^(kworker)' };
    expect(find('cpu>4.5 work', grouping)).toEqual(['pattern:kworker']);
    expect(find('cpu>4.5 -u8', grouping)).toContain('kworker/0:1-12');
    expect(find('cpu<5 u8', grouping)).toEqual(['kworker/u8:2-120']);
  });
});

describe('what is no expression', () => {
  test.each([
    ['board "a', 'quote', 6],
    ['/a', 'slash', 0],
    ['/a/g', 'flag', 3],
    ['/a b/x', 'flag', 5],
    ['a,, b', 'nothing', 2],
    ['cpu>', 'number', 4],
    ['cpu>x', 'number', 4],
    ['mem>5miles', 'unit', 5],
    ['pid:x', 'pid', 4],
    ['a, -b', 'minus', 3],
    ['x /a(/', { pattern: 'never-closed' }, 5],
    ['/a(/i', { pattern: 'never-closed' }, 3],
  ])('%s: said with its place, and what stands before it holds', (text, fault, at) => {
    expect(parseExpression(text).fault).toEqual({ fault, at });
    expect(parseExpression(`init ${text}`).terms.length).toBeGreaterThan(0);
  });

  test.each(['board,', 'board -', 'board !', 'board | '])('%s: not yet', (text) => {
    expect(parseExpression(text).fault).toBeUndefined();
    expect(find(text)).toEqual(['Board_App-654']);
  });
});

test('a path is looked for as text: what follows its second slash are no flags', () => {
  for (const text of ['/usr/bin/x', '/USR/bin/X', 'name:/usr/bin/x']) {
    const { terms, fault } = parseExpression(text);
    expect(fault).toBeUndefined();
    expect(terms[0]?.items).toEqual([
      { kind: 'text', text: '/usr/bin/x', nameOnly: text.startsWith('name:') },
    ]);
  }
});

test('a word that begins as with a prefix or a measure is said to be none, unless a name has it', () => {
  const series = [
    { kind: 'process', name: 'scsi:eh_0' },
    { kind: 'process', name: 'a=b' },
  ] as never;
  const odd = (text: string) => findOddWord(parseExpression(text), [recording, { series }]);
  expect(odd('board foo:bar')).toEqual({ beginning: 'foo:', text: 'foo:bar', at: 6 });
  expect(odd('init, -x | RSS>5')).toBeUndefined();
  expect(odd('init | RSS>5')).toEqual({ beginning: 'RSS', text: 'rss>5', at: 7 });
  expect(odd('cpu:5')).toMatchObject({ beginning: 'cpu:' });
  // What a shell takes for a pattern is one in another way.
  expect(odd('-x, He.ap*')).toEqual({ beginning: 'He.ap*', text: 'he.ap*', at: 4, pattern: '/he\\.ap.*/' });
  expect(find('/he\\.ap.*/')).toEqual([]);
  for (const text of [
    'scsi:eh',
    'A=b',
    'kworker/0:1',
    '0:1',
    '"foo:bar"',
    'name:foo:bar',
    '/foo:/',
    'pid:1 cpu>5',
  ])
    expect(odd(text), text).toBeUndefined();
  // It is looked for as text, and quoted where it is meant so.
  expect(find('scsi:eh')).toEqual([]);
  expect(toExpressionText('scsi:eh')).toBe('"scsi:eh"');
});

test('what is found in a name is marked, each part once', () => {
  const marks = (text: string, name: string): string[] =>
    findMarks(parseExpression(text), name).map(([from, to]) => name.slice(from, to));
  expect(marks('work -u8 /r.[01]/ ork', 'kworker/0:1')).toEqual(['work', 'r/0']);
  expect(marks('k, 1', 'kworker/0:1')).toEqual(['k', '1']);
  expect(marks('cpu>1 pid:3 -x', 'x')).toEqual([]);
});

test('any text is an expression that looks for it, quoted where it must be', () => {
  expect(toExpressionText('board')).toBe('board');
  expect(toExpressionText('a, b')).toBe('"a, b"');
  expect(toExpressionText('-x')).toBe('"-x"');
  fc.assert(
    fc.property(fc.string(), (text) => {
      const { terms, fault } = parseExpression(toExpressionText(text));
      expect(fault).toBeUndefined();
      const looked = text.trim().toLowerCase();
      expect(terms).toEqual(
        looked === '' ? [] : [{ negated: false, items: [{ kind: 'text', text: looked, nameOnly: false }] }],
      );
    }),
  );
});

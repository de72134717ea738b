import { expect, test } from 'vitest';
import { isJson, takeNumber, takeText } from '#viewer/notebook/said-by-frame.ts';
import { manyTimesOver } from './many-times-over.ts';

test('a text is a text, as much of it as is wanted, and anything else is none', () => {
  expect(takeText('words', 3)).toBe('wor');
  for (const other of [undefined, 5, { toString: () => 'words' }, manyTimesOver()])
    expect(takeText(other, 3)).toBe('');
});

test('a number is a finite one above 0, and anything else is 0', () => {
  expect(takeNumber(2.5)).toBe(2.5);
  for (const other of [undefined, '5', ['5'], -1, NaN, Infinity, { valueOf: () => 5 }])
    expect(takeNumber(other)).toBe(0);
});

test('JSON is what JSON may have said', () => {
  for (const value of [null, true, 'a', 1, [], {}, JSON.parse('{"a":[{"b":null},{"b":null}],"__proto__":1}')])
    expect(isJson(value)).toBe(true);
  const round: unknown[] = [];
  round.push(round);
  for (const value of [
    undefined,
    1n,
    new Map(),
    new Date(0),
    new Uint8Array(1),
    // oxlint-disable-next-line no-new-array -- a length without anything
    new Array(1e9),
    { a: [undefined] },
    round,
    manyTimesOver(),
  ])
    expect(isJson(value)).toBe(false);
});

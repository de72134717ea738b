import { expect, test } from 'vitest';
import { PairTable } from '#model/profile/pair-table.ts';

test('pairs are numbered as they are first seen, each once', () => {
  const table = new PairTable();
  expect([table.numberOf(0, 7), table.numberOf(7, 0), table.numberOf(0, 7), table.numberOf(0, 8)]).toEqual([
    0, 1, 0, 2,
  ]);
  expect([table.first(1), table.second(1), table.length]).toEqual([7, 0, 3]);
});

test('as a map of them does, whatever they are and however many', () => {
  const table = new PairTable();
  const map = new Map<string, number>();
  let seed = 1;
  const draw = (most: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * most);
  };
  for (let turn = 0; turn < 50_000; turn++) {
    const [first, second] = turn % 3 === 0 ? [draw(2 ** 32), draw(2 ** 32)] : [draw(300), draw(300)];
    const key = `${first} ${second}`;
    if (!map.has(key)) map.set(key, map.size);
    if (table.numberOf(first, second) !== map.get(key)) throw new Error(`${key} has another number`);
  }
  const { first, second } = table.finish();
  expect([...map.keys()]).toEqual(Array.from(first, (one, at) => `${one} ${second[at]}`));
});

test('one that was added is not found', () => {
  const table = new PairTable();
  table.add(0, 0);
  expect([table.numberOf(0, 0), table.length]).toEqual([1, 2]);
});

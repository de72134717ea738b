import { expect, test } from 'vitest';
import { inTurn } from '#build/in-turn.ts';

test('parts of a page come in the order in which they began, also behind one that fails', async () => {
  const page = {};
  const said: string[] = [];
  const { promise: first, reject } = Promise.withResolvers<void>();
  const parts = [
    inTurn(page, () => first).catch(() => said.push('first fails')),
    inTurn(page, () => Promise.resolve('second')).then((name) => said.push(name)),
    inTurn({}, () => Promise.resolve('of another page')).then((name) => said.push(name)),
  ];
  await parts[2];
  expect(said).toEqual(['of another page']);
  reject(new Error('it fails'));
  await Promise.all(parts);
  expect(said).toEqual(['of another page', 'first fails', 'second']);
});

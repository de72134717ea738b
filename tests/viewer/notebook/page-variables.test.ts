import { expect, test, vi } from 'vitest';
import { cellTexts } from '#texts/cells.ts';
import { PageVariables } from '#viewer/notebook/page-variables.ts';

test('what the page declares, what a frame has instead, and what an edit took away', () => {
  vi.useFakeTimers();
  const variables = new PageVariables(cellTexts.en);
  let told = 0;
  variables.subscribe(() => told++);
  variables.declare([{ name: 'rule', outputs: ['goal', 'between'] }]);
  for (let n = 0; n < 50; n++) variables.set('goal', { mib: n });
  // Some change ten times a second: whoever shows them is told now and then.
  expect(told).toBe(0);
  vi.runAllTimers();
  expect(told).toBe(1);
  expect(variables.list).toEqual([
    { name: 'goal', cell: 'rule', text: '{mib: 49}', state: 'published' },
    { name: 'between', cell: 'rule', text: undefined, state: 'published' },
  ]);
  variables.setEdited('goal', '7', 'rule');
  variables.setEdited('own', '"x"', 'own-1');
  variables.setLost(['between']);
  expect(variables.list.map(({ name, cell, text, state }) => [name, cell, text, state])).toEqual([
    ['goal', 'rule', '7', 'edited'],
    ['between', 'rule', undefined, 'lost'],
    ['own', 'own-1', '"x"', 'edited'],
  ]);
  variables.clearEdited();
  expect(variables.list.map(({ name, text, state }) => [name, text, state])).toEqual([
    ['goal', '{mib: 49}', 'published'],
    ['between', undefined, 'published'],
  ]);
  vi.useRealTimers();
});

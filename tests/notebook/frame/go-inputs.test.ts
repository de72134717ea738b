import { expect, test } from 'vitest';
import { GoInputs } from '../../../src/notebook/frame/go-inputs.ts';

test('a variable is told from when it is wanted, at once where it has a value', () => {
  const told: unknown[] = [];
  const inputs = new GoInputs((name, value) => told.push([name, value]));
  inputs.set('start', 1);
  inputs.set('other', 2);
  inputs.want('start');
  inputs.want('late');
  inputs.want('start');
  inputs.set('start', 3);
  inputs.set('late', 4);
  expect(told).toEqual([
    ['start', 1],
    ['start', 3],
    ['late', 4],
  ]);
});

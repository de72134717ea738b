import { expect, test } from 'vitest';
import { stateFields } from '#view/state-fields.ts';
import { isSameOpen, isStep } from '#view/steps.ts';
import type { View, ViewState } from '#view/view-state.ts';

const toView = (states: Record<string, ViewState>, name = 'x'): View => ({
  captures: [{ slot: name, ref: { from: 'site', name } }],
  states,
});

test('another window is a step, whatever else changes; a cursor or a sorting is none', () => {
  const zoomed = toView({ x: { window: [1, 2], cursor: 1 } });
  expect(isStep(toView({}), zoomed)).toBe(true);
  expect(isStep(zoomed, toView({ x: { window: [1, 2], cursor: 2, sort: '-mem' } }))).toBe(false);
  expect(isStep(zoomed, toView({}))).toBe(true);
  expect(isStep(toView({ x: {} }), toView({ constructor: {} }))).toBe(false);
});

test('views of the same captures and cells differ in how they are looked at alone', () => {
  expect(isSameOpen(toView({ x: { window: [1, 2] } }), toView({}))).toBe(true);
  expect(isSameOpen(toView({}), toView({}, 'y'))).toBe(false);
  expect(isSameOpen(toView({}), toView({ cells: { edits: [...stateFields.edits.example] } }))).toBe(false);
});

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

test('another of the captures that are open is a step, not one that comes in, goes, or is the one that is shown', () => {
  const both: View = {
    captures: ['x', 'y'].map((name) => ({ slot: name, ref: { from: 'site', name } })),
    states: {},
  };
  expect(isStep(both, { ...both, active: 'y' })).toBe(true);
  expect(isStep({ ...both, active: 'y' }, both)).toBe(true);
  expect(isStep({ ...both, active: 'y' }, { ...both, active: 'x', states: { x: { cursor: 3 } } })).toBe(true);
  expect(isStep(both, { ...both, active: 'x' })).toBe(false);
  expect(isStep({ ...both, active: 'y' }, { ...toView({}), active: 'x' })).toBe(false);
  expect(isStep(toView({}), { ...both, active: 'y' })).toBe(false);
  expect(isStep(toView({}), { ...toView({}), active: 'y' })).toBe(false);
});

import { encodeView } from './link.ts';
import { cellsSlot } from './fragment.ts';
import { readFields } from './state-fields.ts';
import type { View } from './view-state.ts';

/** Whether one view became the other by a step that Back is to undo: another zoom, or another of the captures that are open. */
export function isStep(before: View, after: View): boolean {
  if (showsAnother(before, after)) return true;
  const slots = new Set([...Object.keys(before.states), ...Object.keys(after.states)]);
  return [...slots].some((slot) => stepsOf(before, slot) !== stepsOf(after, slot));
}

/** Whether two views are of the same captures and cells, and nothing has to be read to go from one to the other. */
export function isSameOpen(one: View, other: View): boolean {
  return toOpen(one) === toOpen(other);
}

/**
 * Only among captures that stay the same: Back must not take away one that has just come in, and what was dropped
 * cannot be read again.
 */
function showsAnother(before: View, after: View): boolean {
  const shown = toShown(after);
  return shown !== undefined && shown !== toShown(before) && isSameOpen(before, after);
}

/** The first, where a view names none. A slot that is not open, or not yet, is none. */
function toShown({ active, captures }: View): string | undefined {
  return active === undefined ? captures[0]?.slot : captures.find(({ slot }) => slot === active)?.slot;
}

function stepsOf({ states }: View, slot: string): string {
  const state = Object.hasOwn(states, slot) ? states[slot] : undefined;
  const steps = Array.from(readFields(state ?? {})).filter(([, , field]) => field.step);
  return JSON.stringify(steps.map(([name, value, field]) => [name, field.encode(value)]));
}

function toOpen({ captures, states }: View): string {
  const cells = states[cellsSlot];
  return encodeView({ captures, states: cells ? { [cellsSlot]: cells } : {} });
}

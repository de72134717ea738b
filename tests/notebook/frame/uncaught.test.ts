import { expect, test } from 'vitest';
import { observeUncaught } from '../../../src/notebook/frame/uncaught.ts';

function dispatch(target: EventTarget, type: string, fields: object): boolean {
  return target.dispatchEvent(Object.assign(new Event(type, { cancelable: true }), fields));
}

test('errors of timers and of promises are taken, and the browser does not say them again', () => {
  const target = new EventTarget();
  const taken: unknown[] = [];
  observeUncaught(target, (error) => taken.push(error));
  const [late, lost] = [new Error('late'), new Error('lost')];
  expect(dispatch(target, 'error', { error: late })).toBe(false);
  expect(dispatch(target, 'unhandledrejection', { reason: lost })).toBe(false);
  // A browser's own warning, of an observer, has no error.
  expect(dispatch(target, 'error', { message: 'ResizeObserver loop', error: null })).toBe(true);
  expect(taken).toEqual([late, lost]);
});

test('a timer that fails for ever is taken five hundred times', () => {
  const target = new EventTarget();
  let taken = 0;
  observeUncaught(target, () => taken++);
  for (let n = 0; n < 2000; n++) dispatch(target, 'error', { error: n });
  expect(taken).toBe(500);
});

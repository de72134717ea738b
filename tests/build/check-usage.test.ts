import { expect, test } from 'vitest';
import { findUsageFault } from '#build/check-usage.ts';
import { makeLine } from '#charts/examples/make-recording.ts';

/** Five seconds apart. */
const recording = makeLine([1, 2, 3]);

test('a time within the recording is right, its end among them', () => {
  expect(findUsageFault(recording, { marks: [{ at: 0 }, { at: 10 }], spans: [{ to: 10 }] })).toBeUndefined();
});

test('the first time behind its end is named, with where the end is', () => {
  expect(findUsageFault(recording, { marks: [{ at: 3 }, { at: 10.5 }] })).toBe(
    'marks.1.at: 10.5 s is after its end at 10 s',
  );
  expect(findUsageFault(recording, { spans: [{ to: 11 }] })).toBe(
    'spans.0.to: 11 s is after its end at 10 s',
  );
});

test('a chart of the machine needs rows of it', () => {
  expect(findUsageFault(recording, { charts: ['memory', 'machine-memory'] })).toBe(
    'charts: there is no machine-memory: the machine was not recorded',
  );
  expect(findUsageFault(recording, { charts: ['cpu', 'memory'] })).toBeUndefined();
});

test('a capture of another kind is shown by another component', () => {
  expect(findUsageFault({ kind: 'profile' } as never, {})).toContain('<FlameGraph>');
});

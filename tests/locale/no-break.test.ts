import { expect, test } from 'vitest';
import { keepUnits } from '#locale/no-break.ts';

test('no line breaks between a number and its unit, and all others as before', () => {
  const said = keepUnits(
    'CPU 29.9 % on average, 21.6 CPU seconds, +1.5 MiB in 1 min 30 s (10 samples, 2 MiB/h).',
  );
  expect(said.split(' ')).toEqual([
    'CPU',
    '29.9\u00a0%',
    'on',
    'average,',
    '21.6',
    'CPU',
    'seconds,',
    '+1.5\u00a0MiB',
    'in',
    '1\u00a0min',
    '30\u00a0s',
    '(10',
    'samples,',
    '2\u00a0MiB/h).',
  ]);
  expect(keepUnits('内存从头到尾 +3 MiB。CPU 平均 36.0 %，共 4 h')).toBe(
    '内存从头到尾 +3\u00a0MiB。CPU 平均 36.0\u00a0%，共 4\u00a0h',
  );
});

import { expect, test } from 'vitest';
import { toShownTitle } from '#viewer/captures/title.ts';
import type { OpenItem } from '#viewer/captures/source.ts';

const item = (slot: string, kind: string): OpenItem => ({ slot, name: slot, value: { kind } }) as never;
const [a, b, log] = [item('a', 'recording'), item('b', 'recording'), item('log', 'crash-log')] as const;
const titleOf = ({ slot }: OpenItem): string => slot.toUpperCase();

test('what is compared is called by both, if the other is open and of its kind', () => {
  const shown = (slot?: string) =>
    toShownTitle(a, [a, b, log], slot === undefined ? {} : { compare: { slot, align: 'start' } }, titleOf);
  expect(shown()).toBe('A');
  expect(shown('b')).toBe('A / B');
  expect(['a', 'log', 'gone'].map(shown)).toEqual(['A', 'A', 'A']);
});

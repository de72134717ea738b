import { expect, test } from 'vitest';
import { hasNotes, placeNotes } from '#charts/note-marks.ts';

const spec = { window: [0, 100], inner: 600, right: 20 } as const;

test('notes stand from left to right, with their words where these have room before the next', () => {
  const marks = [
    { kind: 'note', number: 3, from: 50, label: 'reclaimed' },
    { kind: 'note', number: 1, from: 10, to: 20, label: 'held' },
    { kind: 'note', number: 2, from: 45, label: 'all of them have dropped it' },
    { kind: 'pin', from: 30, label: 'a reader’s' },
  ] as const;
  expect(placeNotes({ ...spec, marks })).toEqual([
    { x: 10, number: 1, words: 'held' },
    { x: 45, number: 2, words: '' },
    { x: 50, number: 3, words: 'reclaimed' },
  ]);
});

test('a span that began before the window stands at its edge, what is outside of it nowhere', () => {
  const marks = [
    { kind: 'note', number: 1, from: -5, to: 5, label: 'held' },
    { kind: 'note', number: 2, from: 101, label: 'later' },
  ] as const;
  expect(placeNotes({ ...spec, marks })).toEqual([{ x: 0, number: 1, words: 'held' }]);
});

test('numbers do not lie on each other', () => {
  const marks = [
    { kind: 'note', number: 1, from: 50, label: 'one' },
    { kind: 'note', number: 2, from: 50.1, label: 'two' },
  ] as const;
  expect(placeNotes({ ...spec, marks }).map(({ x }) => x)).toEqual([50, 52.5]);
});

test('Chinese words need twice the room', () => {
  const [wide] = placeNotes({
    ...spec,
    marks: [{ kind: 'note', number: 1, from: 80, label: '内核已经把全部内存都回收了' }],
  });
  const [narrow] = placeNotes({
    ...spec,
    marks: [{ kind: 'note', number: 1, from: 80, label: 'reclaimed all' }],
  });
  expect([wide?.words, narrow?.words]).toEqual(['', 'reclaimed all']);
});

test('only numbered marks are notes', () => {
  expect(hasNotes({ marks: [{ kind: 'pin', from: 1, label: 'x' }] })).toBe(false);
});

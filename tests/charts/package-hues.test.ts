import { expect, test } from 'vitest';
import { toFlamePaint } from '#charts/flame-colour.ts';
import { FlameTree } from '#charts/flame-tree.ts';
import { type CallTree, ROOT, sumUp } from '#model/profile/call-tree.ts';

/** Calls of the root, one of each function. */
function toFlame(calls: Record<string, number>, frames?: CallTree['frames']): FlameTree {
  const names = Object.keys(calls);
  const parent = new Uint32Array(names.length + 1).fill(ROOT);
  const self = Float64Array.of(0, ...Object.values(calls));
  return new FlameTree({
    frames: frames ?? names.map((name) => ({ name, file: '', line: 0 })),
    parent,
    frame: Uint32Array.of(0, ...names.map((_, at) => at)),
    self,
    total: sumUp(parent, self),
  });
}

const coloursOf = (flame: FlameTree): string[] => {
  const paint = toFlamePaint(flame, 'package');
  return Array.from({ length: flame.tree.parent.length - 1 }, (_, at) => paint(at + 1));
};
const alone = (name: string): string => coloursOf(toFlame({ [name]: 1 }))[0]!;

test('two packages whose names have one hue are told apart, and the larger one keeps it', () => {
  const [strings, pprof] = ['strings.Repeat', 'runtime/pprof.Do'];
  expect(alone(strings)).toBe(alone(pprof));
  const [first, second] = coloursOf(toFlame({ [strings]: 1, [pprof]: 2 }));
  expect(second).toBe(alone(pprof));
  expect(first).not.toBe(second);
  expect(coloursOf(toFlame({ [strings]: 3, [pprof]: 2 }))[0]).toBe(alone(strings));
});

test('the ten largest of a graph have ten hues, whatever they are called; others that of their name', () => {
  const names = Array.from({ length: 40 }, (_, at) => `example.com/p${at}.f`);
  const colours = coloursOf(toFlame(Object.fromEntries(names.map((name, at) => [name, 100 - at]))));
  expect(new Set(colours.slice(0, 10)).size).toBe(10);
  expect(colours.slice(10)).toEqual(names.slice(10).map(alone));
});

test('they stay for another tree of the same frames: a filter and a sandwich change no colour', () => {
  const whole = toFlame({ 'strings.Repeat': 1, 'runtime/pprof.Do': 2 });
  const before = coloursOf(whole);
  const filtered = toFlame({ 'strings.Repeat': 5, 'runtime/pprof.Do': 0 }, whole.tree.frames);
  expect(coloursOf(filtered)[0]).toBe(before[0]);
});

import { afterEach, expect, test, vi } from 'vitest';
import { drawAtOnceOrInTurn, drawBehind, drawInTurn, leaveTurn } from '#viewer/figure/draw-queue.ts';

afterEach(() => vi.unstubAllGlobals());

test('of several owners each has a frame of its own; what one still waits for is replaced, or left', () => {
  const frames: (() => void)[] = [];
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
  const drawn: string[] = [];
  const [first, second, third] = [{}, {}, {}];
  drawInTurn(first, () => drawn.push('first'));
  drawInTurn(second, () => drawn.push('second'));
  drawInTurn(third, () => drawn.push('third'));
  drawInTurn(first, () => drawn.push('first, anew'));
  leaveTurn(second);
  const seen: string[][] = [];
  while (frames.length > 0) {
    frames.shift()!();
    seen.push([...drawn]);
  }
  expect(seen).toEqual([['first, anew'], ['first, anew', 'third']]);
  // The next that comes is not forgotten.
  drawInTurn(second, () => drawn.push('second'));
  frames.shift()!();
  expect(drawn).toHaveLength(3);
});

test('the first of several that come together is drawn at once, each of the others in a frame of its own', () => {
  const frames: (() => void)[] = [];
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
  const drawn: string[] = [];
  const runFrame = () => {
    for (const run of frames.splice(0)) run();
  };
  for (const name of ['first', 'second', 'third']) drawAtOnceOrInTurn({}, () => drawn.push(name));
  expect(drawn).toEqual(['first']);
  runFrame();
  expect(drawn).toEqual(['first']);
  runFrame();
  expect(drawn).toEqual(['first', 'second']);
  runFrame();
  expect(drawn).toEqual(['first', 'second', 'third']);
  runFrame();
  // Later it is the first again.
  drawAtOnceOrInTurn({}, () => drawn.push('another'));
  expect(drawn).toHaveLength(4);
  runFrame();
});

test('what nobody waits for is drawn behind all that is asked for before the first is seen, or left', () => {
  const frames: (() => void)[] = [];
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
  const drawn: string[] = [];
  const [map, gone] = [{}, {}];
  drawBehind(map, () => drawn.push('map'));
  drawBehind(gone, () => drawn.push('gone'));
  leaveTurn(gone);
  for (const name of ['first', 'second']) drawAtOnceOrInTurn({}, () => drawn.push(name));
  expect(drawn).toEqual(['first']);
  for (let frame = 0; frame < 3; frame++) for (const run of frames.splice(0)) run();
  expect(drawn).toEqual(['first', 'second', 'map']);
});

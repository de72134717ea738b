import { h } from 'preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CallTree, sumUp } from '#model/profile/call-tree.ts';
import { Sandwich } from '#viewer/flame/Sandwich.tsx';
import type { SandwichProps } from '#viewer/flame/props.ts';
import { change, changeTree, openCanvasPage, total, tree } from './open-flame.ts';

let page: ReturnType<typeof openCanvasPage>;
const chosen: (string | undefined)[] = [];
beforeEach(() => {
  page = openCanvasPage();
  chosen.length = 0;
});
afterEach(() => page.close());

const place = { name: 'cpu.pprof', linkOf: () => 'https://casebook.test/open/', locale: 'en' as const };
const show = (frame: string, parts: Partial<SandwichProps> = {}): void =>
  page.show(
    h(Sandwich, {
      tree,
      total,
      format: (value: number) => `${value} ms`,
      direction: 'flame',
      colours: 'package',
      place,
      frame,
      onChoose: (name) => chosen.push(name),
      ...parts,
    }),
  );
const labelsOf = (title: string): string[] => {
  const [figure] = page.all('section').filter((section) => page.text(section.querySelector('h3')!) === title);
  return page.paintedOn(figure!.querySelector('.cb-fig-drawing > canvas')!).labels;
};
const middle = (): string => page.text(page.root.querySelector('.cb-flame-middle')!);

test('a frame stands between its callers and what it calls', () => {
  show('main.poll');
  expect(labelsOf('Callers of main.poll')).toEqual(['main.main']);
  expect(labelsOf('What main.poll calls')).toEqual(['time.Sleep', 'time.Now', 'runtime.gopark']);
  expect(middle()).toBe('main.pollflat 4 ms (5.2 %)cum 38 ms (49.4 %)Show the whole');
  page.click(page.find('button', 'Show the whole'));
  expect(chosen).toEqual([undefined]);
});

test('a frame that calls itself has all that its calls have of their own', () => {
  // main.main > main.fib 1 > main.fib 2 > main.fib 4
  const parent = Uint32Array.of(0, 0, 1, 2, 3);
  const self = Float64Array.of(0, 0, 1, 2, 4);
  const recursive: CallTree = {
    frames: ['main.main', 'main.fib'].map((name) => ({ name, file: '', line: 0 })),
    parent,
    frame: Uint32Array.of(0, 0, 1, 1, 1),
    self,
    total: sumUp(parent, self),
  };
  show('main.fib', { tree: recursive, total: 7 });
  expect(middle()).toBe('main.fibflat 7 ms (100.0 %)cum 7 ms (100.0 %)Show the whole');
});

test('what has no callers or calls nothing says so', () => {
  show('main.main');
  expect(page.text()).toContain('Nothing calls it');
  show('time.Now');
  expect(page.text()).toContain('It calls nothing that was seen.');
});

test('another frame comes into the middle from either side', () => {
  show('main.poll');
  const [callers, callees] = page.all('[role=tree]');
  page.fire(callers!, 'click', { clientX: 10, clientY: 9 });
  page.fire(callers!, 'dblclick', { clientX: 10, clientY: 9 });
  page.fire(callees!, 'keydown', { key: 'ArrowDown' });
  page.fire(callees!, 'keydown', { key: 'ArrowRight' });
  page.fire(callees!, 'keydown', { key: 'Enter', shiftKey: true });
  expect(chosen).toEqual(['main.main', 'time.Now']);
});

test('each side is zoomed by itself', () => {
  show('main.poll');
  const [, callees] = page.all('[role=tree]');
  page.fire(callees!, 'click', { clientX: 10, clientY: 9 });
  expect(labelsOf('What main.poll calls')).toEqual(['time.Sleep', 'runtime.gopark']);
  expect(labelsOf('Callers of main.poll')).toEqual(['main.main']);
  page.click(page.find('button', 'Undo zoom'));
  expect(labelsOf('What main.poll calls')).toEqual(['time.Sleep', 'time.Now', 'runtime.gopark']);
});

test('a difference has both sides of each frame', () => {
  show('main.main', { tree: changeTree, change, colours: 'change' });
  expect(middle()).toContain('cum −29 ms');
  page.fire(page.all('[role=tree]').at(-1)!, 'click', { clientX: 10, clientY: 9 });
  const line = page.text(page.root.querySelector('.cb-flame-line')!);
  expect(line).toContain('main.poll');
  expect(line).toContain('before38 ms');
  expect(line).toContain('after0 ms');
});

test('a frame that no stack has is said to be missing', () => {
  show('main.gone');
  expect(middle()).toBe('No stack that is shown has the frame main.gone.Show the whole');
  page.click(page.find('button', 'Show the whole'));
  expect(chosen).toEqual([undefined]);
});

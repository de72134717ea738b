import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shortenSvg, toSteps } from '#components/static/shorten-svg.ts';

/** The points of a path of lines or steps, and where it is lifted. */
function pointsOf(path: string): string[] {
  let [x, y] = [0, 0];
  return [...path.matchAll(/([MLlhvZ])(?:(-?[\d.]+)(?:,(-?[\d.]+))?)?/g)].map(
    ([, command, a = '0', b = '0']) => {
      if (command === 'M' || command === 'L') [x, y] = [Number(a), Number(b)];
      if (command === 'l') [x, y] = [x + Number(a), y + Number(b)];
      if (command === 'h') x += Number(a);
      if (command === 'v') y += Number(a);
      return `${command === 'M' ? 'M' : command === 'Z' ? 'Z' : 'L'} ${x.toFixed(1)} ${y.toFixed(1)}`;
    },
  );
}

describe('lines as steps', () => {
  test.each([
    ['M0,0L2,0L4,0L4,3Z', 'M0,0h4v3Z'],
    ['M52,162L58.6,162L65.1,162L71.7,155.8', 'M52,162h13.1l6.6,-6.2'],
    ['M1.04,2.06L3.333,2.06', 'M1,2.1h2.3'],
    ['M0,0L5,0L2,0', 'M0,0h5h-3'],
    ['M1,1L1,1', 'M1,1h0'],
    ['M0,0L1,0M5,5L6,6', 'M0,0h1M5,5l1,1'],
  ])('%s', (path, steps) => {
    expect(toSteps(path)).toBe(steps);
  });

  test('curves and arcs stay as they are', () => {
    expect(toSteps('M0,0C1,1,2,2,3,3')).toBeUndefined();
    expect(shortenSvg('<path d="M0,0C1.23456,1,2,2,3,3"/>')).toBe('<path d="M0,0C1.2,1,2,2,3,3"/>');
  });

  test('lead through the same corners, to a tenth', () => {
    const place = fc.integer({ min: -3, max: 3 }).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(fc.array(fc.tuple(place, place), { minLength: 1, maxLength: 12 }), (points) => {
        const path = points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x},${y}`).join('');
        const steps = pointsOf(toSteps(path) ?? '').map((point) => point.replaceAll('-0.0', '0.0'));
        const all = pointsOf(path).map((point) => point.replaceAll('-0.0', '0.0'));
        // What is left is some of the corners, in order, the last one among them.
        let at = 0;
        for (const point of all) if (point === steps[at]) at++;
        expect(steps.slice(at)).toEqual([]);
        expect(steps.at(-1)?.slice(2)).toBe(all.at(-1)?.slice(2));
      }),
    );
  });
});

test('numbers of places and sizes, but of no other text', () => {
  expect(
    shortenSvg(
      '<text x="1.23456" transform="translate(-0.04999,12.345)" aria-label="0.123456">0.123456</text>',
    ),
  ).toBe('<text x="1.2" transform="translate(0,12.3)" aria-label="0.123456">0.123456</text>');
});

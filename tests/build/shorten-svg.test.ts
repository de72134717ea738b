import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shortenSvg, toSteps } from '#build/shorten-svg.ts';

type Point = [number, number];

/** The points that steps lead through. */
function pointsOf(steps: string): Point[] {
  let [x, y] = [0, 0];
  return [...steps.matchAll(/([Mlhv])(-?[\d.]+)(?:,(-?[\d.]+))?/g)].map(([, command, a = '0', b = '0']) => {
    if (command === 'M') [x, y] = [Number(a), Number(b)];
    else if (command === 'l') [x, y] = [x + Number(a), y + Number(b)];
    else if (command === 'h') x += Number(a);
    else y += Number(a);
    return [x, y];
  });
}

function distance([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const part = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length));
  return Math.hypot(x - x1 - part * dx, y - y1 - part * dy);
}

describe('lines as steps', () => {
  test.each([
    ['M0,0L2,0L4,0L4,3Z', 'M0,0h4v3Z'],
    ['M52,162L58.6,162L65.1,162L71.7,155.8', 'M52,162h13.1l6.6,-6.2'],
    ['M1.04,2.06L3.333,2.06', 'M1,2.1h2.3'],
    ['M0,0L5,0L2,0', 'M0,0h5h-3'],
    ['M1,1L1,1', 'M1,1h0'],
    ['M0,0L1,0M5,5L6,6', 'M0,0h1M5,5l1,1'],
    ['M0,0L1,0.2L2,0L3,0.4L4,0', 'M0,0h2l1,0.4l1,-0.4'],
    ['M3,3', 'M3,3'],
  ])('%s', (path, steps) => {
    expect(toSteps(path)).toBe(steps);
  });

  test('curves and arcs stay as they are', () => {
    expect(toSteps('M0,0C1,1,2,2,3,3')).toBeUndefined();
    expect(shortenSvg('<path d="M0,0C1.23456,1,2,2,3,3"/>')).toBe('<path d="M0,0C1.2,1,2,2,3,3"/>');
  });

  test('pass every point at less than half a pixel, and end where the line ends', () => {
    const place = fc.double({ min: -50, max: 50, noNaN: true }).map((value) => Number(value.toFixed(3)));
    fc.assert(
      fc.property(fc.array(fc.tuple(place, place), { minLength: 1, maxLength: 30 }), (points) => {
        const path = points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x},${y}`).join('');
        const kept = pointsOf(toSteps(path) ?? '');
        expect(kept.length).toBeLessThanOrEqual(points.length);
        for (const point of points) {
          const nearest = kept.map((one, at) => distance(point, one, kept[at + 1] ?? one));
          expect(Math.min(...nearest)).toBeLessThan(0.5);
        }
        const [last, lastKept] = [points.at(-1) as Point, kept.at(-1) as Point];
        expect(distance(last, lastKept, lastKept)).toBeLessThan(0.1);
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

test('styles are without spaces that say nothing', () => {
  expect(
    shortenSvg(
      '<svg><style>:where(.a) {\n  --b: white;\n  height: auto;\n}\n:where(.a text),\n:where(.a tspan) {\n  white-space: pre;\n}</style></svg>',
    ),
  ).toBe(
    '<svg><style>:where(.a){--b:white;height:auto;}:where(.a text),:where(.a tspan){white-space:pre;}</style></svg>',
  );
});

test('ticks and the rules of a grid are one line', () => {
  expect(
    shortenSvg(
      '<g><path d="M0,0L0,4" transform="translate(61.62,178)" /><path d="M0,0L0,4" transform="translate(157.5,178)" /></g>' +
        '<g><line y2="178" y1="178" x2="618" x1="52" /><line y2="133.4" y1="133.4" x2="618" x1="52" /></g>' +
        '<line y2="9" y1="8" x2="618" x1="52" /><path d="M0,0L0,4" transform="rotate(9)" />',
    ),
  ).toBe(
    '<g><path d="M61.6,178v4M157.5,178v4" /></g><g><path d="M52,178H618M52,133.4H618" /></g>' +
      '<line y2="9" y1="8" x2="618" x1="52" /><path d="M0,0v4" transform="rotate(9)" />',
  );
});

import { array, assert, boolean, constantFrom, double, nat, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { recording } from '#charts/examples/recordings.ts';
import { toDrawn, toSpec } from '#charts/examples/specs.ts';
import { plotEdges } from '#charts/margins.ts';
import { toPlane } from '#charts/paint-time-chart.ts';
import { placeFlags, stripHeight, type TimeMark } from '#charts/time-marks.ts';
import { usageLines } from '#charts/usage-lines.ts';
import { guessWidth } from '#model/text-width.ts';
import { draw } from './draw.ts';

const size = { width: 900, height: 200, yLabel: '', isFramed: true };
const toMark = (from: number, text: string, number?: number): TimeMark => ({
  kind: 'note',
  from,
  label: `${text}, in full`,
  text,
  ...(number === undefined ? {} : { number }),
});

function place(marks: readonly TimeMark[], parts: Partial<typeof size> = {}) {
  const spec = toSpec(recording, { ...size, ...parts, marks });
  const [top] = plotEdges(spec);
  return { top, spec, flags: placeFlags(toPlane(spec, 0, 100), spec) };
}

test('texts of marks stand above the plot, where no line is', () => {
  const { top, flags } = place([toMark(5, 'dropped', 1), toMark(20, 'returned', 2)]);
  expect(flags.map(({ text }) => text)).toEqual(['dropped', 'returned']);
  for (const { y } of flags) expect(y + 15).toBeLessThanOrEqual(top);
  expect(stripHeight({ marks: [{ kind: 'pin', from: 1, label: 'a', number: 1 }], height: 200 })).toBe(0);
});

test('two that are near to one another have a row each; a third is cut off, and whole for whoever points at it', () => {
  const long = 'a sentence of more words than there is room for';
  const marks = [toMark(10, long, 1), toMark(10.8, long, 2), toMark(16, long, 3)];
  const { spec, flags } = place(marks);
  expect(flags.map(({ y }) => y)).toEqual([flags[2]!.y, flags[0]!.y - 16, flags[0]!.y]);
  expect(flags.map(({ text }) => text.endsWith('…'))).toEqual([true, false, false]);
  const svg = draw(usageLines(toDrawn(recording), 'cpu', spec));
  const cut = [...svg.querySelectorAll('.cb-mark-flags text')].filter((text) => text.querySelector('title'));
  expect(cut.map((text) => text.querySelector('title')!.textContent)).toEqual([`${long}, in full`]);
});

test('a mark at the right end has its text before it, where there is more room', () => {
  const { flags } = place([toMark(34.9, 'at the very end', 1)], { width: 390 });
  expect(flags).toMatchObject([{ text: 'at the very end', textAnchor: 'end' }]);
});

test('of many at one place two have their numbers in the plot at most, and the last says how many it stands for', () => {
  const { flags, top } = place(Array.from({ length: 50 }, (_, index) => toMark(10, 'here', index + 1)));
  expect(flags.map(({ number }) => number)).toEqual(['1', '2', '3', '+47']);
  expect(new Set(flags.map(({ y }) => y)).size).toBe(4);
  expect(flags.filter(({ y }) => y >= top).map(({ text }) => text)).toEqual(['', '']);
});

test('numbers at one place read downwards in their order, in whatever order they were written', () => {
  for (const order of [
    [1, 3, 5],
    [5, 1, 3],
    [3, 1],
    [5, 3, 1, 4],
  ]) {
    for (const apart of [0, 0.1]) {
      const marks = order
        .toSorted((a, b) => (apart === 0 ? 0 : a - b))
        .map((number, index) => toMark(10 + index * apart, 'here', number));
      const { flags } = place(marks);
      const downwards = flags.toSorted((a, b) => a.y - b.y).map(({ number }) => number);
      expect(downwards).toEqual(order.toSorted().map(String));
    }
  }
});

test('whatever marks there are, no text of one runs into another', () => {
  const some = array(
    record({
      at: double({ min: 0, max: 35, noNaN: true }),
      length: nat(60),
      isNumbered: boolean(),
    }),
    { maxLength: 12 },
  );
  const widths = constantFrom(340, 700, 1400);
  assert(
    property(some, widths, (all, width) => {
      const marks = all.map(({ at, length, isNumbered }, index) =>
        toMark(at, 'x'.repeat(length + 1), isNumbered ? index + 1 : undefined),
      );
      const { flags, top } = place(marks, { width });
      const boxes = flags
        .filter(({ y, text, box }) => y < top && (text !== '' || box > 0))
        .map(({ x, y, box, text, textX, textAnchor }) => {
          const wide = guessWidth(text, 11);
          const ends =
            text === '' ? [] : textAnchor === 'start' ? [textX, textX + wide] : [textX - wide, textX];
          return { y, from: Math.min(x, ...ends), to: Math.max(x + box, ...ends) };
        });
      for (const [index, one] of boxes.entries()) {
        expect(one.to).toBeLessThanOrEqual(width + 1e-6);
        for (const other of boxes.slice(index + 1)) {
          if (other.y === one.y)
            expect(Math.min(one.to, other.to)).toBeLessThanOrEqual(Math.max(one.from, other.from) + 1e-6);
        }
      }
    }),
  );
});

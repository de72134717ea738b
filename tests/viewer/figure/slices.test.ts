import { expect, test } from 'vitest';
import { createDocument } from '#build/document.ts';
import { toSlices } from '#viewer/figure/slices.ts';

function drawn(): Element {
  const { body } = createDocument();
  body.innerHTML = '<svg width="300" height="100" viewBox="0 0 300 100"><text>main.work</text></svg>';
  return body.firstElementChild!;
}

test('slices of a drawing together are the whole of it, each with all that is drawn and no more seen than its part', () => {
  const slices = toSlices(drawn(), [40, 70]);
  expect(slices.map((one) => one.getAttribute('viewBox'))).toEqual([
    '0 0 300 40',
    '0 40 300 30',
    '0 70 300 30',
  ]);
  expect(slices.map((one) => one.getAttribute('height'))).toEqual(['40', '30', '30']);
  for (const one of slices) {
    expect(one.textContent).toBe('main.work');
    expect(one.getAttribute('style')).toContain('overflow');
  }
});

test('where it may be cut nowhere within it, it stays whole', () => {
  expect(toSlices(drawn(), [0, 100, 400]).map((one) => one.getAttribute('viewBox'))).toEqual(['0 0 300 100']);
});

import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { MissingCapture } from '#viewer/captures/MissingCapture.tsx';

const toText = (sizeBytes: number): string => {
  const ref = { from: 'file', name: 'a.log', sizeBytes };
  const item = { sources: [{ id: 'a', ref, name: 'a.log', status: 'missing' }] };
  return renderToString(<MissingCapture item={item as never} onFiles={() => {}} locale="en" />);
};

test('the size of a file to look for is told to the byte, and once where it is small', () => {
  expect(toText(12)).toContain('<dd>12 B</dd>');
  expect(toText(15_723)).toContain('<dd>16 KB (15,723 B)</dd>');
});

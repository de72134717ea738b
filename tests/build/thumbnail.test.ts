import { createReadStream } from 'node:fs';
import { expect, test } from 'vitest';
import { nameShapes, toThumbnail } from '#build/thumbnail.ts';
import { createDocument } from '#build/document.ts';
import { makeLine, makeRecording } from '#charts/examples/make-recording.ts';
import { readCapture } from '#formats/index.ts';

const read = async (path: string) => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (await readCapture(name, createReadStream(`public/captures/${path}`))).value;
};

test('a recording is its lines on one scale, a break where a sample is missing', () => {
  const svg = toThumbnail(makeLine([50, 100, null, 50, 50]), 'cpu');
  const [, points = ''] = / d="([^"]*)" stroke="var\(--cb-series-0\)"/.exec(svg) ?? [];
  expect(points.match(/M/g)).toHaveLength(2);
  expect(points).toMatch(/^M0,52/);
});

test('CPU and memory are two drawings', () => {
  const recording = makeLine([50, 100, 20]);
  expect(toThumbnail(recording, 'cpu')).not.toBe(toThumbnail(recording, 'memory'));
});

test.each([
  ['topid-crash-1.log', /var\(--cb-user\)/],
  ['go-prompt-idle/go-prompt.pb.gz', /var\(--cb-flame-\d\)/],
])('%s is shapes in the page’s colours, without words, in few bytes', async (path, colour) => {
  const svg = toThumbnail(await read(path), 'cpu');
  expect(svg).toMatch(colour);
  expect(svg).not.toMatch(/<text|#[0-9a-f]{3,6}/i);
  expect(svg.length).toBeLessThan(8000);
});

test('it has a name, and its shapes stand beside each other', () => {
  const svg = nameShapes('<path d="M0,0"/><path d="M1,1"/>', 'CPU "of" <a>');
  const drawn = createDocument(svg).querySelector('svg');
  expect(drawn?.getAttribute('aria-label')).toBe('CPU "of" <a>');
  expect(svg.endsWith('><path d="M0,0"/><path d="M1,1"/></svg>')).toBe(true);
});

test('where there is nothing to draw there is no drawing', () => {
  expect(toThumbnail(makeRecording([]), 'cpu')).toBe('');
});

import { describe, expect, test } from 'vitest';
import { unpackCapture } from '#share/pack.ts';
import type { View } from '#share/view-state.ts';
import { toItems } from '#viewer/captures/items.ts';
import { findLinkChoice } from '#viewer/captures/link-data.ts';
import type { Source } from '#viewer/captures/source.ts';
import { readFixture } from '../../formats/read-fixture.ts';
import { emptySource, openFile } from './make-source.ts';
import { pseudoRandom } from './pseudo-random.ts';

const process = readFixture('topid-process/valid/process-20211111-normal.data');
const info = readFixture('topid-info/valid/info-20211111-normal.data');
const log = readFixture('go-crash/valid/go1.26-nil-map.log');
const view: View = { captures: [], active: 'app.log', states: { 'app.log': { line: [3, 4] } } };

/** A log whose bytes do not shrink below about `kb` KB. */
function noisyLog(kb: number): Uint8Array {
  const random = pseudoRandom(3);
  const hex = Array.from({ length: kb * 2048 }, () => Math.floor(random.next().value * 16).toString(16));
  const text = hex.join('').replaceAll(/(.{64})/g, '$1\n');
  return new TextEncoder().encode(`${new TextDecoder().decode(log)}\n${text}`);
}

const choose = (sources: Source[], onlyOwn = false) => findLinkChoice(view, toItems(sources), onlyOwn);

test('what the site publishes goes by name: there is nothing to choose', async () => {
  const site = await openFile('topid-crash-1', log, { ref: { from: 'site', name: 'topid-crash-1' } });
  const url = await openFile('app.log', log, { ref: { from: 'url', url: '/captures/app.log' } });
  const choice = await choose([site, url]);
  expect(choice).toEqual({
    own: [],
    tooLarge: [],
    withData: undefined,
    plain: {
      ...view,
      captures: [
        { slot: 'topid-crash-1', ref: { from: 'site', name: 'topid-crash-1' } },
        { slot: 'app.log', ref: { from: 'url', url: '/captures/app.log' } },
      ],
    },
  });
});

test('a reader’s file goes by name, size and hash, or with its bytes', async () => {
  const source = await openFile('app.log', log);
  const { own, tooLarge, withData, plain } = await choose([source]);
  expect(own).toEqual(['app.log']);
  expect(tooLarge).toEqual([]);
  const identity = { name: 'app.log', sizeBytes: log.length, sha256: source.files[0]?.sha256 };
  expect(plain).toEqual({ ...view, captures: [{ slot: 'app.log', ref: { from: 'file', ...identity } }] });
  expect(withData?.view).toMatchObject({ ...view, captures: [{ ref: { from: 'link', ...identity } }] });
  const [capture] = withData?.view.captures ?? [];
  if (capture?.ref.from !== 'link') throw new Error('no data');
  expect(await unpackCapture(capture.ref.data)).toEqual(new Uint8Array(log));
  expect(withData?.kb).toBe((capture.ref.data.length / 1024).toFixed(1));
});

describe('the limit', () => {
  const half = noisyLog(14);

  test('is of the files of one capture together', async () => {
    // Each would fit alone.
    const table = (name: string) => openFile(name, half, { slot: 'one' });
    const [first, second] = [await table('process-1-a.data'), await table('info-1-a.data')];
    const item = { ...toItems([first])[0]!, sources: [first, second] };
    const { withData, tooLarge, own } = await findLinkChoice(view, [item], false);
    expect(own).toEqual(['process-1-a.data', 'info-1-a.data']);
    expect(tooLarge).toEqual(own);
    expect(withData).toBeUndefined();
    expect((await findLinkChoice(view, [{ ...item, sources: [first] }], false)).withData).toBeDefined();
  });

  test('is of each capture by itself', async () => {
    const { withData, tooLarge } = await choose([
      await openFile('a.log', half),
      await openFile('b.log', half),
    ]);
    expect(tooLarge).toEqual([]);
    expect(Number(withData?.kb)).toBeGreaterThan(2 * 14);
    expect(Number(withData?.kb)).toBeLessThan((2 * 24 * 4) / 3);
  });

  test('names what is over it, and nothing else', async () => {
    const large = await openFile('large.log', noisyLog(40));
    const { own, withData, tooLarge, plain } = await choose([await openFile('app.log', log), large]);
    expect(own).toEqual(['app.log', 'large.log']);
    expect(tooLarge).toEqual(['large.log']);
    expect(withData).toBeUndefined();
    expect(plain.captures.map(({ ref }) => ref.from)).toEqual(['file', 'file']);
  });

  test('is met by what is long and shrinks', async () => {
    const long = new TextEncoder().encode(`${new TextDecoder().decode(log)}${' '.repeat(3_000_000)}`);
    const { withData } = await choose([await openFile('long.log', long)]);
    expect(Number(withData?.kb)).toBeLessThan(8);
  });

  test('is told without reading what cannot shrink to it', async () => {
    const source = await openFile('huge.log', log);
    const blob = {
      size: 30_000_000,
      arrayBuffer: () => Promise.reject(new Error('it was read')),
    } as unknown as Blob;
    const { tooLarge } = await choose([{ ...source, blobs: [{ name: 'huge.log', blob }] }]);
    expect(tooLarge).toEqual(['huge.log']);
  });
});

test('the files of a session travel in one slot, each with its own bytes', async () => {
  const sources = [
    await openFile('process-20211111-normal.data', process),
    await openFile('info-20211111-normal.data', info),
  ];
  const { withData } = await choose(sources);
  const captures = withData?.view.captures ?? [];
  expect(captures.map(({ slot }) => slot)).toEqual(['20211111-normal', '20211111-normal']);
  const bytes = await Promise.all(
    captures.map(({ ref }) => (ref.from === 'link' ? unpackCapture(ref.data) : undefined)),
  );
  expect(bytes.map((each) => each?.length)).toEqual([process.length, info.length]);
});

test('what came in a link goes on as it came', async () => {
  const ref = { from: 'link', name: 'app.log', data: 'as-it-came' } as const;
  const { withData, plain } = await choose([await openFile('app.log', log, { ref })]);
  expect(withData?.view.captures).toEqual([{ slot: 'app.log', ref }]);
  expect(plain.captures[0]?.ref).toMatchObject({ from: 'file', name: 'app.log', sizeBytes: log.length });
});

test('a file that is not here stays asked for, beside what goes with its bytes', async () => {
  const ref = { from: 'file', name: 'gone.log', sizeBytes: 9, sha256: 'a'.repeat(64) } as const;
  const missing = emptySource('gone.log', 9, { ref, status: 'missing' });
  const both = await choose([missing, await openFile('app.log', log)]);
  expect(both.withData?.view.captures.map((capture) => capture.ref.from)).toEqual(['file', 'link']);
  expect(both.tooLarge).toEqual([]);
  const alone = await choose([missing]);
  expect(alone).toMatchObject({ own: ['gone.log'], tooLarge: [], withData: undefined });
  expect(alone.plain.captures).toEqual([{ slot: 'gone.log', ref }]);
});

test('what could not be read, and what is not read yet, is left out', async () => {
  const choice = await choose([emptySource('a.log'), emptySource('b.log', 0, { status: 'failed' })]);
  expect(choice).toMatchObject({ own: [], plain: { captures: [] }, withData: undefined, tooLarge: [] });
});

test('on a case only what the reader put there is named, and other charts keep theirs', async () => {
  const other = { slot: 'other-chart', ref: { from: 'site', name: 'x' } } as const;
  const before: View = {
    captures: [other, { slot: 'app.log', ref: { from: 'site', name: 'old' } }],
    states: {},
  };
  const own = await openFile('app.log', log);
  const published = await openFile('heap', log, { ref: { from: 'site', name: 'heap' } });
  const { plain, withData } = await findLinkChoice(before, toItems([own, published]), true);
  expect(plain.captures.map(({ slot, ref }) => [slot, ref.from])).toEqual([
    ['other-chart', 'site'],
    ['app.log', 'file'],
  ]);
  expect(withData?.view.captures.map(({ slot, ref }) => [slot, ref.from])).toEqual([
    ['other-chart', 'site'],
    ['app.log', 'link'],
  ]);
});

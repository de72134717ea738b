import { describe, expect, test } from 'vitest';
import { unpackCapture } from '../../view/unpack.ts';
import type { Recording } from '#model/recording/recording.ts';
import { usualKinds } from '#redact/index.ts';
import { encodeView } from '#view/link.ts';
import type { View } from '#view/view-state.ts';
import { toItems } from '#viewer/captures/items.ts';
import type { Source } from '#viewer/captures/source.ts';
import {
  findLinkPage,
  findStoredPage,
  type OutgoingOptions,
  toCarriedFiles,
  toDataView,
  toLinkView,
  toOutgoing,
  toPageTitle,
  toStoredView,
  toTotalBytes,
} from '#viewer/share/outgoing.ts';
import { redactToFiles } from '#workers/redact-task.ts';
import { readFixture } from '../../formats/read-fixture.ts';
import { emptySource, openFile } from '../captures/make-source.ts';
import { pseudoRandom } from '../captures/pseudo-random.ts';

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

/** As the worker does, without one. */
const redact: OutgoingOptions['redact'] = async (request) => redactToFiles(structuredClone(request));
const prepare = (sources: Source[], options: OutgoingOptions = {}) =>
  toOutgoing(view, toItems(sources), { redact, ...options });

test('what the site publishes goes by name, and no byte of it', async () => {
  const site = await openFile('topid-crash-1', log, { ref: { from: 'site', name: 'topid-crash-1' } });
  const url = await openFile('app.log', log, { ref: { from: 'url', url: '/captures/app.log' } });
  const outgoing = await prepare([site, url]);
  expect(outgoing.own).toEqual([]);
  expect(await toDataView(outgoing)).toBeUndefined();
  expect(toLinkView(outgoing)).toEqual({
    ...view,
    captures: [
      { slot: 'topid-crash-1', ref: { from: 'site', name: 'topid-crash-1' } },
      { slot: 'app.log', ref: { from: 'url', url: '/captures/app.log' } },
    ],
  });
  // A page of one file has to bring it.
  expect(toCarriedFiles(outgoing).map(({ slot, blob }) => [slot, blob.size])).toEqual([
    ['topid-crash-1', log.length],
    ['app.log', log.length],
  ]);
});

test('redacted, what the site publishes is called as the site does, and not as a link did', async () => {
  const slot = 'carol@example.com';
  const ref = { from: 'site', name: 'shown' } as const;
  const items = toItems([
    await openFile('shown', log, { ref, slot }),
    await openFile('shown', log, { ref, slot: '10.9.8.7' }),
    emptySource('ghp_none', 0, { ref: { from: 'site', name: 'carol' }, slot: 'carol', status: 'failed' }),
  ]);
  const of: View = {
    captures: items.map((item) => ({ slot: item.slot, ref })),
    active: '10.9.8.7',
    states: { [slot]: { line: [1, 2], beside: ['10.9.8.7'] }, '10.9.8.7': { line: [3, 4] } },
  };
  const outgoing = await toOutgoing(of, items, { redaction: { kinds: usualKinds }, redact });
  expect(toLinkView(outgoing)).toEqual({
    captures: [
      { slot: 'shown', ref },
      { slot: 'shown#2', ref },
    ],
    active: 'shown#2',
    states: { shown: { line: [1, 2], beside: ['shown#2'] }, 'shown#2': { line: [3, 4] } },
  });
  expect(toCarriedFiles(outgoing).map((file) => file.slot)).toEqual(['shown', 'shown#2']);
  // The site has none of that name.
  expect(outgoing.left).toEqual(['ghp_none']);
  expect(toLinkView(await toOutgoing(of, items)).captures.map((one) => one.slot)).toContain(slot);
});

test('redacted, a chart of a case keeps the names that its capture has', async () => {
  const heap = await openFile('heap', process, { ref: { from: 'site', name: 'heap' } });
  const other = await openFile('b', process, { ref: { from: 'site', name: 'b' } });
  const items = toItems([heap, other]).map((item) => ({ ...item, slot: 'chart' }));
  const named = { ...items[1]!.value } as Recording;
  named.series = named.series.slice(0, 1).map((one) => ({ ...one, key: 'app --to 10.9.8.7-3' }));
  items[1]!.value = named;
  const of: View = {
    captures: [],
    states: { chart: { only: ['app --to 10.9.8.7-3', 'carol@example.com'] } },
  };
  const outgoing = await toOutgoing(of, items, { onCase: true, redaction: { kinds: usualKinds }, redact });
  expect(outgoing.view.states).toEqual({ chart: { only: ['app --to 10.9.8.7-3', 'mail-1'] } });
});

describe('redacted, a capture of the store or at an address', () => {
  const secret = /carol|hunter2|10\.9\.8\.7|0123456789abcdefghjkmnpqrs/;
  const told = new TextEncoder().encode(
    'panic: password=hunter2 for carol@example.com at 10.9.8.7\n\ngoroutine 1 [running]:\nmain.main()\n\t/home/carol/x.go:3 +0x1d\n',
  );
  const refs = {
    store: { from: 'store', id: '0123456789abcdefghjkmnpqrs', name: 'carol-hunter2.log' },
    url: { from: 'url', url: '/files/carol.log?token=hunter2' },
  } as const;

  test.each(Object.entries(refs))(
    'of %s leaves as a file of its own, whichever way it goes',
    async (_, ref) => {
      const slot = 'carol-hunter2.log';
      const of: View = {
        captures: [{ slot, ref }],
        active: slot,
        states: { [slot]: { line: [1, 2], text: 'carol', package: 'carol.example.com/x' } },
      };
      const items = toItems([await openFile(slot, told, { ref })]);
      const outgoing = await toOutgoing(of, items, { redaction: { kinds: usualKinds }, redact });
      expect(outgoing.published).toEqual([]);
      const [file, ...more] = toCarriedFiles(outgoing);
      expect(more).toEqual([]);
      expect(await file!.blob.text()).toContain('panic: password=secret-1 for mail-1 at ip-1');
      expect(await file!.blob.text()).not.toMatch(secret);
      const data = await toDataView(outgoing);
      for (const link of [toLinkView(outgoing), data!]) {
        expect(encodeView(link)).not.toMatch(secret);
        expect(link.captures).toHaveLength(1);
        expect(link.states[link.active!]).toMatchObject({ line: [1, 2] });
      }
      expect(toPageTitle(outgoing, slot)).toBe(outgoing.own[0]!.slot);
      // The page at hand may be that of the stored capture.
      expect(findLinkPage(outgoing)).toBe('/open/');
      // What is not redacted goes by where it is.
      const whole = await toOutgoing(of, items);
      expect(toLinkView(whole).captures).toEqual([{ slot, ref }]);
      expect(findLinkPage(whole)).toBeUndefined();
    },
  );

  test.each(Object.entries(refs))('of %s that could not be read is left out', async (_, ref) => {
    const slot = 'carol-hunter2.log';
    const items = toItems([
      emptySource(slot, 9, { ref, status: 'failed' }),
      await openFile('shown', log, { ref: { from: 'site', name: 'shown' } }),
    ]);
    // Said by a link for a file that is not among what is open.
    const states = {
      [slot]: { text: 'x' },
      'carol.log': { text: 'y' },
      shown: { line: [3, 4] as [number, number] },
    };
    const of: View = { captures: [{ slot, ref }], active: slot, states };
    const outgoing = await toOutgoing(of, items, { redaction: { kinds: usualKinds }, redact });
    expect(outgoing.left).toEqual([slot]);
    expect(encodeView(toLinkView(outgoing))).not.toMatch(secret);
    expect(toLinkView(outgoing).states).toEqual({ shown: { line: [3, 4] } });
    expect(toPageTitle(outgoing, slot)).toBe('shown');
  });

  test('of a chart of a case takes with it what is set for the chart', async () => {
    const captures: View['captures'] = [{ slot: 'other', ref: refs.store }];
    const of: View = { captures, states: { heap: { line: [1, 2] }, other: { text: 'x' } } };
    const heap = await openFile('heap', log, { ref: { from: 'site', name: 'heap' } });
    const options = { onCase: true, redaction: { kinds: usualKinds }, redact };
    const outgoing = await toOutgoing(of, toItems([heap]), options);
    expect(toLinkView(outgoing)).toEqual({ captures: [], states: { heap: { line: [1, 2] } } });
    expect(findLinkPage(outgoing)).toBeUndefined();
  });

  test('uploaded beside one that the site publishes is linked from the page of any capture', async () => {
    const items = toItems([
      await openFile('carol.log', told, { ref: refs.store }),
      await openFile('shown', log, { ref: { from: 'site', name: 'shown' } }),
    ]);
    const outgoing = await toOutgoing(view, items, { redaction: { kinds: usualKinds }, redact });
    const stored = toStoredView(outgoing, ['ID'], (id) => ({ from: 'store', id }));
    expect(findStoredPage(outgoing, stored, ['ID'])).toBe('/open/');
    const alone = await toOutgoing(view, items.slice(0, 1), { redaction: { kinds: usualKinds }, redact });
    const storedAlone = toStoredView(alone, ['ID'], (id) => ({ from: 'store', id }));
    expect(findStoredPage(alone, storedAlone, ['ID'])).toBe('/c/ID');
  });
});

test('a reader’s file goes by name, size and hash, with its bytes, or by where it is stored', async () => {
  const source = await openFile('app.log', log);
  const outgoing = await prepare([source]);
  expect(toTotalBytes(outgoing.own)).toBe(log.length);
  const identity = { name: 'app.log', sizeBytes: log.length, sha256: source.files[0]?.sha256 };
  expect(toLinkView(outgoing)).toEqual({
    ...view,
    captures: [{ slot: 'app.log', ref: { from: 'file', ...identity } }],
  });
  const data = await toDataView(outgoing);
  expect(data).toMatchObject({ ...view, captures: [{ ref: { from: 'link', ...identity } }] });
  const [capture] = data?.captures ?? [];
  if (capture?.ref.from !== 'link') throw new Error('no data');
  expect(await unpackCapture(capture.ref.data)).toEqual(new Uint8Array(log));
  const stored = toStoredView(outgoing, ['ID'], (id, name) => ({ from: 'url', url: `/${id}/${name}` }));
  expect(stored).toEqual({
    ...view,
    captures: [{ slot: 'app.log', ref: { from: 'url', url: '/ID/app.log' } }],
  });
});

test('which is looked at is said where the order of a link would say another', async () => {
  const { active: _, ...first } = view;
  const items = toItems([
    await openFile('app.log', log),
    await openFile('s', log, { ref: { from: 'site', name: 's' } }),
  ]);
  const outgoing = await toOutgoing(first, items);
  expect(toLinkView(outgoing)).toMatchObject({
    active: 'app.log',
    captures: [{ slot: 's' }, { slot: 'app.log' }],
  });
});

describe('the limit of a link', () => {
  const half = noisyLog(14);

  test('is of all files together', async () => {
    const [first, second] = [await openFile('a.log', half), await openFile('b.log', half)];
    expect(await toDataView(await prepare([first]))).toBeDefined();
    expect(await toDataView(await prepare([first, second]))).toBeUndefined();
  });

  test('is met by what is long and shrinks', async () => {
    const long = new TextEncoder().encode(`${new TextDecoder().decode(log)}${' '.repeat(3_000_000)}`);
    const data = await toDataView(await prepare([await openFile('long.log', long)]));
    const [capture] = data?.captures ?? [];
    expect(capture?.ref.from === 'link' && capture.ref.data.length).toBeLessThan(8 * 1024);
  });

  test('is told without reading what cannot shrink to it', async () => {
    const source = await openFile('huge.log', log);
    const blob = {
      size: 30_000_000,
      arrayBuffer: () => Promise.reject(new Error('it was read')),
    } as unknown as Blob;
    const outgoing = await prepare([{ ...source, blobs: [{ name: 'huge.log', blob }] }]);
    expect(outgoing.own).toHaveLength(1);
    expect(await toDataView(outgoing)).toBeUndefined();
  });
});

test('the files of a session travel in one slot, each with its own bytes', async () => {
  const outgoing = await prepare([
    await openFile('process-20211111-normal.data', process),
    await openFile('info-20211111-normal.data', info),
  ]);
  const captures = (await toDataView(outgoing))?.captures ?? [];
  expect(captures.map(({ slot }) => slot)).toEqual(['20211111-normal', '20211111-normal']);
  const bytes = await Promise.all(
    captures.map(({ ref }) => (ref.from === 'link' ? unpackCapture(ref.data) : undefined)),
  );
  expect(bytes.map((each) => each?.length)).toEqual([process.length, info.length]);
});

test('what came in a link goes on as it came, but where it is redacted', async () => {
  const ref = { from: 'link', name: 'app.log', data: 'as-it-came' } as const;
  const source = await openFile('app.log', log, { ref });
  const outgoing = await prepare([source]);
  expect((await toDataView(outgoing))?.captures).toEqual([{ slot: 'app.log', ref }]);
  expect(toLinkView(outgoing).captures[0]?.ref).toMatchObject({ from: 'file', name: 'app.log' });
  const redacted = await toDataView(await prepare([source], { redaction: { kinds: usualKinds } }));
  expect(JSON.stringify(redacted)).not.toContain('as-it-came');
});

test('a file that is not here stays asked for, beside what goes with its bytes; redacted, it is left out', async () => {
  const ref = { from: 'file', name: 'gone.log', sizeBytes: 9, sha256: 'a'.repeat(64) } as const;
  const missing = emptySource('gone.log', 9, { ref, status: 'missing' });
  const both = await prepare([missing, await openFile('app.log', log)]);
  expect((await toDataView(both))?.captures.map((capture) => capture.ref.from)).toEqual(['file', 'link']);
  const alone = await prepare([missing]);
  expect(toLinkView(alone).captures).toEqual([{ slot: 'gone.log', ref }]);
  expect(await toDataView(alone)).toBeUndefined();
  const redacted = await prepare([missing], { redaction: { kinds: usualKinds } });
  expect(redacted.left).toEqual(['gone.log']);
  expect(toLinkView(redacted).captures).toEqual([]);
});

test('what could not be read, and what is not read yet, is left out and told', async () => {
  const outgoing = await prepare([emptySource('a.log'), emptySource('b.log', 0, { status: 'failed' })]);
  expect(outgoing).toMatchObject({ own: [], published: [], left: ['a.log', 'b.log'] });
});

describe('on a case', () => {
  const other = { slot: 'other-chart', ref: { from: 'file', name: 'x', sizeBytes: 1, sha256: '' } } as const;
  const before: View = {
    captures: [other, { slot: 'heap', ref: { from: 'file', name: 'old', sizeBytes: 1, sha256: '' } }],
    states: { heap: { line: [1, 2] }, 'other-chart': { text: 'x' }, published: { chart: 'stack' } },
  };
  const items = async () =>
    toItems([
      await openFile('app.log', log),
      await openFile('heap', log, { ref: { from: 'site', name: 'heap' } }),
    ]).map((item) => ({ ...item, slot: 'heap' }));

  test('only what the reader put there is named, and other charts keep theirs', async () => {
    const outgoing = await toOutgoing(before, await items(), { onCase: true });
    const toKinds = (view: View | undefined) => view?.captures.map(({ slot, ref }) => [slot, ref.from]);
    expect(toKinds(toLinkView(outgoing))).toEqual([['other-chart', 'file'], ['heap', 'file']]); // prettier-ignore
    expect(toKinds(await toDataView(outgoing))).toEqual([['other-chart', 'file'], ['heap', 'link']]); // prettier-ignore
  });

  test('redacted, the chart keeps its slot, and files of other charts are not named', async () => {
    const outgoing = await toOutgoing(before, await items(), {
      onCase: true,
      redaction: { kinds: usualKinds },
      redact,
    });
    const { captures, states } = toLinkView(outgoing);
    expect(captures.map(({ slot }) => slot)).toEqual(['heap']);
    expect(captures[0]?.ref).toMatchObject({ from: 'file', name: expect.stringMatching(/^crash-redacted-/) });
    expect(states).toEqual({ heap: { line: [1, 2] }, published: { chart: 'stack' } });
  });
});

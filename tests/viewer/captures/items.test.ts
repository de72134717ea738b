import { expect, test } from 'vitest';
import { findShown, toItems } from '#viewer/captures/items.ts';
import { isToBeSeen, toPercent } from '#viewer/captures/progress.ts';
import type { Source } from '#viewer/captures/source.ts';
import { readFixture } from '../../formats/read-fixture.ts';
import { emptySource, openFile } from './make-source.ts';
import { sayOfLinkData } from '#view/says.ts';

const process = readFixture('topid-process/valid/process-20211111-normal.data');
const snapshot = readFixture('topid-snapshot/valid/snapshot-20211111-normal.data');
const info = readFixture('topid-info/valid/info-20211111-normal.data');
const log = readFixture('go-crash/valid/go1.26-nil-map.log');

const openSession = async () =>
  Promise.all([
    openFile('info-20211111-normal.data', info),
    openFile('app.log', log),
    openFile('process-20211111-normal.data', process),
    openFile('snapshot-20211111-normal.data', snapshot),
  ]);

test('the files of a session are one item, in the place of the first; the rest stands alone', async () => {
  const sources = await openSession();
  const items = toItems(sources);
  expect(items.map(({ slot, name, status }) => [slot, name, status])).toEqual([
    ['20211111-normal', '20211111-normal', 'ready'],
    ['app.log', 'app.log', 'ready'],
  ]);
  const [session, crash] = items;
  expect(session?.sources.map(({ name }) => name)).toEqual([
    'info-20211111-normal.data',
    'process-20211111-normal.data',
    'snapshot-20211111-normal.data',
  ]);
  expect(session?.sizeBytes).toBe(process.length + snapshot.length + info.length);
  if (session?.value?.kind !== 'recording') throw new Error('no recording');
  expect(session.value.session).toEqual({ id: '20211111-normal', part: 'joined' });
  expect(session.value.times.length).toBeGreaterThan(1);
  expect(session.value.snapshots.length).toBeGreaterThan(0);
  expect(session.value.info?.kernel).toBeTruthy();
  expect(crash?.value?.kind).toBe('crash-log');
});

test('the same files give the same value, another set of them another', async () => {
  const sources = await openSession();
  const value = toItems(sources)[0]?.value;
  expect(toItems(sources.map((source) => ({ ...source })))[0]?.value).toBe(value);
  const fewer = toItems(sources.slice(0, 3))[0]?.value;
  expect(fewer).not.toBe(value);
  expect(fewer?.kind === 'recording' && fewer.snapshots).toEqual([]);
});

test('one file of a session is called by its own name, and its slot is the session', async () => {
  const alone = toItems([await openFile('process-20211111-normal.data', process)]);
  expect(alone.map(({ slot, name }) => [slot, name])).toEqual([
    ['20211111-normal', 'process-20211111-normal.data'],
  ]);
});

test('what the site publishes is not joined with a reader’s own of the same session', async () => {
  const own = await openFile('process-20211111-normal.data', process);
  const published = await openFile('snapshot-20211111-normal.data', snapshot, {
    ref: { from: 'site', name: 'normal' },
    slot: 'normal',
    name: 'normal',
  });
  expect(toItems([published, own]).map(({ slot }) => slot)).toEqual(['normal', '20211111-normal']);
});

test('slots are unlike: the second of a name is #2, the third #3, and a name that looks so is no trouble', async () => {
  const again = await Promise.all(['a.log', 'a.log#2', 'a.log', 'a.log'].map((name) => openFile(name, log)));
  expect(toItems(again).map(({ slot, name }) => [slot, name])).toEqual([
    ['a.log', 'a.log'],
    ['a.log#2', 'a.log#2'],
    ['a.log#3', 'a.log'],
    ['a.log#4', 'a.log'],
  ]);
});

test('a slot that a link gave goes before the name and the session, from whichever file it comes', async () => {
  const [first, , second] = (await openSession()) as [Source, Source, Source, Source];
  expect(toItems([first, { ...second, slot: 'left' }]).map(({ slot }) => slot)).toEqual(['left']);
  expect(toItems([{ ...second, slot: 'left' }, emptySource('left')]).map(({ slot }) => slot)).toEqual([
    'left',
    'left#2',
  ]);
});

test('an item is read until all of it is, and failed only if nothing of it is there', async () => {
  const [part, , other] = (await openSession()) as [Source, Source, Source, Source];
  const states = (...of: ('reading' | 'ready' | 'missing' | 'failed')[]) =>
    toItems([
      { ...part, status: of[0]! },
      { ...other, status: of[1]! },
    ]).map(({ status }) => status);
  expect(states('ready', 'reading')).toEqual(['reading']);
  expect(states('failed', 'ready')).toEqual(['ready']);
  expect(states('failed', 'missing')).toEqual(['missing']);
  expect(states('failed', 'failed')).toEqual(['failed']);
  expect(
    toItems([emptySource('a'), emptySource('b', 0, { status: 'missing' })]).map(({ status }) => status),
  ).toEqual(['reading', 'missing']);
});

test('a session is one item from the beginning, by its files’ names, and beside one that failed', async () => {
  const names = ['info', 'process', 'snapshot'].map((part) => `${part}-20211111-normal.data`);
  const reading = toItems(names.map((name) => emptySource(name, 10)));
  expect(reading.map(({ slot, name, status }) => [slot, name, status])).toEqual([
    ['20211111-normal', '20211111-normal', 'reading'],
  ]);
  const [ready] = await openSession();
  const items = toItems([ready!, emptySource('process-20211111-normal.data', 5, { status: 'failed' })]);
  expect(items.map(({ status, sources }) => [status, sources.length])).toEqual([['ready', 2]]);
  // A name tells nothing once the content does.
  const crash = await openFile('process-20211111-normal.data', log);
  expect(toItems([ready!, crash])).toHaveLength(2);
});

test('a second file of the same part stands alone, and none is dropped', async () => {
  const twice = await Promise.all(
    ['a', 'b'].flatMap(() => [
      openFile('process-20211111-normal.data', process),
      openFile('snapshot-20211111-normal.data', snapshot),
    ]),
  );
  expect(toItems(twice).map(({ slot, sources }) => [slot, sources.length])).toEqual([
    ['20211111-normal', 2],
    ['20211111-normal#2', 2],
  ]);
});

test('nothing is claimed of a recording whose samples may yet come', async () => {
  const [part] = await openSession();
  const half = toItems([part!, emptySource('process-20211111-normal.data', 300, { bytesRead: 30 })])[0]!;
  expect([half.status, half.value?.kind, isToBeSeen(half)]).toEqual(['reading', 'recording', false]);
  expect(toPercent(half)).toBe(Math.floor((100 * (info.length + 30)) / (info.length + 300)));
  expect(isToBeSeen(toItems([part!])[0]!)).toBe(true);
  expect(toPercent({ sources: [], sizeBytes: 0 })).toBeUndefined();
});

test('what can be read is shown before what cannot, and what was asked for before both', async () => {
  const failed = emptySource('a.bin', 3, { status: 'failed' });
  const [, good] = await openSession();
  const items = toItems([failed, emptySource('b.bin', 3), good!]);
  expect(findShown(items, undefined)?.slot).toBe('app.log');
  expect(findShown(items.slice(0, 2), undefined)?.slot).toBe('b.bin');
  expect(findShown(items, 'a.bin')?.slot).toBe('a.bin');
  expect(findShown(items, 'gone')?.slot).toBe('app.log');
  expect(findShown([], undefined)).toBeUndefined();
});

test('notices of several files say which file, those of one do not; what was odd on the way comes first', async () => {
  const cut = process.subarray(0, process.length - 20);
  const remark = sayOfLinkData('link-data-cut', { bytes: 3, length: 9 });
  const process1 = await openFile('process-20211111-normal.data', cut, { notices: [remark] });
  const [alone] = toItems([process1]);
  expect(alone?.notices).toMatchObject([{ code: 'link-data-cut' }, { code: 'gob-cut' }]);
  expect(alone?.notices.some(({ file }) => file !== undefined)).toBe(false);
  const [joined] = toItems([process1, await openFile('info-20211111-normal.data', info)]);
  expect(joined?.notices.map(({ code, file }) => [code, file])).toEqual([
    ['link-data-cut', undefined],
    ['gob-cut', 'process-20211111-normal.data'],
  ]);
  expect(joined?.notices[1]?.message).toMatch(/^gob: /);
});

import { expect, test } from 'vitest';
import { joinRecordings } from '#model/recording/join.ts';
import { readFixture, readRecording } from '../../formats/read-fixture.ts';

const folder = { process: 'topid-process', snapshot: 'topid-snapshot', info: 'topid-info' };

async function part(name: keyof typeof folder, id: string) {
  const file = `${folder[name]}/valid/${name}-20211111-normal.data`;
  return readRecording(`${name}-${id}.data`, readFixture(file));
}

test('the three files of a session are one recording, in whatever order they come', async () => {
  const [process, snapshot, info] = [
    await part('process', '7'),
    await part('snapshot', '7'),
    await part('info', '7'),
  ];
  for (const order of [
    [process, snapshot, info],
    [info, snapshot, process],
    [snapshot, process, info],
  ]) {
    const joined = joinRecordings(order);
    expect(joined).toHaveLength(1);
    expect(joined[0]).toEqual({
      ...process,
      format: 'topid',
      session: { id: '7', part: 'joined' },
      snapshots: snapshot.snapshots,
      info: info.info,
    });
  }
});

test('the joined one stands where the first part stood, and others stay as they are', async () => {
  const [a, b] = [await part('process', 'a'), await part('process', 'b')];
  const info = await part('info', 'a');
  const table = await readRecording('x.csv', readFixture('table/valid/plain.csv'));
  const joined = joinRecordings([table, a, b, info]);
  expect(joined.map(({ format, session }) => [format, session?.id, session?.part])).toEqual([
    ['table', undefined, undefined],
    ['topid', 'a', 'joined'],
    ['topid-process', 'b', 'process'],
  ]);
  expect(joined[0]).toBe(table);
  expect(joined[2]).toBe(b);
});

test('a part alone stays what it is', async () => {
  const info = await part('info', 'a');
  expect(joinRecordings([info])).toEqual([info]);
  expect(joinRecordings([])).toEqual([]);
});

test('the same file twice is not joined with itself', async () => {
  const [process, info] = [await part('process', 'a'), await part('info', 'a')];
  const joined = joinRecordings([process, process, info]);
  expect(joined.map(({ session }) => session?.part)).toEqual(['joined', 'process']);
});

test('what comes later joins what was joined before', async () => {
  const first = joinRecordings([await part('process', 'a'), await part('snapshot', 'a')]);
  const joined = joinRecordings([...first, await part('info', 'a')]);
  expect(joined).toHaveLength(1);
  expect(joined[0]!.info?.kernel).toContain('Linux board');
});

test('notices of all parts are kept, and no input is changed', async () => {
  const process = await part('process', 'a');
  const info = await readRecording('info-a.data', readFixture('topid-info/valid/info-1992780262-cut.data'));
  const [joined] = joinRecordings([process, info]);
  expect(joined!.notices.map(({ code }) => code)).toEqual(['topid-info-cut']);
  expect(process.notices).toEqual([]);
  expect(process.info).toBeUndefined();
});

import { describe, expect, test } from 'vitest';
import { FormatError } from '#formats/format.ts';
import { listFixtures, read, readFixture, readRecording } from '../read-fixture.ts';

const start = 1_636_624_800;
const normal = readFixture('topid-snapshot/valid/snapshot-20211111-normal.data');

test('the trees and their times, in file order', async () => {
  const recording = await readRecording('snapshot-20211111-normal.data', normal);
  expect(recording).toMatchObject({
    format: 'topid-snapshot',
    session: { id: '20211111-normal', part: 'snapshot' },
    rows: 0,
    series: [],
    notices: [],
  });
  expect(recording.times).toHaveLength(0);
  expect(recording.snapshots.map(({ time }) => time - start)).toEqual([0, 90, 180, 60]);
  expect(recording.snapshots[0]!.text).toContain(
    '  654  -51   40.00   10.00      200 ├─ /usr/bin/board_app -x\n',
  );
  expect(recording.snapshots.slice(1).map(({ text }) => text)).toEqual(['second\n', '', 'broken \ufffd <b>']);
});

test('fields in another order, of other kinds, with more of them', async () => {
  const older = await readRecording('x', normal);
  const newer = await readRecording('x', readFixture('topid-snapshot/valid/snapshot-20261123-newer.data'));
  expect(newer.snapshots).toEqual(older.snapshots.map(({ time, text }) => ({ time: time + 0.5, text })));
});

test('cut at every byte', async () => {
  const whole = (await readRecording('x', normal)).snapshots;
  const counts = new Set<number>();
  for (let length = 0; length < normal.length; length++) {
    const result = await read('snapshot-1.data', normal.subarray(0, length)).catch((error: unknown) => error);
    if (result instanceof FormatError) continue;
    const { value } = result as Awaited<ReturnType<typeof read>>;
    if (value.kind !== 'recording') throw new Error(value.kind);
    expect(value.snapshots).toEqual(whole.slice(0, value.snapshots.length));
    counts.add(value.snapshots.length);
  }
  // No bytes at all are a session's snapshots too: none.
  expect([...counts]).toEqual([0, 1, 2, 3]);
});

describe('what cannot be read is an error', () => {
  const expected: Record<string, string> = {
    'snapshot-cut.data': 'gob-cut',
    'snapshot-no-text.data': 'unknown-format',
  };
  for (const { file, bytes } of listFixtures('topid-snapshot', 'invalid')) {
    test(file, async () => {
      await expect(read(file, bytes)).rejects.toMatchObject({ name: 'FormatError', code: expected[file] });
    });
  }
});

test('a time that is no date becomes that of the snapshot before, and is told', async () => {
  const odd = normal.slice();
  const bytes = Buffer.from(odd.buffer);
  // Timestamp as a float, 4 bytes of which are an infinity.
  odd[bytes.indexOf('Timestamp') + 'Timestamp'.length + 1] = 8;
  odd.set([0, 0, 0xf0, 0x7f], bytes.indexOf(Uint8Array.of(0xfc, 0xc3, 0x19)) + 1);
  const { snapshots, notices } = await readRecording('snapshot-1.data', odd);
  expect(snapshots[0]!.time).toBe(0);
  for (const { time } of snapshots) expect(Number.isNaN(new Date(time * 1000).getTime())).toBe(false);
  expect(notices.map(({ code }) => code)).toEqual(['topid-odd-snapshot-time']);
  const text = '------Snapshot------ 1636624800\na\n------Snapshot------ 9000000000000\nb\n';
  const asText = await readRecording('x.txt', Buffer.from(text));
  expect(asText.snapshots.map(({ time }) => time)).toEqual([start, start]);
  expect(asText.notices).toMatchObject([
    { code: 'topid-odd-snapshot-time', params: { snapshots: 1, snapshot: 2 } },
  ]);
});

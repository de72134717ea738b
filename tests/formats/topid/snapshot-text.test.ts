import { expect, test } from 'vitest';
import { joinRecordings } from '#model/recording/join.ts';
import { toSnapshotText } from '#model/recording/to-snapshot-text.ts';
import { readFixture, readRecording } from '../read-fixture.ts';

const normal = readFixture('topid-snapshot/valid/snapshot-20211111-normal.data');

test('snapshots as text, read again', async () => {
  const { snapshots } = await readRecording('snapshot-1.data', normal);
  const text = toSnapshotText(snapshots);
  const again = await readRecording('snapshot-abc.txt', Buffer.from(text));
  expect(again).toMatchObject({
    format: 'topid-snapshot-text',
    session: { id: 'abc', part: 'snapshot' },
    rows: 0,
  });
  expect(again.snapshots.map(({ time }) => time)).toEqual(snapshots.map(({ time }) => time));
  expect(again.snapshots.map(({ text }) => text.trimEnd())).toEqual(
    snapshots.map(({ text }) => text.trimEnd()),
  );
});

test('a line that looks like the start of a snapshot is none', async () => {
  const text = 'a\n------Snapshot------ 5\nb\n';
  const again = await readRecording('x', Buffer.from(toSnapshotText([{ time: 1.5, text }])));
  expect(again.snapshots).toEqual([{ time: 1.5, text: 'a\n ------Snapshot------ 5\nb\n' }]);
});

test('a table, snapshots and information of one name are one recording', async () => {
  const parts = await Promise.all([
    readRecording('process-r1.csv', Buffer.from('time,pid,name,cpu,mem_kb\n1,1,a,0.1,5\n')),
    readRecording('snapshot-r1.txt', Buffer.from('------Snapshot------ 1\nx\n')),
    readRecording('info-r1.txt', Buffer.from('------CPUInfo------\nA53\n------KernelInfo------\nLinux\n')),
  ]);
  const joined = joinRecordings(parts);
  expect(joined).toHaveLength(1);
  expect(joined[0]).toMatchObject({
    session: { id: 'r1', part: 'joined' },
    rows: 1,
    snapshots: [{ time: 1, text: 'x\n' }],
    info: { cpu: 'A53', kernel: 'Linux' },
  });
  expect(parts.flatMap(({ notices }) => notices.map(({ code }) => code))).not.toContain('mislabelled');
});

import { expect, test } from 'vitest';
import { findHost, findTag } from '#model/recording/recorder.ts';
import { readFixture, readRecording } from '../../formats/read-fixture.ts';

const tagOf = (...commands: string[]): string | undefined => {
  const rows = commands.map(
    (command, at) => `${String(at + 1).padStart(5)}   20    0.00    0.00        2 ${command}`,
  );
  return findTag({
    snapshots: [{ time: 0, text: ['  PID PRIO    uCPU    sCPU      MEM COMM', ...rows].join('\n') }],
  });
};

test.each([
  ['topid -chart -sys -snapshot -i 3 -c 3600 -tag my-board', 'my-board'],
  ['/usr/bin/topid -chart -snapshot --tag=my-board -i 3', 'my-board'],
  ['topid -chart -snapshot -tag my board -info uname -a', 'my board'],
  ['topid -snapshot=true -chart=true -tag=a=b', 'a=b'],
  ['topid -chart -snapshot', undefined],
  ['topid -chart -snapshot -tag', undefined],
  // Another one, that takes no snapshots or leaves no recording.
  ['topid -chart -tag other', undefined],
  ['topid -tag other -snapshot', undefined],
  ['topidchart -dir /data -chart -snapshot -tag other', undefined],
])('the tag of %s', (command, expected) => {
  expect(tagOf('/bin/init', command)).toBe(expected);
});

test('of two recorders nobody knows which', () => {
  expect(tagOf('topid -chart -snapshot -tag a', 'topid -chart -snapshot -tag b')).toBeUndefined();
  expect(findTag({ snapshots: [] })).toBeUndefined();
});

test('a session of the real topid says its tag', async () => {
  const file = 'snapshot-20261126-ozgsjymy.data';
  expect(findTag(await readRecording(file, readFixture(`topid-session/full/${file}`)))).toBe('full');
});

test.each([
  [[{ command: '/bin/hostname', output: 'b8\n' }], '', 'b8'],
  [[{ command: 'hostname -I', output: '10.0.0.1' }], '', undefined],
  [[{ command: 'uname -a', output: 'Linux board-7 4.14.0 #1 SMP aarch64' }], 'Linux other 4.14.0', 'board-7'],
  [[], 'Linux board 6.18.44-fc-v595 #1 SMP x86_64 GNU/Linux', 'board'],
  [[], 'Linux version 6.18.44 (gcc 12)', undefined],
  [[], '', undefined],
])('the machine of %j and %j', (commands, kernel, expected) => {
  expect(findHost({ commands, kernel })).toBe(expected);
});

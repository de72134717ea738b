import { expect, test } from 'vitest';
import { read, readFixture, readRecording } from '../read-fixture.ts';

const normal = readFixture('topid-info/valid/info-20211111-normal.data');

test('the sections and each command with its output', async () => {
  const { info, session, notices } = await readRecording('info-20211111-normal.data', normal);
  expect(session).toEqual({ id: '20211111-normal', part: 'info' });
  expect(notices).toEqual([]);
  expect(info!.cpu).toMatch(/^processor\t: 0\n.*\n\nprocessor\t: 1\n.*v8l\)$/s);
  expect(info!.kernel).toBe('Linux board 4.14.79 #1 SMP PREEMPT aarch64 GNU/Linux');
  expect(info!.commands).toEqual([
    { command: 'uptime', output: ' 10:00:00 up 3 days,  2:11,  load average: 0.10, 0.20, 0.30' },
    {
      command: "echo '<b>$ not a command</b>'; cat /proc/version",
      output: '<b>$ not a command</b>\n$ neither is this\nLinux version 4.14.79',
    },
    { command: 'true', output: '' },
  ]);
  expect(`${info!.text}\n`).toBe(new TextDecoder().decode(normal));
});

test('one that ends early has what it has', async () => {
  const bytes = readFixture('topid-info/valid/info-1992780262-cut.data');
  const { info, notices } = await readRecording('info-1992780262-cut.data', bytes);
  expect(info).toMatchObject({ cpu: 'processor : 0', kernel: '', commands: [] });
  expect(notices).toMatchObject([{ code: 'topid-info-cut', params: { missing: 'KernelInfo', line: 2 } }]);
});

test('every prefix that has the first line is read', async () => {
  for (let length = 19; length < normal.length; length++) {
    const { info } = await readRecording('info-1.data', normal.subarray(0, length));
    expect(info!.text.length).toBeGreaterThan(0);
  }
});

test('text without a section is an error', async () => {
  const bytes = readFixture('topid-info/invalid/info-20211111-other.data');
  await expect(read('info-1.data', bytes)).rejects.toMatchObject({ code: 'unknown-text' });
  await expect(read('info-1.data', bytes, { format: 'topid-info' })).rejects.toMatchObject({
    code: 'topid-info-no-section',
    where: { line: 1 },
  });
});

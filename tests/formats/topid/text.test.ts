import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError } from '#formats/format.ts';
import { parseRow } from '#formats/topid/text-row.ts';
import { read, readFixture, readRecording } from '../read-fixture.ts';
import { paramOf } from '../../model/notice-params.ts';

async function readText(file: string) {
  return readRecording(file, readFixture(`topid-text/valid/${file}`));
}

test('tables, one a sample, as far apart as the command says', async () => {
  const recording = await readText('plain.txt');
  expect(recording).toMatchObject({
    format: 'topid-text',
    clock: 'none',
    cpuSplit: false,
    rows: 15,
    notices: [],
    snapshots: [],
  });
  expect([...recording.times]).toEqual([0, 3, 6, 9]);
  expect(
    recording.series.map(({ key, at, userCpu, memKb }) => [key, [...at], [...userCpu], [...memKb]]),
  ).toEqual([
    ['init-1', [0, 1, 2, 3], Array.from({ length: 4 }, () => Math.fround(0.33)), [4096, 4096, 4096, 4096]],
    ['[kthreadd]-2', [0, 1, 2, 3], [0, 0, 0, 0], [0, 0, 0, 0]],
    ['/usr/bin/board_app -x-654', [0, 1, 2, 3], [0, 12.5, 25, 37.5], [204_800, 204_804, 204_808, 204_812]],
    ['big pid-4194304', [0, 1, 3], [100.25, 100.25, 100.25], [10_240_000, 10_240_000, 10_240_000]],
  ]);
  expect(recording.info!.text).toMatch(
    /^~ # \.\/topid -i 3.*Hello 你好.*http:\/\/192\.0\.2\.1:9888\/BOARD\/1992780262$/s,
  );
});

test('the same with CRLF and with a terminal’s colours', async () => {
  const { series, times } = await readText('plain.txt');
  for (const file of ['crlf.txt', 'coloured.txt']) {
    const other = await readText(file);
    expect(other.series).toEqual(series);
    expect(other.times).toEqual(times);
  }
});

test('a tree: processes without their branches, threads in the tree alone', async () => {
  const recording = await readText('tree.txt');
  expect(recording.series.map(({ key }) => key)).toEqual([
    'init-1',
    '/usr/bin/board_app -x-654',
    'child <of> it-700',
    'sh-800',
    'sleep 1-801',
  ]);
  expect(recording.snapshots).toHaveLength(3);
  expect(recording.snapshots[1]).toMatchObject({ time: 1 });
  expect(recording.snapshots[1]!.text).toContain('│  └> 2*<board_app>: [661 662]');
  expect(recording.notices.map(({ code, params }) => [code, params])).toEqual([
    ['topid-text-no-times', {}],
    ['topid-text-threads', { rows: 6 }],
  ]);
});

test('a tree whose lines a terminal without UTF-8 has escaped', async () => {
  const [plain, escaped] = [await readText('tree.txt'), await readText('escaped.txt')];
  expect(escaped.series).toEqual(plain.series);
  expect(escaped.snapshots).toEqual(plain.snapshots);
});

test('-detailcpu has user and system apart, -MB megabytes', async () => {
  const recording = await readText('detail-mb.txt');
  expect(recording).toMatchObject({ cpuSplit: true, notices: [] });
  expect([...recording.times]).toEqual([0, 5]);
  const app = recording.series[1]!;
  expect([[...app.userCpu], [...app.systemCpu], [...app.memKb]]).toEqual([
    [40, 41],
    [10, 10],
    [203_776, 203_776],
  ]);
});

test('a unit that is not told is guessed, and the guess is told', async () => {
  const recording = await readText('mb-untold.txt');
  expect(recording.series[4]!.memKb[0]).toBe(35 * 1024);
  expect(recording.notices).toMatchObject([
    { code: 'topid-text-no-times' },
    { code: 'topid-text-unit', params: { unit: 'MB', max: 35 } },
  ]);
});

test('a command line without -MB tells KB, however small the processes are', async () => {
  const text = 'topid -pss -i 2\n  PID PRIO     CPU      MEM COMM\n    7   20    1.00     1003 app\n';
  const recording = await readRecording('topid.txt', new TextEncoder().encode(text));
  expect([...recording.series[0]!.memKb]).toEqual([1003]);
  expect(recording.notices).toEqual([]);
});

describe('rows of another topid say nothing of this one', () => {
  for (const [file, interval] of [
    ['two-topids.txt', 3],
    ['two-topids-interval.txt', 3],
    ['text-other-topid.txt', undefined],
    ['text-other-topid-told.txt', 2],
  ] as const) {
    test(file, async () => {
      const recording = await readText(file);
      const app = recording.series.find(({ name }) => name.includes('board_app'))!;
      expect([...app.memKb]).toEqual([204_800, 204_800]);
      expect([...recording.times]).toEqual([0, interval ?? 1]);
      const told = recording.notices.some(({ code }) => code === 'topid-text-no-times');
      expect(told).toBe(interval === undefined);
    });
  }
});

test('an interval of 0 is none', async () => {
  const recording = await readText('text-i0.txt');
  expect([...recording.times]).toEqual([0, 1]);
  expect(recording.notices[0]?.code).toBe('topid-text-no-times');
});

test('headers without a row are samples without a process, and told', async () => {
  const recording = await readText('onepid.txt');
  expect([recording.times.length, recording.rows]).toEqual([5, 0]);
  expect(recording.notices.map(({ code }) => code)).toEqual(['topid-text-no-times', 'topid-no-processes']);
});

test('the real topid’s rows of -thread are in its trees alone', async () => {
  const recording = await readText('thread.txt');
  expect(recording.series.map(({ name }) => name)).not.toContain('<board_app>');
  expect(recording.series.find(({ name }) => name === 'board_app')!.memKb[0]).toBe(43_376);
  expect(recording.notices.at(-1)).toMatchObject({ code: 'topid-text-threads', params: { rows: 258 } });
});

test('the real topid’s tree with -detailcpu and -MB', async () => {
  const recording = await readText('tree-detailcpu-MB.txt');
  const app = recording.series.find(({ name }) => name === './board_app -cpu 12 -mb 40')!;
  expect([app.userCpu[0], app.systemCpu[0], app.memKb[0]]).toEqual([Math.fround(7.49), 0, 42 * 1024]);
  expect(recording.notices.map(({ code }) => code)).toEqual(['topid-text-no-times', 'topid-text-unit']);
});

test('an impossible value is a gap', async () => {
  const text = `topid -i 1
  PID PRIO     CPU      MEM COMM
  654  -51 18446744073709551616.00   204800 board_app
    7   20     NaN 18446744073709551615 other
`;
  const { series, notices } = await readRecording('a.txt', Buffer.from(text));
  expect(series.map(({ userCpu, memKb }) => [userCpu[0], memKb[0]])).toEqual([
    [NaN, 204_800],
    [NaN, NaN],
  ]);
  const told = notices.filter(({ code }) => code === 'topid-impossible');
  expect(told.map((one) => [paramOf(one, 'name'), paramOf(one, 'what'), paramOf(one, 'value')])).toEqual([
    ['board_app', 'CPU', '1.8e+19 %'],
    ['other', 'CPU', null],
    ['other', 'memory', '1.8e+19 KB'],
  ]);
});

test('a second run with other options is told', async () => {
  const text = 'topid -i 2\n PID PRIO CPU MEM COMM\n~ # ./topid -i 5 -MB\n PID PRIO CPU MEM COMM\n';
  const { times, notices } = await readRecording('a.txt', Buffer.from(text));
  expect([...times]).toEqual([0, 2]);
  expect(notices[0]).toMatchObject({ code: 'topid-text-restart', where: { line: 3 } });
});

test('lines of others between the rows, and a row that is cut, are left out and told', async () => {
  const recording = await readText('stray-and-cut.txt');
  expect(recording.series.map(({ key, at }) => [key, [...at]])).toEqual([
    ['init-1', [0, 1]],
    ['[kthreadd]-2', [0]],
  ]);
  expect(recording.notices.at(-1)).toMatchObject({
    code: 'topid-text-lines',
    params: { lines: 2, line: 3 },
    where: { line: 3 },
  });
});

test('rows', () => {
  expect(parseRow('  654  -51     NaN    +Inf        0 x')).toMatchObject({
    userCpu: NaN,
    systemCpu: Infinity,
    mem: 0,
  });
  expect(parseRow('    7   20    1.00       12 ')).toMatchObject({ pid: 7, name: '' });
  expect(parseRow('    7   20    1.00       12 <t>')).toMatchObject({
    name: '<t>',
    thread: true,
    tree: false,
  });
  expect(parseRow('    7   20    1.00       12 ├─ <t> x')).toMatchObject({
    name: '<t> x',
    thread: false,
    tree: true,
  });
  for (const line of [
    '',
    'x',
    '7 20 1 12 x',
    '    7   20    1.00    1.00 x',
    '    7   20    1.00    1.00    1.00       12 x',
    '    7   20    1.00       12',
  ]) {
    expect(parseRow(line), line).toBeUndefined();
  }
});

test('rows of two CPU columns under a header of one, as topid 0.2.1 prints them, read like the others', async () => {
  const proper = await readText('detail-mb.txt');
  const single = await readText('detail-single-header.txt');
  expect(single.cpuSplit).toBe(true);
  expect(single.rows).toBe(proper.rows);
  expect(single.rows).toBeGreaterThan(0);
  expect(single.series).toEqual(proper.series);
});

test('every prefix that has a header is read, and tables keep their values', async () => {
  const bytes = readFixture('topid-text/valid/plain.txt');
  const whole = await readText('plain.txt');
  for (let length = 1; length < bytes.length; length += 3) {
    const result = await read('a.txt', bytes.subarray(0, length)).catch((error: unknown) => error);
    if (result instanceof FormatError) continue;
    const { value } = result as Awaited<ReturnType<typeof read>>;
    if (value.kind !== 'recording') throw new Error(value.kind);
    const init = value.series[0];
    if (init) expect(init.userCpu).toEqual(whole.series[0]!.userCpu.slice(0, init.at.length));
  }
});

test('flipped bytes neither hang nor crash', async () => {
  const bytes = readFixture('topid-text/valid/tree.txt');
  const flip = fc.tuple(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }));
  await fc.assert(
    fc.asyncProperty(fc.array(flip, { minLength: 1, maxLength: 8 }), async (flips) => {
      const broken = Uint8Array.from(bytes);
      for (const [at, mask] of flips) broken[at]! ^= mask;
      const result = await read('a.txt', broken).catch((error: unknown) => error);
      if (!(result instanceof FormatError))
        expect((result as Awaited<ReturnType<typeof read>>).value).toBeDefined();
    }),
    { numRuns: 200 },
  );
});

test('text without a table is an error', async () => {
  const bytes = readFixture('topid-text/invalid/no-header.txt');
  await expect(read('no-header.txt', bytes, { format: 'topid-text' })).rejects.toMatchObject({
    code: 'topid-text-no-header',
  });
});

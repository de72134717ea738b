import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError } from '#formats/format.ts';
import { splitCells } from '#formats/table/cells.ts';
import { parseTime, parseValue } from '#formats/table/values.ts';
import { listFixtures, read, readFixture, readRecording } from '../read-fixture.ts';
import { paramOf, reasonOf } from '../../model/notice-params.ts';

async function readTable(file: string) {
  return readRecording(file, readFixture(`table/valid/${file}`));
}

function toRows(recording: Awaited<ReturnType<typeof readTable>>) {
  return recording.series.map(({ key, at, userCpu, systemCpu, memKb }) => [
    key,
    [...at],
    [...userCpu],
    [...systemCpu],
    [...memKb],
  ]);
}

function parse(text: string) {
  return readRecording('x.csv', Buffer.from(text));
}

test('rows of one time are a sample', async () => {
  const recording = await readTable('plain.csv');
  expect(recording).toMatchObject({
    format: 'table',
    clock: 'unix',
    cpuSplit: true,
    rows: 5,
    notices: [],
    session: undefined,
  });
  expect([...recording.times]).toEqual([1_636_624_800, 1_636_624_803, 1_636_624_806.25]);
  expect(toRows(recording)).toEqual([
    ['init-1', [0, 1, 2], [0.5, 1.5, 2.5], [0.25, 0.75, 1], [4096, 4097, 4098]],
    ['board_app-654', [0, 2], [40, 60], [10, 12.5], [204_800, 204_900]],
  ]);
});

test('the same with CRLF and a byte order mark, and in UTF-16', async () => {
  const plain = await readTable('plain.csv');
  expect(toRows(await readTable('crlf-bom.csv'))).toEqual(toRows(plain));
  const text = new TextDecoder().decode(readFixture('table/valid/plain.csv'));
  expect(toRows(await readRecording('x', Buffer.from(`\ufeff${text}`, 'utf16le')))).toEqual(toRows(plain));
});

test('columns in any order and case, tabs, other columns, one figure for CPU, ISO 8601, missing values', async () => {
  const recording = await readTable('other-order.tsv');
  expect(recording).toMatchObject({ cpuSplit: false });
  expect(recording.notices.map((one) => [one.code, paramOf(one, 'name'), paramOf(one, 'value')])).toEqual([
    ['table-columns', undefined, undefined],
    ['table-impossible', 'board app', null],
    ['table-impossible', '[free]', null],
  ]);
  expect([...recording.times]).toEqual([1_636_624_800, 1_636_624_803.5]);
  expect(recording.series.map(({ key, kind }) => [key, kind])).toEqual([
    ['board app-7', 'process'],
    ['[free]', 'system'],
  ]);
  expect(toRows(recording)).toEqual([
    ['board app-7', [0, 1], [12.5, NaN], [0, 0], [1000, 2000.5]],
    ['[free]', [0, 1], [NaN, NaN], [0, 0], [500, 450]],
  ]);
});

test('columns that are not read are named, with the names that are', async () => {
  const say = async (header: string) =>
    (await parse(`${header}\n100,7,app,1,2048${',1'.repeat(header.split(',').length - 5)}`)).notices
      .filter(({ code }) => code === 'table-columns')
      .map(({ message }) => message);
  const known = 'those that are read are called time, pid, name, cpu, ucpu, scpu, mem_kb';
  expect(await say('time,pid,name,cpu,rss')).toEqual([`table: 1 column is not read: "rss"; ${known}`]);
  expect(await say(' TIME,pid,name,cpu,mem_kb,,CPU')).toEqual([
    `table: 1 column is not read: "CPU"; ${known}`,
  ]);
  const many = [...'abcdefghij'].join();
  expect(await say(`time,pid,name,cpu,mem_kb,${many}`)).toEqual([
    `table: 10 columns are not read: "a", "b", "c", "d", "e", "f", "g", "h" and 2 more; ${known}`,
  ]);
  expect(await say('time,pid,name,cpu,mem_kb')).toEqual([]);
});

test('quotes, and lines in quotes', async () => {
  const recording = await readTable('quoted.csv');
  expect(recording.series.map(({ name, userCpu }) => [name, [...userCpu]])).toEqual([
    ['say "hi", <b>', [1, 3]],
    ['two\nlines', [2, 4]],
  ]);
});

test('the same process again at the same time is the next sample', async () => {
  const recording = await readTable('same-time.csv');
  expect([...recording.times]).toEqual([100, 100, 101]);
  expect(toRows(recording).map((row) => [row[0], row[1], row[2]])).toEqual([
    ['a-1', [0, 1, 2], [1, 3, 5]],
    ['b-2', [0, 1], [2, 4]],
  ]);
});

test('rows that cannot be read are left out, each told with its line', async () => {
  const recording = await readTable('bad-rows.csv');
  expect([...recording.times]).toEqual([1_636_624_800, 1_636_624_803, 1_636_624_806, 1_636_624_809]);
  expect(toRows(recording)).toEqual([
    ['init-1', [0, 1, 2, 3], [1, 1, 0, 3], [1, 1, 2, 3], [100, NaN, NaN, NaN]],
  ]);
  const rows = recording.notices.filter(({ code }) => code === 'table-row');
  expect(rows.map((row) => [row.where?.line, reasonOf(row)])).toEqual([
    [3, 'time "yesterday" is neither Unix seconds nor ISO 8601'],
    [4, 'pid "one" is no integer'],
    [5, 'ucpu "1x" is no number'],
    [7, '7 cells under a header of 6'],
    [8, 'something stands behind a closing quote'],
    [10, 'time "1636624800000" is beyond the year 9999: seconds are wanted, not milliseconds'],
    [11, 'time "2021-02-30T10:00:00Z" is no time of any day'],
    [12, 'name is missing'],
    [13, 'something stands behind a closing quote'],
  ]);
  const others = recording.notices.filter(({ code }) => code !== 'table-row');
  expect(others.map(({ code, params }) => [code, params])).toEqual([
    ['table-half-cpu', { rows: 1, line: 9 }],
    [
      'table-impossible',
      { what: 'memory', name: 'init', pid: 1, system: 0, count: 1, sample: 2, value: '-5 KB' },
    ],
  ]);
});

test('many bad rows are told in one sentence', async () => {
  const bad = Array.from({ length: 500 }, () => 'x,1,a,1\n').join('');
  const { notices } = await parse(`time,pid,name,cpu\n1,1,a,1\n${bad}`);
  expect(notices.filter(({ code }) => code === 'table-row')).toHaveLength(20);
  expect(notices.find(({ code }) => code === 'table-more-rows')?.params).toEqual({ more: 480 });
});

test('a quote that is never closed costs its own line alone', async () => {
  const rows = Array.from({ length: 300 }, (_, at) => `${at},1,${at === 5 ? '"open' : 'a'},${at}\n`).join('');
  const { series, notices } = await parse(`time,pid,name,cpu\n${rows}`);
  expect(series[0]!.at).toHaveLength(299);
  expect(notices[0]).toMatchObject({
    code: 'table-row',
    where: { line: 7 },
    params: { reason: { code: 'cell-open-quote', message: 'a quote is never closed' } },
  });
});

test('lines that close a quote and open the next cost no more than a few times their length', async () => {
  const rows = 'a","b\n'.repeat(100_000);
  const { rows: read, notices } = await parse(`time,pid,name,cpu\n1,1,a,1\n${rows}2,1,a,2\n`);
  expect(read).toBe(2);
  expect(notices.find(({ code }) => code === 'table-more-rows')?.params).toEqual({ more: 99_980 });
});

test('times without a zone are taken for UTC, which is told', async () => {
  const recording = await readTable('no-zone.csv');
  expect(recording.times[0]).toBe(1_636_624_800);
  expect(recording.notices.map(({ code }) => code)).toEqual(['table-no-zone', 'table-no-cpu']);
});

test('a table sorted by process is told for what it is', async () => {
  const { notices, times } = await readTable('by-process.csv');
  expect([...times]).toEqual([100, 103, 100, 103]);
  expect(notices.map(({ code }) => code)).toEqual(['table-sorted-by-process', 'table-clock-step']);
});

test('the only one of ucpu and scpu is the CPU', async () => {
  const recording = await parse('time,pid,name,scpu\n1,1,a,5\n');
  expect(recording.cpuSplit).toBe(false);
  expect(toRows(recording)).toEqual([['a-1', [0], [5], [0], [NaN]]]);
});

test('a header that comes again is no row', async () => {
  const { rows, notices } = await parse(
    'time,pid,name,cpu,mem_kb\n1,1,a,5,1\ntime,pid,name,cpu,mem_kb\n2,1,a,6,1\n',
  );
  expect([rows, notices]).toEqual([2, []]);
});

describe('what cannot be read is an error', () => {
  const expected: Record<string, [string, number | undefined]> = {
    'header-only.csv': ['table-no-rows', undefined],
    'no-good-row.csv': ['table-no-rows', 2],
    'other-header.csv': ['table-no-header', 1],
  };
  for (const { file, bytes } of listFixtures('table', 'invalid')) {
    test(file, async () => {
      const [code, line] = expected[file]!;
      const error = await read(file, bytes).catch((each: unknown) => each);
      expect(error).toBeInstanceOf(FormatError);
      expect(error).toMatchObject({ code });
      expect((error as FormatError).where?.line).toBe(line);
      expect((error as FormatError).message).toContain(file);
    });
  }
});

test('numbers are read strictly', () => {
  for (const [text, value] of [
    ['1', 1],
    ['-1.5', -1.5],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    [' 7 ', 7],
    ['', NaN],
    // Not empty, and no number: infinite, so that it is told as what it is.
    ['nan', Infinity],
    ['-Inf', -Infinity],
  ] as const) {
    expect(parseValue('cpu', text)).toBe(value);
  }
  for (const text of ['1,5', '0x10', '1 000', '1e', '--1', '5%', '1_000', '٣', 'true', 'e5', '.']) {
    expect(() => parseValue('cpu', text), text).toThrow(`cpu ${JSON.stringify(text)} is no number`);
  }
});

test('a comma is the decimal sign too where semicolons separate', async () => {
  const recording = await readTable('excel-decimal-comma.csv');
  expect(toRows(recording)).toEqual([
    ['board_app-654', [0, 1], [40.25, 41.25], [10.5, 10.5], [204_800, 204_800]],
  ]);
  expect(recording.notices.map(({ code }) => code)).toEqual(['table-no-zone']);
  const mixed = await parse('time;pid;name;cpu\n1,5;1;a;2.5\n2.5;1;a;3,5\n3;1;a;1.024,5\n');
  expect([[...mixed.times], toRows(mixed)[0]![2]]).toEqual([
    [1.5, 2.5],
    [2.5, 3.5],
  ]);
  expect(reasonOf(mixed.notices[0])).toBe('cpu "1.024,5" is no number');
});

test('numbers that look like others are no numbers, and their rows are told', async () => {
  const recording = await readTable('nums.csv');
  expect(toRows(recording).map((row) => row[0])).toEqual(['a-1', 'b-2']);
  expect(recording.notices.map(reasonOf)).toEqual([
    'cpu "0x10" is no number',
    'cpu "1_000" is no number',
    'mem_kb "1,024" is no number',
  ]);
});

test('an empty one of user and system leaves the other', async () => {
  const recording = await readTable('scpu-empty.csv');
  expect(recording.cpuSplit).toBe(false);
  expect(toRows(recording)).toEqual([['a-1', [0, 1], [10, 20], [0, 0], [100, 100]]]);
  expect(recording.notices.map(({ code }) => code)).toEqual(['table-one-cpu']);
});

test('more samples than topid makes are nothing that topid did', async () => {
  const rows = Array.from({ length: 28_800 }, (_, at) => `${at},1,a,1,5\n`).join('');
  const { times, notices } = await parse(`time,pid,name,cpu,mem_kb\n${rows}`);
  expect([times.length, notices]).toEqual([28_800, []]);
});

test('times', () => {
  const at = (text: string) => parseTime(text).time;
  expect(at('1970-01-01T00:00:00Z')).toBe(0);
  expect(at('2021-11-11T10:00:00.125Z')).toBe(1_636_624_800.125);
  expect(at('2021-11-11 15:30:00+05:30')).toBe(1_636_624_800);
  expect(at('2021-11-11T06:30:00-0330')).toBe(1_636_624_800);
  expect(at('2021-11-11T10:00Z')).toBe(1_636_624_800);
  expect(at('2016-12-31T23:59:60Z')).toBe(1_483_228_800);
  expect(at('0099-01-01T00:00:00Z')).toBe(Date.UTC(2000, 0, 1) / 1000 - 59_989_680_000);
  expect(at('-5')).toBe(-5);
  for (const text of [
    '',
    'now',
    '2021-13-01T00:00:00Z',
    '2021-02-29T00:00:00Z',
    '2021-01-01T24:00:00Z',
    '2021-01-01T00:60:00Z',
    '2021-01-01',
    '11/11/2021 10:00',
  ]) {
    expect(() => parseTime(text), text).toThrow(/^time /);
  }
});

test('cells that were joined by the rules are split into what they were', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', 'é') });
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), (cells) => {
      const line = cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(',');
      expect(splitCells(line, ',')).toEqual(cells);
    }),
  );
  expect(splitCells('a,"b', ',')).toBe('open');
  expect(splitCells('a,"b""', ',')).toBe('open');
  expect(splitCells('a,"b"c,d', ',')).toBe('bad');
  expect(splitCells('a,"b",', ',')).toEqual(['a', 'b', '']);
  expect(splitCells('a, "b",c"d', ',')).toEqual(['a', ' "b"', 'c"d']);
});

test('every prefix is read or refused, and values stay what they are', async () => {
  const bytes = readFixture('table/valid/plain.csv');
  for (let length = 1; length < bytes.length; length++) {
    const result = await read('x.csv', bytes.subarray(0, length)).catch((error: unknown) => error);
    if (result instanceof FormatError) continue;
    const { value } = result as Awaited<ReturnType<typeof read>>;
    if (value.kind !== 'recording') throw new Error(value.kind);
    expect(value.times[0]).toBeLessThanOrEqual(1_636_624_800);
  }
});

test('any text behind a header neither hangs nor crashes', async () => {
  const text = fc.string({
    unit: fc.constantFrom('1', ',', '"', '\n', '\r', 'a', '.', '\0', '-', '名'),
    maxLength: 300,
  });
  await fc.assert(
    fc.asyncProperty(text, async (rest) => {
      const result = await read('x.csv', Buffer.from(`time,pid,name,cpu\n1,1,a,1\n${rest}`)).catch(
        (error: unknown) => error,
      );
      expect(result).not.toBeInstanceOf(Error);
    }),
    { numRuns: 300 },
  );
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError } from '#formats/format.ts';
import { gunzipSync } from 'node:zlib';
import type { Recording } from '#model/recording/recording.ts';
import {
  hasFixture,
  listFixtures,
  read,
  readFixture,
  readRecording,
  toRowText,
  toSamples,
} from '../read-fixture.ts';
import { paramOf } from '../../model/notice-params.ts';
import { cpuClock } from '../../cpu-clock.ts';

interface ExpectedSample {
  time: number;
  rows: { pid: number; name: string; nameBase64?: string; ucpu: string; scpu: string; memKb: string }[];
}

/** What the Go program wrote, as it said itself. */
function readExpected(file: string): { time: number; rows: string[] }[] {
  const text = new TextDecoder().decode(readFixture(`topid-process/expected/${file}.json`));
  return (JSON.parse(text) as ExpectedSample[]).map(({ time, rows }) => ({
    time,
    rows: rows
      .map((row) => {
        const bytes =
          row.nameBase64 === undefined ? Buffer.from(row.name) : Buffer.from(row.nameBase64, 'base64');
        const name = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
        const [user, system] = [toFloat(row.ucpu), toFloat(row.scpu)].map((cpu) => toPossible(cpu, 1e6));
        return toRowText(row.pid, name, user!, system!, toPossible(Number(BigInt(row.memKb)), 2 ** 42));
      })
      .sort(),
  }));
}

/** What no machine has is a gap. */
function toPossible(value: number, most: number): number {
  return value >= 0 && value <= most ? value : NaN;
}

function toFloat(text: string): number {
  return Math.fround(Number(text.replace('Inf', 'Infinity')));
}

const fixtures = listFixtures('topid-process', 'valid');
const compared = fixtures.filter(({ file }) => hasFixture(`topid-process/expected/${file}.json`));

function readNormal(name: string): Promise<Recording> {
  const file = `process-20211111-${name}.data`;
  return readRecording(file, readFixture(`topid-process/valid/${file}`));
}

function seriesOf(recording: Recording, key: string) {
  const series = recording.series.find((each) => each.key === key);
  if (!series)
    throw new Error(`no series ${key} among ${recording.series.map((each) => each.key).join(', ')}`);
  return series;
}

describe('every value that Go wrote is read', () => {
  for (const { file, bytes } of compared) {
    test(file, async () => {
      const recording = await readRecording(file, bytes);
      expect(toSamples(recording)).toEqual(readExpected(file));
      expect(recording.rows).toBe(recording.series.reduce((rows, { at }) => rows + at.length, 0));
    });
  }
});

describe('cut at every byte: all samples before the cut are there, and what is lost is told', () => {
  for (const { file, bytes } of compared) {
    // The large ones have nothing that the small ones have not: there, a byte in many.
    const step = bytes.length > 3000 ? 211 : 1;
    test(file, async () => {
      const whole = file.endsWith('.gz') ? new Uint8Array(gunzipSync(bytes)) : bytes;
      const name = file.replace('.gz', '');
      const expected = readExpected(file);
      const counts: number[] = [];
      for (let length = 0; length < whole.length; length += step) {
        const result = await read(name, whole.subarray(0, length)).catch((error: unknown) => error);
        if (result instanceof FormatError) {
          expect(result.message).toContain(name);
          expect(counts.every((count) => count === 0)).toBe(true);
          counts.push(0);
          continue;
        }
        const { value, notices, end } = result as Awaited<ReturnType<typeof read>>;
        const samples = toSamples(value as Recording);
        const cut = notices.some(({ code }) => code === 'gob-cut' || code === 'gob-bad-messages');
        expect(end.complete).toBe(!cut);
        expect(end.byte).toBeLessThanOrEqual(length);
        // An empty sample at the very end may yet turn out to be a snapshot's echo.
        while (samples.length > 0 && samples.at(-1)!.rows.length === 0 && samples.length > expected.length)
          samples.pop();
        const last = samples.length - 1;
        expect(samples.slice(0, last)).toEqual(expected.slice(0, last));
        if (samples[last]!.rows.length > 0) expect(samples[last]).toEqual(expected[last]);
        counts.push(samples.length);
      }
      expect(counts.toSorted((a, b) => a - b)).toEqual(counts);
      expect(new Set(counts).size).toBeGreaterThan(1);
    });
  }
});

describe('flipped bytes neither hang nor crash nor invent rows', () => {
  for (const { file, bytes } of compared) {
    test(file, async () => {
      const flip = fc.tuple(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }));
      await fc.assert(
        fc.asyncProperty(fc.array(flip, { minLength: 1, maxLength: 5 }), async (flips) => {
          const broken = Uint8Array.from(bytes);
          for (const [at, mask] of flips) broken[at]! ^= mask;
          const result = await read(file, broken).catch((error: unknown) => error);
          if (result instanceof FormatError) return;
          const { value } = result as Awaited<ReturnType<typeof read>>;
          if (value.kind !== 'recording') return;
          // A row takes at least a byte, and a gzipped one not less than a thousandth of that.
          expect(value.rows).toBeLessThan(bytes.length * (file.endsWith('.gz') ? 1100 : 1));
          expect(value.times.every((time) => Number.isFinite(new Date(time * 1000).getTime()))).toBe(true);
          for (const { at } of value.series) {
            expect(
              at.every((sample, row) => sample < value.times.length && (row === 0 || sample > at[row - 1]!)),
            ).toBe(true);
          }
          expect(new Set(value.series.map(({ key }) => key)).size).toBe(value.series.length);
        }),
        { numRuns: 150 },
      );
    });
  }
});

describe('what cannot be read is an error that says why', () => {
  const expected: Record<string, [code: string, message: RegExp]> = {
    'process-absurd-length.data': ['gob-stopped', /message of 1099511627776 bytes at byte 1\d\d/],
    'process-cut-in-types.data': [
      'gob-cut',
      /ends at byte 30, inside a message of \d+ bytes that begins at byte 0/,
    ],
    'process-no-types.data': ['unknown-format', /not a format that Casebook reads/],
    'process-other-type.data': [
      'unknown-format',
      /It is a gob stream of padding \{Number\}, but none that topid writes/,
    ],
    'process-types-only.data': ['gob-cut', /inside a message/],
  };
  for (const { file, bytes } of listFixtures('topid-process', 'invalid')) {
    test(file, async () => {
      const [code, message] = expected[file]!;
      const error = await read(file, bytes).catch((each: unknown) => each);
      expect(error).toBeInstanceOf(FormatError);
      expect(error).toMatchObject({ code, params: { file } });
      expect((error as FormatError).message).toMatch(message);
      expect((error as FormatError).message).toContain(file);
    });
  }

  test('a stream without its types, read as what it is said to be', async () => {
    const bytes = readFixture('topid-process/valid/process-20211111-normal.data');
    const head = Buffer.from(bytes).indexOf('init') - 16;
    for (let from = head - 8; from <= head + 8; from++) {
      const error = await read('x', bytes.subarray(from), { format: 'topid-process' }).catch(
        (each: unknown) => each,
      );
      expect(error).toBeInstanceOf(FormatError);
      expect((error as FormatError).message).toMatch(/at byte \d+/);
    }
  });
});

test('a normal recording: facts, keys and kinds', async () => {
  const recording = await readNormal('normal');
  expect(recording).toMatchObject({
    kind: 'recording',
    format: 'topid-process',
    session: { id: '20211111-normal', part: 'process' },
    clock: 'unix',
    cpuSplit: true,
    rows: 70,
    snapshotEchoes: 0,
    snapshots: [],
    info: undefined,
    notices: [],
  });
  expect(recording.series.map(({ key, kind, name, pid }) => [key, kind, name, pid])).toEqual([
    ['init-1', 'process', 'init', 1],
    ['[kthreadd]-2', 'process', '[kthreadd]', 2],
    ['board_app-654', 'process', 'board_app', 654],
    ['[CPU0-user]', 'system', '[CPU0-user]', 0],
    ['[CPU0-idle]', 'system', '[CPU0-idle]', 0],
    ['[available]', 'system', '[available]', 0],
    ['[free]', 'system', '[free]', 0],
  ]);
  const app = seriesOf(recording, 'board_app-654');
  expect([...app.userCpu]).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45]);
  expect([...app.systemCpu]).toEqual([0, 2.5, 5, 7.5, 10, 12.5, 15, 17.5, 20, 22.5]);
  expect([...app.memKb].slice(0, 3)).toEqual([204_800, 205_312, 205_824]);
});

test('snapshot echoes are counted apart, and are no samples; other empty samples are', async () => {
  const recording = await readNormal('echoes');
  expect(recording.snapshotEchoes).toBe(3);
  expect([...recording.times].map((time) => time - 1_636_624_800)).toEqual([0, 3, 6, 9, 20, 30, 33]);
  expect([...seriesOf(recording, 'init-1').at]).toEqual([0, 1, 2, 3, 6]);
});

test('a pid that is used again under another name is another series', async () => {
  const recording = await readNormal('reuse');
  expect(recording.series.map(({ key, at }) => [key, [...at]])).toEqual([
    ['sh-100', [0, 2]],
    ['worker-200', [0, 1]],
    ['worker-201', [0, 2]],
    ['make-100', [1]],
  ]);
});

test('steps of the clock: samples stay in order, and each step is told', async () => {
  const recording = await readNormal('clock');
  expect(recording.times).toHaveLength(9);
  expect(recording.times[0]).toBe(0);
  expect(recording.notices.map((one) => [one.code, paramOf(one, 'seconds'), one.where?.sample])).toEqual([
    ['topid-clock-step', 1_636_624_794, 4],
    ['topid-clock-step', -3600, 6],
    // Three days: a pause, or the clock; nobody knows.
    ['topid-time-jump', 259_200, 8],
  ]);
  expect(recording.notices[0]!.message).toContain('from 1970-01-01T00:00:06Z to 2021-11-11T10:00:00Z');
});

test('NaN, infinities and what is below 0 are gaps, told by name, pid and count', async () => {
  const recording = await readNormal('nonfinite');
  expect([...seriesOf(recording, 'nan-1').userCpu]).toEqual([NaN, 3]);
  expect([...seriesOf(recording, 'nan-1').systemCpu]).toEqual([1, 1]);
  expect([...seriesOf(recording, 'inf-2').userCpu]).toEqual([NaN, 4]);
  expect([...seriesOf(recording, 'inf-2').systemCpu]).toEqual([NaN, 2]);
  expect([...seriesOf(recording, 'minus-4').userCpu]).toEqual([NaN, NaN]);
  expect(recording.notices.map(({ code, params }) => [code, params])).toEqual([
    ['topid-impossible', { what: 'CPU', name: 'nan', pid: 1, system: 0, count: 1, sample: 1, value: null }],
    ['topid-impossible', { what: 'CPU', name: 'inf', pid: 2, system: 0, count: 1, sample: 1, value: null }],
    [
      'topid-impossible',
      { what: 'CPU', name: 'all-nan', pid: 3, system: 0, count: 2, sample: 1, value: null },
    ],
    [
      'topid-impossible',
      { what: 'CPU', name: 'minus', pid: 4, system: 0, count: 2, sample: 1, value: '-1.5 %' },
    ],
  ]);
});

test('counts of 64 bits; more memory than any machine has is a gap', async () => {
  const recording = await readNormal('big');
  expect(seriesOf(recording, 'max-pid-2147483647').memKb[0]).toBe(NaN);
  expect(seriesOf(recording, 'minus-pid--5').memKb[1]).toBe(NaN);
  expect(seriesOf(recording, 'huge-pid-9223372036854776000').memKb[0]).toBe(2 ** 32);
  expect(recording.notices[0]?.message).toBe(
    'topid: 1 value of the memory of max-pid (pid 2147483647) is impossible and left out as a gap, in sample 1: 1.8e+19 KB',
  );
});

test('a counter that went back is a gap, told by whose it is', async () => {
  const file = 'process-20261126-spikes.data';
  const recording = await readRecording(file, readFixture(`topid-process/valid/${file}`));
  const app = seriesOf(recording, 'app-100');
  expect(app.userCpu.filter(Number.isNaN)).toHaveLength(2);
  expect(Math.max(...app.userCpu.filter(Number.isFinite))).toBe(5);
  expect(Math.max(...seriesOf(recording, 'reused-pid-101').userCpu.filter(Number.isFinite))).toBe(2);
  expect(Math.max(...seriesOf(recording, '[used]').memKb.filter(Number.isFinite))).toBe(500_000);
  const told = recording.notices.map((one) => [
    one.code,
    ...['what', 'name', 'pid', 'count', 'value'].map((name) => paramOf(one, name)),
  ]);
  expect(told).toEqual([
    ['topid-impossible', 'CPU', 'app', 100, 2, null],
    ['topid-impossible', 'CPU', 'reused-pid', 101, 1, '1.8e+19 %'],
    ['topid-impossible', 'CPU', '[CPU0-idle]', 0, 1, '1.8e+19 %'],
    ['topid-impossible', 'memory', '[used]', 0, 1, '1.8e+19 KB'],
  ]);
});

test('CPU as whole numbers and as doubles, as recorders of 2021 sent it', async () => {
  const cpu = async (type: string) => {
    const recording = await readNormal(type);
    expect(recording.notices).toEqual([]);
    return recording.series.map(({ key, userCpu, systemCpu }) => [key, userCpu[0], systemCpu[0]]);
  };
  expect(await cpu('uint64')).toEqual([['u-7', 30, 3]]);
  expect(await cpu('float64')).toEqual([['d-7', 30.25, 3.5]]);
});

test('rows of threads are told as such', async () => {
  const file = 'process-20261126-threads.data';
  const recording = await readRecording(file, readFixture(`topid-process/valid/${file}`));
  expect(recording.threadRows).toBe(true);
  expect(recording.notices.map(({ code }) => code)).toEqual(['topid-thread-rows']);
  expect((await readNormal('normal')).threadRows).toBeUndefined();
});

test('twenty thousand rows of nothing are a hundred, and how many were left out', async () => {
  const file = 'process-20261126-zero-rows.data';
  const recording = await readRecording(file, readFixture(`topid-process/valid/${file}`));
  expect(recording.series).toHaveLength(100);
  expect(recording.notices.map(({ code, params }) => [code, params])).toEqual([
    ['topid-surplus-rows', { rows: 19_900, sample: 1 }],
  ]);
});

test('names are any bytes: text, never markup, never a key of an object', async () => {
  const recording = await readNormal('names');
  const names = recording.series.map(({ name }) => name);
  expect(names).toContain('<img src=x onerror="alert(1)">');
  expect(names).toContain('rtl\u202egnp.exe');
  expect(names).toContain('broken\ufffd\ufffd');
  expect(names).toContain('__proto__');
  expect(names).toContain('\ufeffbom');
  expect(recording.series.every(({ kind }) => kind === 'process')).toBe(true);
});

test('the limit of 3600 samples is told where it was reached', async () => {
  const file = 'process-20211111-limit.data.gz';
  const { value, notices, gzipped } = await read(file, readFixture(`topid-process/valid/${file}`));
  expect(gzipped).toBe(true);
  expect((value as Recording).times).toHaveLength(3600);
  expect((value as Recording).series[0]!.memKb[3599]).toBe(5599);
  expect(notices.map(({ code }) => code)).toEqual(['topid-sample-limit']);
});

test('two runs in one file: the ids of the first are other types in the second', async () => {
  const { notices } = await readNormal('two-runs');
  expect(notices[0]).toMatchObject({ code: 'gob-restart', where: { byte: expect.any(Number) as number } });
});

test('values of other types are passed over, and told', async () => {
  const { notices } = await readNormal('shifted');
  expect(notices).toMatchObject([{ code: 'topid-other-values', params: { values: 4 } }]);
});

test('1,250,000 rows of processes that come and go take a moment, not a minute', async () => {
  // The churn fixture's stream over and over: same types, so descriptions come again and again.
  const once = readFixture('topid-process/valid/process-20211111-churn.data');
  const times = 1042;
  const begin = cpuClock();
  const { value } = await read('process-1.data', Buffer.concat(Array.from({ length: times }, () => once)));
  const seconds = (cpuClock() - begin) / 1000;
  expect((value as Recording).rows).toBe(1200 * times);
  // About 0.4 s of the processor's.
  expect(seconds).toBeLessThan(8);
});

test('pids that are floats, of which some are none, are left out as Go itself would', async () => {
  const floats = readFixture('topid-process/valid/process-20211111-normal.data').slice();
  const type = Buffer.from(floats.buffer).indexOf('Pid') + 'Pid'.length + 1;
  expect(floats[type]).toBe(4);
  floats[type] = 8;
  const { series, notices } = await readRecording('x', floats);
  expect(new Set(series.map(({ pid }) => pid))).toEqual(new Set([0]));
  expect(notices).toMatchObject([{ code: 'topid-field-kind', params: { field: 'Pid' } }]);
});

import { describe, expect, test } from 'vitest';
import { FormatError } from '#formats/format.ts';
import { readFrameLine } from '#formats/perf-script/frame-line.ts';
import { detectPerfScript, parsePerfScript } from '#formats/perf-script/format.ts';
import { readHeader } from '#formats/perf-script/header.ts';
import { toPlainSamples } from '../../model/profile/describe-profile.ts';
import { topOf, typeOf } from '../../model/profile/read-profile.ts';
import { listFixtures, readFixture, toChunks } from '../read-fixture.ts';

function parse(text: string | Uint8Array, size?: number) {
  return parsePerfScript(toChunks(Buffer.from(text), size), { name: 'perf.txt' });
}

const nothing = {
  comm: '',
  pid: undefined,
  tid: undefined,
  cpu: undefined,
  timeNanos: undefined,
  period: undefined,
  event: undefined,
  rest: '',
};

test.each([
  ['profiles  1764 [001]  2873.932511:   20408163 cpu-clock: ', { comm: 'profiles', tid: 1764, cpu: 1, timeNanos: 2_873_932_511_000, period: '20408163', event: 'cpu-clock' }],
  ['profiles  1760/1764  [000]  2873.932511:   20408163 cpu-clock: ', { comm: 'profiles', pid: 1760, tid: 1764, cpu: 0, timeNanos: 2_873_932_511_000, period: '20408163', event: 'cpu-clock' }],
  ['profiles  1764  2873.932511: ', { comm: 'profiles', tid: 1764, timeNanos: 2_873_932_511_000 }],
  ['swapper     0 [000] 1.000000001: cycles:u: ', { comm: 'swapper', tid: 0, cpu: 0, timeNanos: 1_000_000_001, event: 'cycles:u' }],
  ['Web Content 7 x  1234/1240 [003] 12.5:  1 sched:sched_switch: prev_comm=x', { comm: 'Web Content 7 x', pid: 1234, tid: 1240, cpu: 3, timeNanos: 12_500_000_000, period: '1', event: 'sched:sched_switch', rest: 'prev_comm=x' }],
  [':-1    -1/-1    [002] 5.000001: cycles: ', { comm: ':-1', pid: -1, tid: -1, cpu: 2, timeNanos: 5_000_001_000, event: 'cycles' }],
  ['java 12688 [002] d..2 6544038.708352: cpu-clock:', { comm: 'java', tid: 12688, cpu: 2, timeNanos: 6_544_038_708_352_000, event: 'cpu-clock' }],
  ['1234 99 [000] 1.5: cycles:', { comm: '1234', tid: 99, cpu: 0, timeNanos: 1_500_000_000, event: 'cycles' }],
  ['perf 99 cycles: ', { comm: 'perf', tid: 99, event: 'cycles' }],
  ['kworker/0:1-events 12 3.25:', { comm: 'kworker/0:1-events', tid: 12, timeNanos: 3_250_000_000 }],
  ['a b c', { comm: 'a b c' }],
  ['app 1.5: cycles:', { comm: 'app', timeNanos: 1_500_000_000, event: 'cycles' }],
  ['dd  1 2.5: 250000 cpu-clock:  ffffffff81 memcpy+0x1 ([kernel.kallsyms])', { comm: 'dd', tid: 1, timeNanos: 2_500_000_000, period: '250000', event: 'cpu-clock', rest: 'ffffffff81 memcpy+0x1 ([kernel.kallsyms])' }],
] as const)('the header %s', (line, expected) => {
  expect(readHeader(line)).toEqual({ ...nothing, ...expected });
}); // prettier-ignore

test.each([
  ['\t          2a3c29 main.count+0x49 (/tmp/profiles)', { low: 0x2a3c29, high: 0, symbol: 'main.count', object: '/tmp/profiles' }],
  ['\tffffffff9a0b1c2d do_syscall_64+0x5b ([kernel.kallsyms])', { low: 0x9a0b1c2d, high: 0xffff_ffff, symbol: 'do_syscall_64', object: '[kernel.kallsyms]' }],
  ['        7f3c12 [unknown] (/usr/lib/libc.so.6)', { low: 0x7f3c12, high: 0, symbol: '', object: '/usr/lib/libc.so.6' }],
  ['\t  7f3c12 [unknown] ([unknown])', { low: 0x7f3c12, high: 0, symbol: '', object: '' }],
  ['\t  7f3c12 std::vector<int, A (*)(int)>::push(int, char) const+0x12 (/opt/my app/x.so)', { low: 0x7f3c12, high: 0, symbol: 'std::vector<int, A (*)(int)>::push(int, char) const', object: '/opt/my app/x.so' }],
  ['\t  7f3c12 f(int) (/memfd:x (deleted))', { low: 0x7f3c12, high: 0, symbol: 'f(int)', object: '/memfd:x (deleted)' }],
  ['\t  7f3c12 operator new(unsigned long)', { low: 0x7f3c12, high: 0, symbol: 'operator new(unsigned long)', object: '' }],
  ['\t  2a3c29 main.square (inlined)', { low: 0x2a3c29, high: 0, symbol: 'main.square', object: '', inlined: true }],
  ['\t  2a3c29 main.(*T).f[...]+0x1 (/x)', { low: 0x2a3c29, high: 0, symbol: 'main.(*T).f[...]', object: '/x' }],
  ['\t  2a3c29 (/x)', { low: 0x2a3c29, high: 0, symbol: '', object: '/x' }],
  ['\t  2a3c29', { low: 0x2a3c29, high: 0, symbol: '', object: '' }],
] as const)('the frame %s', (line, expected) => {
  expect(readFrameLine(line)).toEqual({ inlined: false, ...expected });
}); // prettier-ignore

describe('made by perf', () => {
  test.each(listFixtures('perf-script', 'valid'))('$file', async ({ file, bytes }) => {
    const verdict = file === 'frames-alone.txt' ? 'likely' : 'certain';
    expect(detectPerfScript(bytes.subarray(0, 4096))).toBe(verdict);
    const { value, notices, end } = await parse(bytes, 61);
    expect([notices, end]).toEqual([[], { byte: bytes.length, complete: true }]);
    expect(value.samples.count).toBe(new TextDecoder().decode(bytes).split(/\n\n+/).filter((part) => /\t/.test(part)).length); // prettier-ignore
  });

  test('whatever fields were asked for, the stacks are the same', async () => {
    const texts = ['default.txt', 'all-fields.txt', 'few-fields.txt', 'frames-alone.txt'];
    const all = await Promise.all(texts.map((file) => parse(readFixture(`perf-script/valid/${file}`))));
    const [first, ...others] = all.map(({ value }) => toPlainSamples(value).map(({ stack }) => stack));
    for (const other of others) expect(other).toEqual(first);
  });

  test('what it weighs is what stackcollapse-perf.pl adds up', async () => {
    const { value } = await parse(readFixture('perf-script/valid/default.txt'));
    const ours = topOf(value, typeOf(value, 'cpu-clock'));
    const theirs = new Map<string, number>();
    for (const line of new TextDecoder().decode(readFixture('folded/valid/perf.folded')).trim().split('\n')) {
      const [, leaf = '', weight] = /([^;]*) (\d+)$/.exec(line)!;
      theirs.set(leaf, (theirs.get(leaf) ?? 0) + Number(weight));
    }
    expect(theirs.size).toBeGreaterThan(3);
    for (const [leaf, weight] of theirs) expect([leaf, ours.get(leaf)?.[0]]).toEqual([leaf, weight]);
    expect(value).toMatchObject({ defaultSampleType: 'cpu-clock' });
    expect(value.durationNanos).toBeGreaterThan(800_000_000n);
  });
});

test('the duration is from the earliest to the latest, in whatever order they stand', async () => {
  const sample = (time: string) => `app 7 ${time}: 10 cycles: \n\t  1001 main.main+0x1 (/bin/app)\n\n`;
  const { value } = await parse(['2.5', '1.25', '3.0'].map(sample).join(''));
  expect(value.durationNanos).toBe(1_750_000_000n);
});

test('inlined calls, sources and what has no name', async () => {
  const { value } = await parse(
    [
      'app 7 1.0: 10 cycles: ',
      '\t  1001 main.square (inlined)',
      '\t  1001 main.count+0x1 (/bin/app)',
      '  main.go:12',
      '\t  2002 [unknown] (/lib/libc.so.6)',
      '\t  3003 main.main+0x3 (/bin/app)',
      '',
      'app 7 1.5: 20 cache-misses: ',
      '\t  3003 main.main+0x3 (/bin/app)',
      '',
    ].join('\n'),
  );
  expect(toPlainSamples(value)).toEqual([
    { stack: ['main.main', '0x2002', 'main.count', 'main.square'], values: [1n, 10n, 0n], labels: { comm: ['app'], tid: [7n] } },
    { stack: ['main.main'], values: [1n, 0n, 20n], labels: { comm: ['app'], tid: [7n] } },
  ]); // prettier-ignore
  expect(value.sampleTypes.slice(1)).toEqual([
    { type: 'cycles', unit: 'count' },
    { type: 'cache-misses', unit: 'count' },
  ]);
  expect([...value.lines.line]).toContain(12);
  // What was inlined is at the address of what it was inlined into.
  expect(new Set(value.locations.address)).toEqual(new Set([0x1001n, 0x2002n, 0x3003n]));
  expect(value.locations.address).toHaveLength(3);
  expect(value.mappings.map(({ file }) => file).sort()).toEqual(['/bin/app', '/lib/libc.so.6']);
  expect(topOf(value, 0).get('[libc.so.6]')).toEqual([0, 1]);
});

test('without stacks a frame stands behind its event, and this is told', async () => {
  const line =
    '              dd  12 [000] 1.5:  250000 cpu-clock:  ffffffff81 memcpy+0x1 ([kernel.kallsyms])\n';
  const { value, notices } = await parse(line.repeat(3));
  expect([value.samples.count, notices.map(({ code }) => code)]).toEqual([3, ['perf-no-stacks']]);
  expect(topOf(value, 1).get('memcpy')).toEqual([750_000, 750_000]);
});

test('of many events the first few are types of their own', async () => {
  const samples = Array.from(
    { length: 20 },
    (_, at) => `app 7 1.0: 5 e${at}: \n\t 1 f (/x)\n\t 2 g (/x)\n\n`,
  );
  const { value, notices } = await parse(samples.join(''));
  expect([value.samples.count, value.sampleTypes.length]).toEqual([20, 17]);
  expect(notices.map(({ code, params }) => [code, params])).toEqual([
    ['perf-more-events', { events: 16, samples: 4 }],
  ]);
});

test('lines that are no frame are left out, and told of', async () => {
  const { value, notices } = await parse('app 7 1.0: cycles: \n\t 1001 f (/x)\n\t~~~ 5\n\t 1002 g (/x)\n\n');
  expect(toPlainSamples(value)[0]!.stack).toEqual(['g', 'f']);
  expect([notices[0]?.code, notices[0]?.where?.line]).toEqual(['perf-lines', 3]);
});

test('nothing of it is an error', async () => {
  const error = await parse('hello\nworld\n').catch((each: unknown) => each);
  expect(error).toBeInstanceOf(FormatError);
  expect((error as FormatError).message).toBe('perf.txt: no sample with a frame in 2 lines of perf script');
});

test('other texts are not taken for it', () => {
  for (const format of ['go-crash', 'topid-text', 'table', 'topid-info', 'folded', 'pprof-text']) {
    for (const { file, bytes } of listFixtures(format, 'valid')) {
      expect([file, detectPerfScript(bytes.subarray(0, 4096))]).toEqual([file, 'no']);
    }
  }
});

test('a period beyond 64 bits is not counted as something else', async () => {
  const { value, notices } = await parse(
    'app 7 1.0: 5 cycles: \n\t 1001 f (/x)\n\t 1002 g (/x)\n\napp 7 1.0: 99999999999999999999 cycles: \n\t 1001 f (/x)\n\t 1002 g (/x)\n\n',
  );
  expect(value.samples.values.map((values) => [...values])).toEqual([
    [1n, 1n],
    [5n, 0n],
  ]);
  expect(notices.map(({ message }) => message)).toEqual([
    'perf script: 1 samples have periods beyond 64 bits and are counted without them',
  ]);
});

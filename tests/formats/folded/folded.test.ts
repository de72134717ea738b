import { describe, expect, test } from 'vitest';
import { FormatError } from '#formats/format.ts';
import { detectFolded, parseFolded } from '#formats/folded/format.ts';
import { toFolded } from '#formats/folded/write-folded.ts';
import { findSampleType } from '#model/profile/sample-type.ts';
import { toTop } from '#model/profile/top.ts';
import { toTotal } from '#model/profile/weights.ts';
import { paramOf } from '../../model/notice-params.ts';
import { toPlainSamples } from '../../model/profile/describe-profile.ts';
import { treeOf } from '../../model/profile/read-profile.ts';
import { listFixtures, toChunks } from '../read-fixture.ts';

function parse(text: string | Uint8Array, size?: number) {
  return parseFolded(toChunks(Buffer.from(text), size), { name: 'x.folded' });
}

test('frames from the root, and a count', async () => {
  const { value, notices, end } = await parse('main;run loop;read 12\nmain;run loop 3\r\n\nmain -2\n');
  expect(toPlainSamples(value)).toEqual([
    { stack: ['main', 'run loop', 'read'], values: [12n], labels: {} },
    { stack: ['main', 'run loop'], values: [3n], labels: {} },
    { stack: ['main'], values: [-2n], labels: {} },
  ]);
  expect([value.stacks.caller.length, value.sampleTypes, notices, end.complete]).toEqual([
    4,
    [{ type: 'samples', unit: 'count' }],
    [],
    true,
  ]);
});

test.each([
  ['r;', 4096],
  ['main run;', 4097],
  ['main run;', 4100],
])('a line of %s that a head cuts off at %i', (frame, end) => {
  const head = Buffer.from(frame.repeat(end)).subarray(0, end);
  expect(detectFolded(head, 'x.folded')).toBe('certain');
  expect(detectFolded(head, 'unknown')).toBe('likely');
});

const difference = 'difference.folded';

describe('made by stackcollapse', () => {
  test.each(listFixtures('folded', 'valid').filter(({ file }) => file !== difference))(
    '$file',
    async ({ file, bytes }) => {
      expect(detectFolded(bytes.subarray(0, 4096), 'unknown')).toBe('certain');
      const { value, notices } = await parse(bytes, 61);
      expect(notices).toEqual([]);
      const lines = new TextDecoder().decode(bytes).trim().split('\n');
      const sum = lines.reduce((all, line) => all + BigInt(line.slice(line.lastIndexOf(' ') + 1)), 0n);
      expect([value.samples.count, toTotal(value, 0), file]).toEqual([lines.length, sum, file]);
      const written = [...toFolded(treeOf(value, 0))].join('').trim().split('\n');
      expect(written.sort()).toEqual(lines.map((line) => line.replace(/\s+/g, ' ')).sort());
    },
  );
});

describe('two files put together by difffolded.pl', () => {
  const earlier = 'main;run 5 3\nmain;wait 0 4\n';

  test('have what was before, what is after, and what has changed, which is shown first', async () => {
    const { value, notices } = await parse(earlier);
    expect(value.sampleTypes.map(({ type }) => type)).toEqual(['before', 'after', 'change']);
    expect(toPlainSamples(value)).toEqual([
      { stack: ['main', 'run'], values: [5n, 3n, -2n], labels: {} },
      { stack: ['main', 'wait'], values: [0n, 4n, 4n], labels: {} },
    ]);
    expect([notices, findSampleType(value)]).toEqual([[], 2]);
  });

  test('as the script makes them', async () => {
    const { bytes } = listFixtures('folded', 'valid').find(({ file }) => file === difference)!;
    expect(detectFolded(bytes.subarray(0, 4096), 'unknown')).toBe('certain');
    const { value, notices } = await parse(bytes, 61);
    // 76 samples of the first profile, 44 of the second.
    expect([notices, toTotal(value, 0), toTotal(value, 1)]).toEqual([[], 76n, 44n]);
    const [most] = toTop(treeOf(value, 2));
    expect([most?.frame.name, most?.flat]).toEqual(['main.count', -20]);
  });

  test('are none where a stack has one number: then the first belongs to a name', async () => {
    const { value } = await parse(`${earlier}main;run 7\n`);
    expect(value.sampleTypes).toEqual([{ type: 'samples', unit: 'count' }]);
    expect(toPlainSamples(value).map(({ stack }) => stack[1])).toEqual(['run 5', 'wait 0', 'run']);
  });

  test('lose a line with one number that comes late, and that is told of', async () => {
    const { value, notices } = await parse(`${earlier.repeat(40)}main;run 7\n`);
    expect([value.samples.count, notices[0]?.where?.line]).toEqual([80, 81]);
  });
});

test('lines without a number are left out, and told of', async () => {
  const { value, notices } = await parse(
    'main;run 1\nmain;run\n# 5 of\nmain;run 1.5.2\nmain;run 99999999999999999999\n',
  );
  expect(value.samples.count).toBe(1);
  expect([notices[0]?.code, notices[0]?.where?.line, paramOf(notices[0], 'lines')]).toEqual([
    'folded-lines',
    2,
    4,
  ]);
});

describe('decimal numbers', () => {
  test('are counted in millionths, with the whole ones before and after them', async () => {
    const text = 'main;run 2\nmain;read 0.125\nmain -3.0000005\nmain;run 4\nmain;wait 7.\n';
    expect(detectFolded(Buffer.from(text), 'unknown')).toBe('certain');
    const { value, notices } = await parse(text, 7);
    expect(notices).toEqual([]);
    expect(value.sampleTypes).toEqual([{ type: 'weight', unit: 'millionths' }]);
    expect(toPlainSamples(value).map(({ values }) => values[0])).toEqual([
      2_000_000n,
      125_000n,
      -3_000_001n,
      4_000_000n,
      7_000_000n,
    ]);
    const written = [...toFolded(treeOf(value, 0), 'millionths')].sort();
    expect(written).toEqual(['main -3.000001\n', 'main;read 0.125\n', 'main;run 6\n', 'main;wait 7\n']);
    const again = await parse(written.join(''));
    expect(toTotal(again.value, 0)).toBe(toTotal(value, 0));
  });

  test('may come late, and in one of the two of a difference', async () => {
    const text = `${'main;run 5 3\n'.repeat(100)}main;run 1 0.5\nmain;run 0.5 1\n`;
    const { value } = await parse(text);
    expect(value.sampleTypes).toEqual(
      ['before', 'after', 'change'].map((type) => ({ type, unit: 'millionths' })),
    );
    // Each sample without its sign.
    expect([0, 1, 2].map((type) => toTotal(value, type))).toEqual([501_500_000n, 301_500_000n, 201_000_000n]);
  });

  test('and what 64 bits do not hold in millionths are left out, with the first line', async () => {
    const { value, notices } = await parse(
      'a;b 9223372036854775807\na;c 1\na;d 0.5\na;e 9223372036854.775808\n',
    );
    expect([...value.samples.values[0]!]).toEqual([0n, 1_000_000n, 500_000n]);
    expect([notices[0]?.where?.line, paramOf(notices[0], 'lines')]).toEqual([4, 2]);
  });
});

test('nothing of it is an error', async () => {
  const error = await parse('hello\nworld\n').catch((each: unknown) => each);
  expect(error).toBeInstanceOf(FormatError);
  expect((error as FormatError).message).toBe(
    'x.folded: none of its 2 lines is a folded stack such as main;run;read 12',
  );
});

test('what looks like it and is not', () => {
  for (const text of [
    '',
    'a 1\nb 2\nc 3\n',
    'time;pid;name;ucpu\n1;1;a;1,5\n',
    'a;b;c 1\npanic: x\n',
    'goroutine 1 [running]:\n',
  ]) {
    expect(detectFolded(Buffer.from(text), 'unknown'), text).toBe('no');
  }
  expect(detectFolded(Buffer.from('a 1\n'), 'x.folded.gz')).toBe('certain');
  expect(detectFolded(Buffer.from('a;b 1\n'), 'x')).toBe('likely');
  // Cut off in the middle of a line, as the head of a file is.
  expect(detectFolded(Buffer.from('a;b 1\na;b 2\na;c 3\na;ru'), 'x')).toBe('certain');
  const others = ['go-crash', 'topid-text', 'table', 'topid-info', 'perf-script', 'pprof-text'];
  for (const format of others) {
    for (const { file, bytes } of listFixtures(format, 'valid')) {
      expect([file, detectFolded(bytes.subarray(0, 4096), file)]).toEqual([file, 'no']);
    }
  }
});

test('names that would part a line are written without that', async () => {
  const { value } = await parse('a\tb;c 1\n');
  expect([...toFolded(treeOf(value, 0))]).toEqual(['a b;c 1\n']);
});

test('a file that is called so may have a line that is no stack; another may not', () => {
  const text = Buffer.from('main;work 3\n# made by hand\nmain;rest 4\nmain;half 1.5\n');
  expect(detectFolded(text, 'x.folded')).toBe('certain');
  expect(detectFolded(text, 'x')).toBe('no');
  expect(detectFolded(Buffer.from('one\ntwo\nmain;work 3\n'), 'x.folded')).toBe('no');
});

test('a hundred thousand frames deep', async () => {
  const { value } = await parse(`${'f;'.repeat(100_000)}g 1\n`);
  expect(value.stacks.caller).toHaveLength(100_002);
  expect([...toFolded(treeOf(value, 0))][0]).toHaveLength(200_004);
});

test('counts are whole up to 64 bits; what is beyond is left out, not counted as something else', async () => {
  const text =
    'a;b 9223372036854775807\na;c 9223372036854775808\na;d -9223372036854775808\na;e 99999999999999999999999\n';
  expect(detectFolded(Buffer.from(text), 'x')).toBe('certain');
  const { value, notices } = await parse(text);
  expect([...value.samples.values[0]!]).toEqual([2n ** 63n - 1n, -(2n ** 63n)]);
  expect(notices.map((one) => [one.code, one.where?.line, paramOf(one, 'lines')])).toEqual([
    ['folded-lines', 2, 2],
  ]);
});

import { describe, expect, test } from 'vitest';
import { decodeProfile } from '#formats/pprof/decode-profile.ts';
import { paramOf, reasonOf } from '../../model/notice-params.ts';
import { toPlainSamples } from '../../model/profile/describe-profile.ts';
import { bytes, makeProfile, number, packed, type Parts, text, varint } from './message.ts';

function decode(parts?: Parts) {
  const { profile, notices } = decodeProfile(makeProfile(parts));
  if (!profile) throw new Error('nothing was read');
  return { profile, notices, samples: toPlainSamples(profile) };
}

test('samples, their stacks from the root, and what stands behind them', () => {
  const { profile, notices, samples } = decode();
  expect(notices).toEqual([]);
  expect(samples).toEqual([{ stack: ['main.f', 'main.g'], values: [10n], labels: {} }]);
  expect(profile).toMatchObject({
    kind: 'profile',
    format: 'pprof',
    sampleTypes: [{ type: 'cpu', unit: 'nanoseconds' }],
    mappings: [{ start: 0x1000n, limit: 0x2000n, offset: 0n, file: '/bin/app', buildId: '' }],
  });
  expect([...profile.locations.address]).toEqual([0x1001n, 0x1002n]);
  expect([...profile.lines.line]).toEqual([7, 9]);
  expect(profile.strings).toEqual(['', 'main.f', '/x/main.go', 'main.g', 'cpu', 'nanoseconds', 'key', 'value', '/bin/app'].sort(byTable)); // prettier-ignore
});

const table = ['', 'cpu', 'nanoseconds', 'main.f', '/x/main.go', 'main.g', 'key', 'value', '/bin/app'];
const byTable = (a: string, b: string) => table.indexOf(a) - table.indexOf(b);

test('repeated numbers, packed and each by itself', () => {
  const unpacked = bytes(2, [...number(1, 2), ...number(1, 1), ...number(2, 10)]);
  expect(decode({ samples: unpacked }).samples).toEqual(decode().samples);
  const inPieces = bytes(2, [...packed(1, [2]), ...number(1, 1), ...packed(2, []), ...packed(2, [10])]);
  expect(decode({ samples: inPieces }).samples).toEqual(decode().samples);
});

test.each([0n, 1n, -1n, -5n, 2n ** 28n, -(2n ** 28n), 2n ** 31n, 2n ** 32n - 1n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n)])(
  'the value %s is exact',
  (value) => {
    const { samples } = decode({ samples: bytes(2, [...packed(1, [1]), ...packed(2, [value])]) });
    expect(samples[0]!.values).toEqual([value]);
  },
); // prettier-ignore

test('what nobody knows is passed over, of any wire type and at any depth', () => {
  const odd = [...number(90, 5), ...text(91, 'x'), (92 << 3) & 0x7f | 0x80 | 1, 5, 1, 2, 3, 4, 5, 6, 7, 8]; // prettier-ignore
  const { samples, notices } = decode({
    samples: bytes(2, [...odd, ...packed(1, [2, 1]), ...odd, ...packed(2, [10])]),
    rest: [...odd, ...number(15, 3)],
  });
  expect([samples, notices]).toEqual([decode().samples, []]);
});

test('ids may be any numbers of 64 bits', () => {
  for (const [a, b] of [
    [7n, 1_000_000n],
    [2n ** 32n, 2n ** 33n],
    [2n ** 53n, 2n ** 53n + 1n],
    [2n ** 64n - 1n, 2n ** 64n - 2n],
  ] as const) {
    const { samples, notices } = decode({
      samples: bytes(2, [...packed(1, [b, a]), ...packed(2, [10])]),
      locations: [
        ...bytes(4, [...number(1, a), ...bytes(4, number(1, 1))]),
        ...bytes(4, [...number(1, b), ...bytes(4, number(1, 2))]),
      ],
    }); // prettier-ignore
    expect([samples, notices]).toEqual([decode().samples, []]);
  }
});

test('inlined calls are a line each, the innermost first', () => {
  const { samples } = decode({
    samples: bytes(2, [...packed(1, [1]), ...packed(2, [10])]),
    locations: bytes(4, [...number(1, 1), ...bytes(4, number(1, 2)), ...bytes(4, number(1, 1))]),
  });
  expect(samples[0]!.stack).toEqual(['main.f', 'main.g']);
});

test('labels are texts, or numbers with a unit; one that says nothing is none', () => {
  const label = (...fields: number[]) => bytes(3, [...number(1, 6), ...fields]);
  const { profile, samples } = decode({
    samples: bytes(2, [
      ...packed(1, [1]),
      ...packed(2, [10]),
      ...label(...number(2, 7)),
      ...label(...number(3, -4096), ...number(4, 2)),
      ...label(),
    ]),
  });
  expect(samples[0]!.labels).toEqual({ key: ['value', -4096n] });
  expect([...profile.labels.unit].map((unit) => profile.strings[unit])).toEqual(['', 'nanoseconds']);
});

test('what a profile says of itself', () => {
  const { profile } = decode({
    rest: [
      ...number(7, 3),
      ...number(8, 5),
      ...number(9, 1_764_000_000_123_456_789n),
      ...number(10, 5_000_000_000n),
      ...bytes(11, [...number(1, 1), ...number(2, 2)]),
      ...number(12, 10_000_000),
      ...packed(13, [6, 7]),
      ...number(13, 3),
      ...number(14, 1),
    ],
  });
  expect(profile).toMatchObject({
    dropFrames: 'main.f',
    keepFrames: 'main.g',
    timeNanos: 1_764_000_000_123_456_789n,
    durationNanos: 5_000_000_000n,
    periodType: { type: 'cpu', unit: 'nanoseconds' },
    period: 10_000_000n,
    comments: ['key', 'value', 'main.f'],
    defaultSampleType: 'cpu',
  });
});

test('equal texts of a table are one', () => {
  const strings = ['', 'cpu', 'nanoseconds', 'main.f', '/x', 'main.f', 'key', 'value', '/bin/app'];
  const { profile } = decode({ strings: strings.flatMap((one) => text(6, one)) });
  expect(new Set(profile.strings).size).toBe(profile.strings.length);
  expect(new Set(profile.functions.name).size).toBe(1);
});

describe('what is broken is told with its place, and the rest is read', () => {
  function notice(parts: Parts) {
    const { notices, samples } = decode(parts);
    const [first] = notices;
    return { code: first?.code, byte: first?.where?.byte, reason: reasonOf(first), notices, samples, first };
  }

  test('references to what is not there', () => {
    const found = notice({ samples: bytes(2, [...packed(1, [99, 1, 99]), ...packed(2, [10])]) });
    expect(found).toMatchObject({ code: 'pprof-missing', byte: 10 });
    expect([paramOf(found.first, 'what'), paramOf(found.first, 'count')]).toEqual(['location', 2]);
    expect(found.samples[0]!.stack).toEqual(['0x0', 'main.f', '0x0']);
    const locations = bytes(4, [...number(1, 1), ...number(2, 9), ...bytes(4, number(1, 9))]);
    const { notices } = notice({ locations, samples: bytes(2, [...packed(1, [1]), ...packed(2, [1])]) });
    expect(notices.map((one) => paramOf(one, 'what'))).toEqual(['mapping', 'function']);
  });

  test('texts that are not in the table', () => {
    const functions = bytes(5, [...number(1, 1), ...number(2, 900), ...number(4, 2n ** 40n)]);
    const found = notice({ functions });
    expect(found.notices.map((one) => [paramOf(one, 'what'), paramOf(one, 'count')])).toEqual([
      ['string', 2],
      ['function', 1],
    ]);
    expect(found.samples[0]!.stack).toEqual(['', '?']);
  });

  test('a first text that is not empty', () => {
    const found = notice({ strings: ['x', 'cpu', 'nanoseconds'].flatMap((one) => text(6, one)) });
    expect(found.code).toBe('pprof-first-string');
  });

  test('two of one id, and an id of 0', () => {
    const one = bytes(4, number(1, 1));
    const found = notice({ locations: [...one, ...one, ...bytes(4, number(3, 5))] });
    expect(found).toMatchObject({ code: 'pprof-left-out', reason: 'another one before it has its id' });
    expect([paramOf(found.first, 'field'), paramOf(found.first, 'count')]).toEqual(['location', 2]);
  });

  test('more values than types, or fewer', () => {
    const good = bytes(2, [...packed(1, [1]), ...packed(2, [1])]);
    const samples = [...bytes(2, packed(2, [1, 2])), ...good, ...bytes(2, packed(1, [1]))];
    const found = notice({ samples });
    expect(found).toMatchObject({ code: 'pprof-left-out', byte: 8, reason: '2 values for 1 sample types' });
    expect(found.samples).toHaveLength(1);
  });

  test('a message that ends within a number', () => {
    const found = notice({
      samples: [...bytes(2, [...packed(1, [1]), 0x12, 1, 0x80]), ...bytes(2, packed(2, [3]))],
    });
    expect(found).toMatchObject({ code: 'pprof-left-out', reason: '1 bytes wanted, 0 left' });
    expect(found.samples.map(({ values }) => values)).toEqual([[3n]]);
    const spilt = notice({ samples: bytes(2, [0x12, 1, 0x80, 0x08, 0x01]) });
    expect(spilt.reason).toBe('the last number of field 2 is cut off');
  });

  test('numbers of more than 64 bits, and wire types that are none', () => {
    const long = [0x10, ...Array.from({ length: 10 }, () => 0xff), 1];
    expect(notice({ samples: bytes(2, long) }).reason).toBe('integer of more than 10 bytes');
    expect(notice({ samples: bytes(2, [0x0f]) }).reason).toBe('field 1 is of wire type 7');
    expect(notice({ samples: bytes(2, [0x00, 0]) }).reason).toBe('no field has the number 0');
    expect(notice({ functions: bytes(5, text(1, 'x')) }).reason).toBe('field 1 is of wire type 2');
  });

  test('nothing but damage from somewhere on', () => {
    const whole = makeProfile();
    const found = notice({ rest: [0x0f, 1, 2, 3] });
    expect(found).toMatchObject({ code: 'pprof-stopped', byte: whole.length });
    expect(found.first?.message).toBe(
      `pprof: field 1 is of wire type 7 at byte ${whole.length}; the 4 bytes from there on could not be read`,
    );
  });

  test('no samples', () => {
    expect(notice({ samples: [] }).code).toBe('pprof-no-samples');
  });

  test('no names at all', () => {
    const { profile, problem } = decodeProfile(makeProfile({ strings: [] }));
    expect([profile, problem]).toEqual([undefined, undefined]);
  });
});

test('a million calls deep', () => {
  const depth = 1_000_000;
  const ids = Array.from({ length: depth }, (_, at) => (at % 2) + 1);
  const { profile } = decodeProfile(makeProfile({ samples: bytesOf(ids) }));
  expect(profile!.stacks.caller).toHaveLength(depth + 1);
  expect(profile!.samples.count).toBe(1);
});

/** As `bytes(2, …)`, without spreading a million arguments. */
function bytesOf(ids: readonly number[]): number[] {
  const values = packed(2, [10]);
  const head = [...varint((1 << 3) | 2), ...varint(ids.length)];
  const length = head.length + ids.length + values.length;
  return [...varint((2 << 3) | 2), ...varint(length), ...head, ...ids, ...values];
}

test('of a field that stands more often than any maker writes it the rest is not read, and that is said', () => {
  const profile = makeProfile();
  expect(decodeProfile(profile, 9).problem).toBeUndefined();
  const { problem, notices } = decodeProfile(profile, 8);
  expect(problem?.message).toMatch(
    /^pprof: field 6 stands more than 8 times at byte \d+; the \d+ bytes from there on could not be read$/,
  );
  expect(notices[0]).toBe(problem);
});

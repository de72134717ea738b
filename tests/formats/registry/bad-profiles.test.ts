import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Capture } from '#formats/index.ts';
import type { Profile } from '#model/profile/profile.ts';
import { redactCaptures, usualKinds } from '#redact/index.ts';
import { toSummary } from '#describe/summary.ts';
import type { Found } from '../../../src/command-line/inspect.ts';
import { toInspectJson } from '../../../src/command-line/inspect-json.ts';
import { toInspectText } from '../../../src/command-line/inspect-text.ts';
import { read, readFixture } from '../read-fixture.ts';
import { bytes, makeProfile, number, packed, type Parts, text } from '../pprof/message.ts';

/** All that is said of a profile, and whether any of it fails. */
async function tell(name: string, file: Uint8Array) {
  const capture: Capture = await read(name, file);
  const { value, notices } = capture;
  if (value.kind !== 'profile') throw new Error(value.kind);
  const found: Found = { kind: 'profile', profile: value, asked: undefined, notices, files: [] };
  const json = toInspectJson(found);
  if (json.kind !== 'profile') throw new Error(json.kind);
  const lines = toInspectText(found);
  expect(lines.join('\n')).not.toMatch(/undefined|NaN|\[object/);
  redactCaptures([{ slot: 'x', value }], { captures: [], states: {} }, { kinds: usualKinds });
  return {
    capture,
    value,
    json,
    lines,
    summary: toSummary(value).summary,
    codes: notices.map(({ code }) => code),
  };
}

const made = (parts?: Parts) => Uint8Array.from(makeProfile(parts));

const namesOf = (json: { top: { function: string }[] }) => json.top.map(({ function: name }) => name);

describe('bad profiles of pprof', () => {
  test('without samples: it says so, and what would have been counted', async () => {
    const { json, lines, summary, codes } = await tell('cpu.pb', made({ samples: [] }));
    expect(json).toMatchObject({
      samples: 0,
      sampleTypes: [{ type: 'cpu', unit: 'nanoseconds' }],
      top: [],
      total: { cpu: 0 },
    });
    expect(summary).toBe('CPU profile, no samples');
    expect(codes).toEqual(['pprof-no-samples']);
    expect(lines.join('\n')).toContain('the profile has no samples: nothing was counted while it was made');
  });

  test('a unit that nobody knows stands behind the numbers', async () => {
    const profile = await tell('x.folded', Buffer.from('main;work 12\n'));
    expect(profile.json.sampleTypes).toEqual([{ type: 'samples', unit: 'count' }]);
    const odd = made({ sampleTypes: [...bytes(1, [...number(1, 1), ...number(2, 6)])] });
    const { lines, summary } = await tell('x.pb', odd);
    expect(lines.join('\n')).toMatch(/10 key/);
    expect(summary).toBe('CPU profile, 1 sample; cpu 10 key; most in main.g 10 key (100 %)');
  });

  test('2^63 and negative values are exact', async () => {
    for (const value of [2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n]) {
      const { json } = await tell(
        'x.pb',
        made({ samples: bytes(2, [...packed(1, [1]), ...packed(2, [value])]) }),
      );
      expect(json.top[0]).toMatchObject({ flat: String(value), cum: String(value) });
      expect(json.total).toEqual({ cpu: String(value < 0n ? -value : value) });
    }
    const { json, lines } = await tell(
      'x.pb',
      made({ samples: bytes(2, [...packed(1, [1]), ...packed(2, [-5n])]) }),
    );
    expect(json.top[0]).toMatchObject({ flat: -5, cum: -5 });
    expect(lines.join('\n')).toMatch(/−5 ns/);
  });

  test('a stripped program is shown by its name', async () => {
    const bare = made({
      locations: bytes(4, [...number(1, 1), ...number(2, 1), ...number(3, 0x1001)]),
      samples: bytes(2, [...packed(1, [1]), ...packed(2, [10])]),
      functions: [],
    });
    expect(namesOf((await tell('x.pb', bare)).json)).toEqual(['[app]']);
  });

  test('a location without lines and without a program has a name all the same', async () => {
    const bare = made({
      locations: bytes(4, [...number(1, 1), ...number(3, 0x1001)]),
      samples: bytes(2, [...packed(1, [1]), ...packed(2, [10])]),
    });
    expect(namesOf((await tell('x.pb', bare)).json)).toEqual(['<unknown>']);
  });

  test('what refers to nothing, or to itself, is told', async () => {
    const lost = made({ samples: bytes(2, [...packed(1, [1, 99, 1]), ...packed(2, [10])]) });
    expect((await tell('x.pb', lost)).codes).toEqual(['pprof-missing']);
    const broken = made({ functions: bytes(5, [...number(1, 1), ...number(2, 4000)]) });
    expect((await tell('x.pb', broken)).codes).toContain('pprof-missing');
    // A stack in circles is recursion: each frame counts once.
    const circles = made({ samples: bytes(2, [...packed(1, [1, 2, 1, 2, 1]), ...packed(2, [10])]) });
    const { json } = await tell('x.pb', circles);
    expect(json.top.map(({ cum }) => cum)).toEqual([10, 10]);
  });

  test('values of another number than there are types are left out, with a word', async () => {
    const mixed = made({
      samples: [
        ...bytes(2, [...packed(1, [1]), ...packed(2, [1, 2, 3])]),
        ...bytes(2, [...packed(1, [1]), ...packed(2, [10])]),
      ],
    });
    const { codes, json } = await tell('x.pb', mixed);
    expect(codes).toEqual(['pprof-left-out']);
    expect(json.total).toEqual({ cpu: 10 });
  });

  test('two types of one name are both there', async () => {
    const twice = made({
      sampleTypes: [
        ...bytes(1, [...number(1, 1), ...number(2, 2)]),
        ...bytes(1, [...number(1, 1), ...number(2, 6)]),
      ],
      samples: bytes(2, [...packed(1, [1]), ...packed(2, [10, 20])]),
    });
    const { json } = await tell('x.pb', twice);
    expect(json.sampleTypes).toEqual([
      { type: 'cpu', unit: 'nanoseconds' },
      { type: 'cpu', unit: 'key' },
    ]);
    expect(json.top[0]?.cum).toBe(20);
  });

  test('a label may be called as what every object has', async () => {
    const odd = made({ rest: [] });
    const { value } = await tell('x.pb', odd);
    const profile: Profile = {
      ...value,
      strings: value.strings.map((one) => (one === 'main.g' ? '__proto__' : one)),
      labels: {
        key: Uint32Array.of(value.strings.indexOf('main.g')),
        text: Uint32Array.of(1),
        number: BigInt64Array.of(0n),
        unit: Uint32Array.of(0),
      },
      samples: { ...value.samples, labels: Uint32Array.of(0, 1) },
    };
    const json = toInspectJson({ kind: 'profile', profile, asked: undefined, notices: [], files: [] });
    expect(JSON.stringify(json)).toContain('"labels":{"__proto__":["cpu"]}');
  });

  test('a cut .gz gives what could be read, or says that its names are gone', async () => {
    const whole = readFixture('pprof/valid/cpu-labels.pb.gz');
    await expect(read('cpu.pb.gz', whole.subarray(0, whole.length / 4))).rejects.toMatchObject({
      code: 'pprof-none',
    });
    const nearly = gzipSync(Buffer.concat([made(), Buffer.from(Array.from(text(6, 'x'.repeat(40))))]), {
      level: 0,
    });
    const { codes, capture } = await tell('cpu.pb.gz', nearly.subarray(0, nearly.length - 20));
    expect(codes).toEqual(['gzip-cut', 'pprof-cut']);
    expect(capture.end.complete).toBe(false);
  });
});

test('a million frames deep', async () => {
  const deep = Array.from({ length: 1_000_000 }, (_, at) => `f${at % 1000}`).join(';');
  const { json, summary } = await tell('deep.folded', Buffer.from(`${deep} 3\n${deep} 4\n`));
  expect(json.top).toHaveLength(200);
  expect(json.top[0]).toMatchObject({ cum: 7 });
  expect(summary).toBe('profile, 7 samples; most in f999 7 (100 %)');
});

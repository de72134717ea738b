import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkWhole, readGob } from '#formats/gob/read-gob.ts';
import { skipTopValue } from '#formats/gob/skip-value.ts';
import { readRecording, toChunks, toRowText, toSamples } from '../formats/read-fixture.ts';
import { decode, normalise } from './decode-gob.ts';
import { buildGo, drawSeed } from './go-program.ts';

const cases = 600;

interface Case {
  bytes: Uint8Array;
  told: unknown;
}

const program = await buildGo('gob');
afterAll(() => program?.remove());

describe.skipIf(!program)('what encoding/gob writes of random types and values', () => {
  let drawn: Case[];
  beforeAll(async () => {
    const lines = (await program!.run([drawSeed(), cases])).trimEnd().split('\n');
    drawn = lines.map((line) => {
      const { gob, told } = JSON.parse(line) as { gob: string; told: unknown };
      return { bytes: new Uint8Array(Buffer.from(gob, 'base64')), told };
    });
  });

  test('is read as it was, and passed over to the byte', async () => {
    const values = drawn.filter((_, index) => index % 2 === 0);
    expect(values).toHaveLength(cases / 2);
    for (const [index, { bytes, told }] of values.entries()) {
      const read: unknown[] = [];
      const end = await readGob(toChunks(bytes, 1 + (index % 90)), undefined, (id, reader, types) => {
        const { offset } = reader;
        skipTopValue(reader, types, id);
        checkWhole(reader);
        reader.offset = offset;
        const value = decode(reader, types, id);
        checkWhole(reader);
        read.push(normalise(value));
      });
      expect({ read, notices: end.notices }, `case ${2 * index}`).toEqual({
        read: [normalise(told)],
        notices: [],
      });
    }
  });

  test('is a recording where samples with all kinds of other fields are in it', async () => {
    for (const [index, { bytes, told }] of drawn.entries()) {
      if (index % 2 === 0) continue;
      const { samples } = told as { samples: ([number, string, number, number, number][] | null)[] };
      const recording = await readRecording('unknown', bytes);
      const expected = samples.map((rows, at) => ({
        time: 1_636_624_800 + 3 * at,
        rows: (rows ?? [])
          .map(([pid, name, user, system, mem]) => toRowText(pid, name, user, system, mem))
          .sort(),
      }));
      expect(toSamples(recording), `case ${index}`).toEqual(expected);
    }
  });
});

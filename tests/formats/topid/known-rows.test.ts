import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFixture, readRecording, toRowText, toSamples } from '../read-fixture.ts';

/** What encoding/gob writes ahead of the first sample: three types, the first of which is the sample's. */
const types = readFixture('topid-process/valid/process-20211111-normal.data').slice(0, 152);
const sampleType = 64;

type Row = [pid: number, name: string, userCpu: number, systemCpu: number, memKb: number];

const unsigned = (value: number): number[] => {
  if (value < 128) return [value];
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [256 - bytes.length, ...bytes];
};
const signed = (value: number): number[] => unsigned(value < 0 ? -value * 2 - 1 : value * 2);
const float = (value: number): number[] => {
  const bytes = [...new Uint8Array(new Float64Array([value]).buffer)];
  while (bytes[0] === 0) bytes.shift();
  if (bytes.length === 0) return [0];
  return bytes.length === 1 && bytes[0]! < 128 ? bytes : [256 - bytes.length, ...bytes];
};
const text = (value: string): number[] => {
  const bytes = [...new TextEncoder().encode(value)];
  return [...unsigned(bytes.length), ...bytes];
};

/** Fields with their numbers, those left out that are zero. */
function toStruct(fields: readonly number[][], isZero: readonly boolean[]): number[] {
  let before = -1;
  const bytes = fields.flatMap((field, at) => {
    if (isZero[at]) return [];
    const delta = at - before;
    before = at;
    return [delta, ...field];
  });
  return [...bytes, 0];
}

function toMessage(time: number, rows: readonly Row[]): number[] {
  const bytes = rows.flatMap(([pid, name, user, system, mem]) =>
    toStruct(
      [signed(pid), text(name), float(user), float(system), unsigned(mem)],
      [pid === 0, name === '', user === 0, system === 0, mem === 0],
    ),
  );
  const sample = toStruct([signed(time), [...unsigned(rows.length), ...bytes]], [false, rows.length === 0]);
  const body = [...signed(sampleType), ...sample];
  return [...unsigned(body.length), ...body];
}

const cpu = fc.oneof(
  fc.constantFrom(0, 1, 0.5, 100, 1 / 3, 33.333_333_333),
  fc.double({ min: 0, max: 1e5, noNaN: true }).map((value) => value + 0),
);
const process = fc.tuple(
  fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: -70_000, max: 70_000 })),
  fc.oneof(fc.constantFrom('', 'a', 'sh', 'worker/0:1'), fc.string({ unit: 'binary', maxLength: 20 })),
);
const recordings = fc
  .uniqueArray(process, { minLength: 1, maxLength: 12, selector: ([pid, name]) => `${pid} ${name}` })
  .chain((processes) =>
    fc.array(
      fc.oneof(
        { weight: 5, arbitrary: fc.subarray(processes) },
        { weight: 1, arbitrary: fc.shuffledSubarray(processes) },
      ),
      { minLength: 2, maxLength: 12 },
    ),
  )
  .chain((samples) =>
    fc.tuple(
      ...samples.map((rows) =>
        fc.tuple(
          ...rows.map(([pid, name]) =>
            fc.tuple(
              fc.constant(pid),
              fc.constant(name.toWellFormed()),
              cpu,
              cpu,
              fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: 2 ** 31 }), fc.constantFrom(2 ** 32, 2 ** 41)),
            ),
          ),
        ),
      ),
    ),
  );

test('rows come as they were written, in whatever order samples list them and wherever chunks end', async () => {
  await fc.assert(
    fc.asyncProperty(recordings, fc.integer({ min: 1, max: 200 }), async (samples, size) => {
      // An empty sample may be taken for what a snapshot left.
      const filled = (samples as Row[][]).filter((rows) => rows.length > 0);
      fc.pre(filled.length > 0);
      const start = 1_636_624_800;
      const bytes = Uint8Array.from([
        ...types,
        ...filled.flatMap((rows, at) => toMessage(start + 3 * at, rows)),
      ]);
      const recording = await readRecording('process-20211111-made.data', bytes, size);
      const read = toSamples(recording).map(({ rows }) => rows.toSorted());
      const written = filled.map((rows) =>
        rows
          .map(([pid, name, user, system, mem]) =>
            toRowText(pid, name, Math.fround(user), Math.fround(system), mem),
          )
          .sort(),
      );
      expect(read).toEqual(written);
    }),
    { numRuns: 300 },
  );
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dropImpossibleValues } from '#model/recording/impossible-values.ts';
import { makeFacts } from '#charts/examples/make-recording.ts';
import { RecordingBuilder } from '#model/recording/recording-builder.ts';
import type { Recording } from '#model/recording/recording.ts';
import { toTable } from '#model/recording/to-table.ts';
import { readFixture, readRecording } from '../../formats/read-fixture.ts';

interface Row {
  name: string;
  pid: number;
  user: number;
  system: number;
  memKb: number;
}

function build(samples: { time: number; rows: Row[] }[], cpuSplit = true): Recording {
  const builder = new RecordingBuilder();
  for (const { time, rows } of samples) {
    builder.startSample(time);
    for (const { name, pid, user, system, memKb } of rows)
      builder.addRow(builder.seriesOf(name, pid), user, system, memKb);
  }
  return builder.finish({ ...makeFacts(), format: 'table', cpuSplit });
}

async function throughTable(recording: Recording): Promise<Recording> {
  return readRecording('x.csv', Buffer.from([...toTable(recording)].join('')));
}

/** All that a reader of a recording can see, by series. */
function facts({ times, series, rows, cpuSplit }: Recording) {
  return {
    times: [...times],
    rows,
    cpuSplit,
    series: series.map(({ key, name, pid, kind, at, userCpu, systemCpu, memKb }) => ({
      key,
      name,
      pid,
      kind,
      at: [...at],
      // A zero's sign is lost, and says nothing.
      userCpu: Array.from(userCpu, (value) => value + 0),
      systemCpu: Array.from(systemCpu, (value) => value + 0),
      memKb: [...memKb],
    })),
  };
}

describe('a recording as a table, read again', () => {
  const real = [
    'topid-process/valid/process-1992780262.data.gz',
    'topid-process/valid/process-20211111-reuse.data',
    'topid-process/valid/process-20211111-nonfinite.data',
    'topid-process/valid/process-20211111-clock.data',
    'table/valid/plain.csv',
    'table/valid/by-process.csv',
  ];
  for (const file of real) {
    test(file, async () => {
      const recording = await readRecording(file, readFixture(file));
      expect(recording.rows).toBeGreaterThan(0);
      expect(facts(await throughTable(recording))).toEqual(facts(recording));
    });
  }

  test('any names, gaps and values', async () => {
    const rowArbitrary = fc.record({
      name: fc
        .oneof(
          fc.string({ unit: 'grapheme' }),
          fc.constantFrom('a,b', '"', ' x ', 'a\tb', '[CPU0-user]', 'time'),
        )
        .map((name) => name.replace(/[\r\n\u0085\u2028\u2029]/g, '').toWellFormed()),
      pid: fc.integer({ min: 1, max: 99_999 }),
      user: fc.float(),
      system: fc.float(),
      memKb: fc.oneof(fc.nat(), fc.constant(NaN)),
    });
    const samplesArbitrary = fc.array(
      fc.uniqueArray(rowArbitrary, {
        selector: ({ name, pid }) => `${pid} ${name}`,
        minLength: 1,
        maxLength: 5,
      }),
      { minLength: 1, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(samplesArbitrary, fc.boolean(), async (samples, steps) => {
        const recording = build(
          // A clock that steps back is a sequence all the same.
          samples.map((rows, index) => ({
            time: steps && index % 3 === 2 ? index - 100.25 : index * 3.5,
            rows,
          })),
        );
        dropImpossibleValues(recording, 'table');
        expect(facts(await throughTable(recording))).toEqual(facts(recording));
      }),
      { numRuns: 60 },
    );
  });

  test('one figure of CPU stays one', async () => {
    const recording = build(
      [{ time: 1, rows: [{ name: 'a', pid: 1, user: 0.1, system: 0, memKb: 5 }] }],
      false,
    );
    expect([...toTable(recording)].join('')).toBe('time,pid,name,cpu,mem_kb\n1,1,a,0.1,5\n');
    expect((await throughTable(recording)).cpuSplit).toBe(false);
  });

  test('two rows of one name and pid in a sample stay two, in one sample', async () => {
    const twin = { name: 'a', pid: 1, user: 1, system: 0, memKb: 5 };
    const again = await throughTable(build([{ time: 1, rows: [twin, { ...twin, user: 2 }] }]));
    expect(again.times).toHaveLength(1);
    expect(again.series.map(({ name, userCpu }) => [name, ...userCpu])).toEqual([
      ['a', 1],
      ['a#2', 2],
    ]);
  });
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeFacts } from '#charts/examples/make-recording.ts';
import { RecordingBuilder } from '#model/recording/recording-builder.ts';
import type { Recording } from '#model/recording/recording.ts';
import { redactCaptures, redactionKinds } from '#redact/index.ts';
import { readRecording, toSamples } from '../formats/read-fixture.ts';

/** Names that become the same, have to be quoted, break lines, or look like another's second. */
const names = fc.oneof(
  fc.constantFrom(
    'bob',
    'BOB',
    'Bob#2',
    '/home/bob/app',
    '/home/amy/app',
    'app --a',
    'app --b',
    '[kworker/0:1]',
    'user=bob',
    'user=BOB',
    'say "hi", bob; x\ty',
    'line\nbreak',
    'line\r\n  break  ',
    ' padded ',
    '"',
    '""',
    ',',
    '#',
    '# a remark',
    'time,pid,name,ucpu,scpu,mem_kb',
    '\u001b[31mbob\u001b[0m',
    '\uFEFFbob',
    '\u2028x',
    '',
    '—',
    'a'.repeat(5000),
  ),
  fc.string({ maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 10 }),
);

interface Row {
  time: number;
  pid: number;
  name: string;
  user: string;
  mem: string;
}

const rows: fc.Arbitrary<Row[]> = fc.array(
  fc.record({
    time: fc.integer({ min: 0, max: 6 }).map((step) => 1_636_624_800 + step / 2),
    pid: fc.constantFrom(0, 1, 2, 654, -1, 999_999_999_999_999),
    name: names,
    user: fc.constantFrom('0', '1.5', '40.25', 'nan', 'inf', '', '1e-7', '-3'),
    mem: fc.constantFrom('0', '204800', '1.5', '', '9007199254740993'),
  }),
  { minLength: 1, maxLength: 40 },
);

const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** As CSV, TSV or with semicolons, with a byte order mark or without, with the line ends of any system. */
function toTableText(list: readonly Row[], delimiter: string, end: string, mark: boolean): string {
  const lines = list.map(({ time, pid, name, user, mem }) =>
    [time, pid, quote(name), user, '0', mem].join(delimiter),
  );
  const header = ['time', 'pid', 'name', 'ucpu', 'scpu', 'mem_kb'].join(delimiter);
  return (mark ? '\uFEFF' : '') + [header, ...lines].join(end) + end;
}

async function redactTable(recording: Recording): Promise<Recording> {
  const { captures } = redactCaptures(
    [{ slot: 'x', value: recording }],
    { captures: [], states: {} },
    { kinds: redactionKinds, words: ['break'] },
  );
  const file = captures[0]?.files[0];
  return readRecording(file?.name ?? '', Buffer.from(file?.pieces.join('') ?? ''));
}

/** What of a sample is not its names. */
function toFigures(recording: Recording): string[][] {
  return toSamples(recording).map(({ rows: list }) =>
    list
      .map((row) => {
        const [pid, , ...figures] = JSON.parse(row) as string[];
        return [pid, ...figures].join(' ');
      })
      .sort(),
  );
}

describe('a redacted table', () => {
  test('has the rows that the table had, whatever its names are', async () => {
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        async (list, delimiter, end, mark) => {
          let before: Recording;
          try {
            before = await readRecording('t.csv', Buffer.from(toTableText(list, delimiter, end, mark)));
          } catch {
            // No row of it can be read.
            return;
          }
          const after = await redactTable(before);
          expect(after.rows).toBe(before.rows);
          expect([...after.times]).toEqual([...before.times]);
          expect(after.series).toHaveLength(before.series.length);
          expect(after.notices.filter(({ code }) => code === 'table-row')).toEqual([]);
          expect(toFigures(after)).toEqual(toFigures(before));
        },
      ),
      { numRuns: 150 },
    );
  });

  test('has them where pids, times and values are impossible', async () => {
    const row = fc.record({
      pid: fc.constantFrom(0, 1, -1, 2 ** 53, -(2 ** 53), 1e16, 2 ** 63),
      name: names,
      user: fc.constantFrom(0, 1.5, NaN, Infinity, -Infinity, -1, 1e30, 1e-30),
      mem: fc.constantFrom(0, 0.1, -1, NaN, Infinity, 2 ** 64),
    });
    const samples = fc.array(fc.record({ time: fc.constantFrom(0, -5, 1e9, 8e12), rows: fc.array(row) }), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(samples, fc.boolean(), async (list, cpuSplit) => {
        const builder = new RecordingBuilder();
        for (const { time, rows: inSample } of list) {
          builder.startSample(time);
          for (const { pid, name, user, mem } of inSample)
            builder.addRow(builder.seriesOf(name, pid), user, 0, mem);
        }
        const before = builder.finish({ ...makeFacts(), cpuSplit });
        fc.pre(before.rows > 0);
        expect((await redactTable(before)).rows).toBe(before.rows);
      }),
      { numRuns: 150 },
    );
  });
});

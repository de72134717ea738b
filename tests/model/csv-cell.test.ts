import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCapture } from '#formats/index.ts';
import { fromCsvCell, toCsvCell } from '#model/csv-cell.ts';
import type { Recording } from '#model/recording/recording.ts';
import { toTable } from '#model/recording/to-table.ts';
import { toTimeAxis } from '#model/recording/time-axis.ts';
import { toUsageCsv } from '#model/recording/usage-csv.ts';
import { toCsv } from '#viewer/figure/csv.ts';
import { makeRecording, START } from '#charts/examples/make-recording.ts';

/** What is drawn when a formula is: the first characters, and apostrophes and quotes around them. */
const cellText = fc.oneof(
  fc.string({ unit: fc.constantFrom('=', '+', '-', '@', "'", '"', 'a', '1', ',', ';', ' '), maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);

async function* toChunks(text: string) {
  yield new TextEncoder().encode(text);
}

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-bash', "'-bash"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', '"\'\t=1"'],
  ['\r=1', '"\'\r=1"'],
  ['＝1+1', "'＝1+1"],
  ["'=1", "''=1"],
  ["''-x", "'''-x"],
  ["it's", "it's"],
  ["'quoted'", "'quoted'"],
  ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
  ['a;=1', '"a;=1"'],
  ['board_app', 'board_app'],
])('%j is the cell %j', (text, cell) => {
  expect(toCsvCell(text)).toBe(cell);
});

test('the guard comes off as it went on', () => {
  fc.assert(
    fc.property(cellText, (text) => {
      const cell = toCsvCell(text);
      const bare = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
      expect(bare).not.toMatch(/^[=+\-@\t\r]/);
      expect(fromCsvCell(bare)).toBe(text);
    }),
  );
});

test('what is exported as a table brings the same names back', async () => {
  const names = ['=cmd|x', '-bash', "'=x", '@at', '+plus', "it's", '=a,"b";c', 'plain'];
  const recording = makeRecording([
    { time: START, rows: names.map((name, at) => [name, at + 1, -1, 2, 1024]) },
    { time: START + 1, rows: names.map((name, at) => [name, at + 1, 3, 4, 2048]) },
  ]);
  for (const csv of [
    [...toTable(recording)].join(''),
    toUsageCsv(recording, recording.series, toTimeAxis(recording), [0, 1]),
  ]) {
    const { value } = await readCapture('x.csv', toChunks(csv));
    expect((value as Recording).series.map(({ name }) => name)).toEqual(names);
    // Numbers stay numbers, those below nothing too.
    expect(csv).toContain(`${START},8,plain,-1,2,1024`);
  }
});

test('tables of a crash log are guarded too, and their numbers are not', () => {
  expect(toCsv([['=f()', -3, undefined, '-x']])).toBe("'=f(),-3,,'-x\n");
});

import { describe, expect, test } from 'vitest';
import { makeFacts } from '#charts/examples/make-recording.ts';
import { SeriesIndex } from '#formats/topid/series-index.ts';
import { RecordingBuilder } from '#model/recording/recording-builder.ts';
import { toTable } from '#model/recording/to-table.ts';
import { read, readRecording } from '../read-fixture.ts';

const utf8 = new TextEncoder();

/** Steps for each of n, 2n and 4n: bounded by a number that does not grow. */
function expectBounded(stepsOf: (count: number) => number, count: number): void {
  for (const each of [count, 2 * count, 4 * count]) expect(stepsOf(each) / each).toBeLessThan(128);
}

describe('series are found in a bounded number of steps', () => {
  /** @param nameOf the name's bytes, or `app` for all */
  const probesOf =
    (pidOf: (at: number) => number, nameOf?: (at: number) => Uint8Array) => (count: number) => {
      const builder = new RecordingBuilder();
      const index = new SeriesIndex(builder);
      const found = new Set<number>();
      for (let round = 0; round < 2; round++) {
        for (let at = 0; at < count; at++) {
          const name = nameOf?.(at) ?? utf8.encode('app');
          found.add(index.find(pidOf(at), name, 0, name.length));
        }
      }
      // Each its own, and the same one again.
      expect(found.size).toBe(count);
      return index.probes;
    };

  test('usual pids', () =>
    expectBounded(
      probesOf((at) => at),
      4000,
    ));

  test('pids that differ beyond 32 bits, or behind the point', () => {
    expectBounded(
      probesOf((at) => at * 2 ** 32),
      4000,
    );
    expectBounded(
      probesOf((at) => at / 65_536),
      4000,
    );
  });

  test('names that are no UTF-8 and look alike', () => {
    const nameOf = (at: number) => Uint8Array.from({ length: 16 }, (_, bit) => 0x80 + ((at >> bit) & 1));
    expectBounded(
      probesOf(() => 7, nameOf),
      4000,
    );
  });

  test('names made to collide', () => {
    // The hash is known: pairs of letters that lead it to where it was, in any order, are as many names as one likes.
    const step = (hash: number, byte: number) => Math.imul(hash ^ byte, 0x0100_0193);
    const seen = new Map<number, number[]>();
    const start = 0x811c_9dc5 ^ 7;
    const colliding: Uint8Array[] = [];
    for (let a = 0; a < 256; a++) {
      for (let b = 0; b < 256; b++) {
        const hash = step(step(start, a), b);
        // Of one slot in any table of the test.
        const slot = (hash ^ (hash >>> 15)) & 63;
        const names = seen.get(slot) ?? [];
        names.push(a * 256 + b);
        seen.set(slot, names);
      }
    }
    for (const name of seen.get(5) ?? []) colliding.push(Uint8Array.of(name >> 8, name & 255));
    expect(colliding.length).toBeGreaterThan(900);
    expectBounded(
      probesOf(
        () => 7,
        (at) => colliding[at % colliding.length]!.slice(),
      ),
      Math.floor(colliding.length / 4),
    );
  });
});

test('rows of one name and pid: a hundred in a sample, each again in the next, the others counted', () => {
  const builder = new RecordingBuilder();
  for (const time of [1, 2]) {
    builder.startSample(time);
    for (let row = 0; row < 50_000; row++) builder.addRow(builder.seriesOf('', 0), row, 0, 0);
  }
  const recording = builder.finish(makeFacts());
  expect([recording.series.length, recording.rows]).toEqual([100, 200]);
  expect(recording.series.map(({ at }) => [...at]).every(([a, b]) => a === 0 && b === 1)).toBe(true);
  expect([...recording.series[99]!.userCpu]).toEqual([99, 99]);
  expect(builder.surplus).toEqual({ rows: 99_800, sample: 0 });
});

test('many series of one key, and what a table calls them', () => {
  const builder = new RecordingBuilder();
  const keys = new Set<number>();
  for (let each = 0; each < 50_000; each++) keys.add(builder.addSeries('\ufffd', 7));
  expect(keys.size).toBe(50_000);
  builder.startSample(1);
  for (const series of keys) builder.addRow(series, 0, 0, 0);
  const recording = builder.finish(makeFacts());
  expect(recording.series.at(-1)!.key).toBe('\ufffd-7#50000');
  const lines = [...toTable(recording)].join('').split('\n');
  expect(lines).toHaveLength(50_002);
  expect(lines.at(-2)).toBe('1,7,\ufffd#50000,0,0,0');
});

// Each of these takes hours where the work grows with the square of the length.
describe('a long line is read in one go', () => {
  const long = 1_000_000;

  test('a row of topid’s text that names topid again and again', async () => {
    const words = 'topid -MB '.repeat(long / 10);
    const text = `${words}\n# ${words}\n  PID PRIO     CPU      MEM COMM\n    1   20    0.33     4096 ${words}\n${words}\n`;
    const { value } = await read('a.txt', utf8.encode(text), { format: 'topid-text' });
    expect(value).toMatchObject({ kind: 'recording', rows: 1 });
  });

  test('blanks in the information of a board', async () => {
    const blanks = `x${' '.repeat(long)}x`;
    const text = `------CPUInfo------\n\n${blanks}\n\n------KernelInfo------\n${`${' \n'.repeat(1000)}`}\nLinux  \n`;
    const { info } = await readRecording('info-1.data', utf8.encode(text));
    expect([info?.cpu.length, info?.kernel]).toEqual([long + 2, 'Linux']);
  });

  test('a name of blanks in a table', () => {
    const builder = new RecordingBuilder();
    builder.startSample(1);
    builder.addRow(builder.addSeries(`a${' '.repeat(long)}b\n c`, 1), 0, 0, 0);
    const recording = builder.finish(makeFacts());
    expect([...toTable(recording)].join('')).toContain('b c,0,0,0');
  });
});

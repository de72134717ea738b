import { expect, test } from 'vitest';
import { usageStatistics } from '#model/recording/statistics.ts';
import { readFixture, readRecording } from '../read-fixture.ts';

// The tool that Casebook succeeds got these wrong. The input of each is one that broke it.

async function readNamed(name: string) {
  const file = `process-20211111-${name}.data`;
  return readRecording(file, readFixture(`topid-process/valid/${file}`));
}

test('topidchart fault 1: a process gone at samples 3 to 6 and back at 7 keeps its values at their times', async () => {
  const recording = await readNamed('gaps');
  const series = recording.series.find(({ key }) => key === 'comes-back-42')!;
  expect([...series.at]).toEqual([0, 1, 2, 7, 8, 9]);
  expect([...series.userCpu]).toEqual([10, 20, 30, 80, 90, 100]);
  expect([...series.memKb]).toEqual([100, 200, 300, 800, 900, 1000]);
});

test('topidchart fault 2: averages are of the samples in which a process was present, late or gone or away', async () => {
  const recording = await readNamed('gaps');
  const averages = recording.series.map((series) => {
    const { samples, cpu, memKb } = usageStatistics(recording, series);
    return [series.key, samples, cpu.avg, memKb.avg];
  });
  expect(averages).toEqual([
    ['init-1', 10, 1, 1000],
    ['comes-back-42', 6, 55, 550],
    ['late-43', 2, 50, 5000],
  ]);
});

test('topidchart fault 5: two kernel threads of one name keep their pids and are two processes, a row twice is two series', async () => {
  const recording = await readNamed('brackets');
  expect(recording.times).toHaveLength(4);
  expect(recording.series.map(({ key, kind, userCpu }) => [key, kind, [...userCpu]])).toEqual([
    ['[kworker/0:1]-10', 'process', [0, 1, 2, 3]],
    ['[kworker/0:1]-11', 'process', [10, 11, 12, 13]],
    ['[CPU0-idle]', 'system', [0, 0, 0, 0]],
    ['[free]', 'system', [0, 0, 0, 0]],
    ['twice-7', 'process', [1, 1, 1, 1]],
    ['twice-7#2', 'process', [2, 2, 2, 2]],
  ]);
});

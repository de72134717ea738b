import { expect, test } from 'vitest';
import { readCapture } from '#formats/index.ts';
import type { Recording } from '#model/recording/recording.ts';
import { toTimeAxis } from '#model/recording/time-axis.ts';
import { toUsageCsv } from '#model/recording/usage-csv.ts';
import { makeRecording, START } from '#charts/examples/make-recording.ts';

const recording = makeRecording([
  {
    time: START,
    rows: [
      ['app', 1, 1.1, 2.2, 1024],
      ['a "quoted", name', 2, 3, 0, 0.5],
    ],
  },
  { time: START + 0.5, rows: [['app', 1, NaN, 0, 2048]] },
  { time: START + 3, rows: [['a "quoted", name', 2, 4, 0, 7]] },
]);

test('rows of the window, every sample, values that are no number empty', () => {
  const csv = toUsageCsv(recording, recording.series, toTimeAxis(recording), [0, 0.5]);
  expect(csv).toBe(
    [
      'time,pid,name,ucpu,scpu,mem_kb',
      `${START},1,app,1.1,2.2,1024`,
      `${START},2,"a ""quoted"", name",3,0,0.5`,
      `${START + 0.5},1,app,,0,2048`,
      '',
    ].join('\n'),
  );
});

test('one CPU column where the source had one', () => {
  const csv = toUsageCsv({ cpuSplit: false }, recording.series, toTimeAxis(recording), [3, 3]);
  expect(csv.split('\n')).toEqual([
    'time,pid,name,cpu,mem_kb',
    `${START + 3},2,"a ""quoted"", name",4,7`,
    '',
  ]);
});

test('what is taken away can be opened again, and is the same', async () => {
  const csv = toUsageCsv(recording, recording.series, toTimeAxis(recording), [0, 9]);
  const chunks = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(csv));
      controller.close();
    },
  });
  const { value } = await readCapture('shown.csv', chunks);
  const again = value as Recording;
  expect([...again.times]).toEqual([...recording.times]);
  const facts = (one: Recording) =>
    one.series.map(({ key, at, memKb, systemCpu }) => [key, [...at], [...memKb], [...systemCpu]]);
  expect(facts(again)).toEqual(facts(recording));
});

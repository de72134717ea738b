import { makeLine, makeRecording, START, type Row } from './make-recording.ts';

/** One sample of an example, as it is handed to `makeRecording`. */
export interface Sample {
  time: number;
  rows: Row[];
}

/**
 * Two processes over eight samples; the second comes late, is missing once, and is alone for one
 * sample. Beside them two cores by mode, and memory by kind.
 */
export const samples: Sample[] = [10, 20, 30, 25, 15, 40, 35, 5].map((value, sample) => ({
  time: START + sample * 5,
  rows: [
    ['app', 1, value, value / 2, 2048 + sample * 512],
    ...([2, 3, 5, 7].includes(sample) ? [['log <b>', 2, 8, 1, 1024] as Row] : []),
    ['[CPU0-user]', 0, 0, value, 0],
    ['[CPU0-system]', 0, 0, value / 4, 0],
    ['[CPU0-idle]', 0, 0, 100 - value * 1.25, 0],
    ['[CPU1-user]', 0, 0, 5, 0],
    ['[CPU1-idle]', 0, 0, 95, 0],
    ['[available]', 0, 0, 0, 500_000 - sample * 1000],
    ['[free]', 0, 0, 0, 200_000],
  ],
}));

export const recording = makeRecording(samples);

/** Values of another recording of `app`, to compare with: it was missing once. */
export const otherValues = [50, 60, 70, null, 20];

export const otherRecording = makeLine(otherValues);

/** Parts of the whole; the longer name has no room beside its bar. */
export const shares = [
  { label: 'app 1', colour: 'var(--cb-series-0)', mean: 30, share: 0.75 },
  {
    label: 'a name much too long to stand beside a bar 2',
    colour: 'var(--cb-other)',
    mean: 10,
    share: 0.25,
  },
];

/** What lived when over the same 35 seconds: one all along and busy for a while, one twice, three for a moment. */
export const lived = [
  {
    label: 'app 1',
    strips: [
      { from: 0, to: 15, value: 4 },
      { from: 15, to: 25, value: 62 },
      { from: 25, to: 35, value: 14 },
    ],
  },
  {
    label: 'log 2',
    strips: [
      { from: 5, to: 12, value: 1 },
      { from: 24, to: 32, value: 24 },
    ],
  },
  { label: 'sh 30', strips: [{ from: 3, to: 3.5, value: 90 }] },
  { label: 'sh 31', strips: [{ from: 16, to: 16.2, value: 35 }] },
  { label: 'a long name, ended at once 32', strips: [{ from: 33, to: 33, value: 1 }] },
];

import { type Codes, toSay } from '#codes/said.ts';
import { formatDuration } from '#locale/format.ts';

/** Whose reader speaks: the first word of the code, and of the sentence. */
export type RecordingSource = 'topid' | 'table';

export interface TimeStep {
  /** From 1: the sample behind the step. */
  sample: number;
  /** To the millisecond; negative is back. */
  seconds: number;
  /** ISO 8601. */
  from: string;
  to: string;
}

export interface ImpossibleValues {
  what: 'CPU' | 'memory';
  name: string;
  pid: number;
  /** 1 for a row of the system, which has no pid. */
  system: 0 | 1;
  count: number;
  /** From 1: the sample of the first of them. */
  sample: number;
  /** The first of them, with its unit; null where it is no finite number. */
  value: string | null;
}

const clockStep =
  (source: RecordingSource) =>
  ({ sample, seconds, from, to }: TimeStep): string =>
    `${source}: the clock steps ${seconds < 0 ? 'back' : 'forward'} by ${formatDuration(Math.abs(seconds))} before sample ${sample}, from ${from} to ${to}`;

const moreSteps =
  (source: RecordingSource) =>
  ({ more }: { more: number }): string =>
    `${source}: the clock steps ${more} more times`;

const timeJump =
  (source: RecordingSource) =>
  ({ sample, seconds, from, to }: TimeStep): string =>
    `${source}: there is no sample for ${formatDuration(seconds)} before sample ${sample}, from ${from} to ${to}: the recorder paused, or the clock was set forward`;

const moreJumps =
  (source: RecordingSource) =>
  ({ more }: { more: number }): string =>
    `${source}: the time goes forward ${more} more times by a day and more without samples`;

const impossible =
  (source: RecordingSource) =>
  ({ what, name, pid, system, count, sample, value }: ImpossibleValues): string => {
    const who = system === 1 ? name : `${name} (pid ${pid})`;
    const values = count === 1 ? '1 value' : `${count} values`;
    const gaps =
      count === 1
        ? 'is impossible and left out as a gap, in'
        : 'are impossible and left out as gaps, the first in';
    return `${source}: ${values} of the ${what} of ${who} ${gaps} sample ${sample}: ${value ?? 'no finite number'}`;
  };

const moreImpossible =
  (source: RecordingSource) =>
  ({ more }: { more: number }): string =>
    `${source}: ${more} more impossible values are left out as gaps`;

const rowsAlike = (source: RecordingSource) => (): string =>
  `${source}: the rows share their memory with one another: workers of one program that are alike, or threads (topid -thread), whose memory must not be added up; the recording does not tell which`;

const threadRows = (source: RecordingSource) => (): string =>
  `${source}: the rows look like threads (topid -thread): each shows the memory of its whole process, so memory is not added up; processes of one thread are not in the recording`;

export const recordingNotices = {
  'topid-clock-step': clockStep('topid'),
  'table-clock-step': clockStep('table'),
  'topid-clock-more-steps': moreSteps('topid'),
  'table-clock-more-steps': moreSteps('table'),
  'topid-time-jump': timeJump('topid'),
  'table-time-jump': timeJump('table'),
  'topid-time-more-jumps': moreJumps('topid'),
  'table-time-more-jumps': moreJumps('table'),
  'topid-impossible': impossible('topid'),
  'table-impossible': impossible('table'),
  'topid-more-impossible': moreImpossible('topid'),
  'table-more-impossible': moreImpossible('table'),
  'topid-rows-alike': rowsAlike('topid'),
  'table-rows-alike': rowsAlike('table'),
  'topid-thread-rows': threadRows('topid'),
  'table-thread-rows': threadRows('table'),
};

declare module '#model/notice.ts' {
  interface Notices extends Codes<typeof recordingNotices> {}
}

export const sayOfRecording = toSay(recordingNotices);

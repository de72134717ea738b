import { RecordingBuilder } from '#model/recording/recording-builder.ts';
import type { Recording } from '#model/recording/recording.ts';

/** A row: name, pid, user CPU, system CPU, memory in KB. */
export type Row = [name: string, pid: number, userCpu: number, systemCpu: number, memKb: number];

/** A recording of the samples given, in their order, as a parser would build it. */
export function makeRecording(
  samples: { time: number; rows: Row[] }[],
  parts: Partial<
    Pick<Recording, 'clock' | 'cpuSplit' | 'snapshots' | 'info' | 'format' | 'snapshotEchoes'>
  > = {},
): Recording {
  const builder = new RecordingBuilder();
  for (const { time, rows } of samples) {
    builder.startSample(time);
    for (const [name, pid, user, system, mem] of rows) {
      builder.addRow(builder.seriesOf(name, pid), user, system, mem);
    }
  }
  return builder.finish({ ...makeFacts(), ...parts });
}

/** What a parser says of a recording besides its rows, of one that has nothing else. */
export function makeFacts(): Parameters<RecordingBuilder['finish']>[0] {
  return {
    format: 'topid-process',
    session: undefined,
    clock: 'unix',
    cpuSplit: true,
    snapshotEchoes: 0,
    snapshots: [],
    info: undefined,
    notices: [],
  };
}

/** One process, a value a sample; null where it is missing. Five seconds apart from 2026-11-23 10:00:00 UTC. */
export function makeLine(values: (number | null)[], name = 'app', pid = 1): Recording {
  return makeRecording(
    values.map((value, sample) => ({
      time: START + sample * 5,
      // Another process keeps every sample from being empty.
      rows: [
        ['init', 99, 0, 0, 1024] as Row,
        ...(value === null ? [] : [[name, pid, value, 0, 2048] as Row]),
      ],
    })),
  );
}

/** 2026-11-23 10:00:00 UTC */
export const START = Date.UTC(2026, 10, 23, 10) / 1000;

/** Numbers that look like chance and are the same every time. */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

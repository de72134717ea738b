import type { Recording, Session } from '#model/recording/recording.ts';

/** A recording without samples: what a snapshot or info file brings to its session. */
export function toEmptyRecording(
  format: string,
  session: Session | undefined,
  facts: Partial<Pick<Recording, 'snapshots' | 'info' | 'notices'>>,
): Recording {
  return {
    kind: 'recording',
    format,
    session,
    times: new Float64Array(0),
    clock: 'unix',
    cpuSplit: true,
    series: [],
    rows: 0,
    snapshotEchoes: 0,
    snapshots: [],
    info: undefined,
    notices: [],
    ...facts,
  };
}

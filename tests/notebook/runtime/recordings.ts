import type { Recording } from '#model/recording/recording.ts';

/**
 * Five samples, two seconds apart. One process is missing from samples 3 and 4, the other is there
 * all the time; a system row besides.
 */
export function twoProcesses(name = 'app'): Recording {
  return {
    kind: 'recording',
    format: 'topid-process',
    session: undefined,
    times: Float64Array.of(100, 102, 104, 106, 108),
    clock: 'unix',
    cpuSplit: true,
    series: [
      {
        key: `${name}-7`,
        name,
        pid: 7,
        kind: 'process',
        at: Uint32Array.of(0, 1, 4),
        userCpu: Float32Array.of(10, 20, 30),
        systemCpu: Float32Array.of(1, 2, 3),
        memKb: Float64Array.of(1024, 2048, 4096),
      },
      {
        key: 'idle-8',
        name: 'idle',
        pid: 8,
        kind: 'process',
        at: Uint32Array.of(0, 1, 2, 3, 4),
        userCpu: new Float32Array(5),
        systemCpu: Float32Array.of(1, 1, 1, 1, 6),
        memKb: new Float64Array(5).fill(512),
      },
      {
        key: 'CPU[user]',
        name: 'CPU[user]',
        pid: 0,
        kind: 'system',
        at: Uint32Array.of(0),
        userCpu: Float32Array.of(50),
        systemCpu: Float32Array.of(0),
        memKb: Float64Array.of(0),
      },
    ],
    rows: 9,
    snapshotEchoes: 0,
    snapshots: [],
    info: undefined,
    notices: [],
  };
}

import type { Recording, Series } from '#model/recording/recording.ts';

/** The largest that topid makes. */
const SAMPLES = 3600;
const PROCESSES = 350;

/** Processes that come and go, of the same numbers every time: 1.25 million rows. */
export function makeLargeRecording(): Recording {
  let seed = 7;
  const random = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  const series: Series[] = [];
  for (let pid = 1; pid <= PROCESSES; pid++) {
    const at: number[] = [];
    for (let sample = 0; sample < SAMPLES; sample++) {
      if (random() < 0.0005) sample += Math.floor(random() * 60);
      else at.push(sample);
    }
    const load = pid <= 40 ? 40 * random() : random();
    series.push({
      key: `daemon${pid}-${pid}`,
      name: `daemon${pid}`,
      pid,
      kind: 'process',
      at: Uint32Array.from(at),
      userCpu: Float32Array.from(at, () => load * random()),
      systemCpu: Float32Array.from(at, () => load * random() * 0.3),
      memKb: Float64Array.from(at, () => 4096 + random() * 1024),
    });
  }
  return {
    kind: 'recording',
    format: 'topid-process',
    session: undefined,
    times: Float64Array.from({ length: SAMPLES }, (_, sample) => 1_763_892_000 + sample * 3),
    clock: 'unix',
    cpuSplit: true,
    series,
    rows: series.reduce((sum, { at }) => sum + at.length, 0),
    snapshotEchoes: 0,
    snapshots: [],
    info: undefined,
    notices: [],
  };
}

import type { Recording, Series } from './recording.ts';
import { lowerBound } from './time-axis.ts';

/** Of the values in the samples in which a series was present. Null where none of them is finite. */
export interface ValueStatistics {
  avg: number | null;
  max: number | null;
  /** The sample (index into `times`) of the first occurrence of `max`. */
  maxAt: number | null;
}

export interface UsageStatistics {
  /** In how many samples (of the range) the series was present. */
  samples: number;
  /** User and system CPU together, percent of one core. */
  cpu: ValueStatistics;
  userCpu: ValueStatistics;
  systemCpu: ValueStatistics;
  memKb: ValueStatistics;
  /** First and last sample (index into `times`) in which it was present; undefined where it never was. */
  firstSample: number | undefined;
  lastSample: number | undefined;
}

/** Samples by index into `times`, both ends included. */
export interface SampleRange {
  first: number;
  last: number;
}

/**
 * Averages and maxima of a series over the samples in which it was present: a gap counts neither
 * as zero nor at all. NaN and infinities are left out.
 */
export function usageStatistics(
  recording: Pick<Recording, 'cpuSplit'>,
  series: Series,
  range?: SampleRange,
): UsageStatistics {
  const { at, userCpu, systemCpu, memKb } = series;
  const start = range ? lowerBound(at, range.first) : 0;
  const end = range ? lowerBound(at, range.last + 1) : at.length;
  const cpu = new Gatherer();
  const user = new Gatherer();
  const system = new Gatherer();
  const memory = new Gatherer();
  for (let row = start; row < end; row++) {
    const sample = at[row]!;
    user.add(userCpu[row]!, sample);
    system.add(systemCpu[row]!, sample);
    // Without the split all CPU stands in userCpu, and what stands in the other says nothing.
    cpu.add(recording.cpuSplit ? userCpu[row]! + systemCpu[row]! : userCpu[row]!, sample);
    memory.add(memKb[row]!, sample);
  }
  return {
    samples: Math.max(end - start, 0),
    cpu: cpu.finish(),
    userCpu: user.finish(),
    systemCpu: system.finish(),
    memKb: memory.finish(),
    firstSample: start < end ? at[start] : undefined,
    lastSample: start < end ? at[end - 1] : undefined,
  };
}

class Gatherer {
  private sum = 0;
  private count = 0;
  private max = -Infinity;
  private maxAt = 0;

  add(value: number, sample: number): void {
    if (!Number.isFinite(value)) return;
    this.sum += value;
    this.count++;
    if (value > this.max) {
      this.max = value;
      this.maxAt = sample;
    }
  }

  finish(): ValueStatistics {
    if (this.count === 0) return { avg: null, max: null, maxAt: null };
    return { avg: this.sum / this.count, max: this.max, maxAt: this.maxAt };
  }
}

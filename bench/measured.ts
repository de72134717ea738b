import type { Aim, Lane, Missing, Prepared, Settings, Scenario, Steps } from './scenario.ts';
import { type Spread, toSpread } from './spread.ts';
import type { Taken } from './timed.ts';

/** A step of a scenario, of all that do it: a part of the table. */
export interface Measured {
  scenario: string;
  /** Which one of the scenario's; empty where it is a single one. */
  step: string;
  /** What all were given, or why there was nothing. */
  input: string;
  runs: number;
  /** casebook first. */
  programs: MeasuredProgram[];
}

export interface MeasuredProgram {
  name: string;
  /** Why it was not run. */
  missing?: string;
  seconds?: Spread | undefined;
  cpuSeconds?: Spread | undefined;
  peakMib?: Spread | undefined;
  /** How many times as much casebook takes, by the medians. */
  times?: { seconds: number | undefined; cpuSeconds: number | undefined };
  /** What is asked for of it, in words, and whether that is so. */
  aims: { says: string; isMet: boolean; isMetByCpu?: boolean }[];
}

/** All lanes of a scenario in turn, so often, after a round that does not count. */
export async function measure(scenario: Scenario, settings: Settings, asked: number): Promise<Measured[]> {
  const prepared = await scenario.prepare(settings);
  if ('missing' in prepared) return [toNothing(scenario.name, prepared.missing)];
  try {
    const { lanes, mostRuns } = prepared;
    const runs = Math.min(asked, mostRuns ?? asked);
    const taken = lanes.map((): Steps[] => []);
    // What does not count: files come from the disk, and what is compiled once is compiled.
    for (let round = mostRuns === undefined ? -1 : 0; round < runs; round++) {
      for (const [at, lane] of lanes.entries()) {
        if (isMissing(lane.run)) continue;
        const once = await lane.run();
        if (round >= 0) taken[at]!.push(isTaken(once) ? { '': once } : once);
      }
    }
    return toMeasured(scenario.name, prepared, runs, taken);
  } finally {
    await prepared.close?.();
  }
}

function toNothing(scenario: string, input: string): Measured {
  return { scenario, step: '', input, runs: 0, programs: [] };
}

/** One that came to no end: the others are measured all the same. */
export function toFailed(scenario: string, error: unknown): Measured {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return toNothing(scenario, `failed: ${line}`);
}

function isTaken(once: Taken | Steps): once is Taken {
  return typeof once['seconds'] === 'number';
}

/**
 * What was taken, put together step by step.
 *
 * @param taken of each lane, each run
 */
export function toMeasured(
  scenario: string,
  { input, lanes, aims = {}, without }: Prepared,
  runs: number,
  taken: readonly (readonly Steps[])[],
): Measured[] {
  const steps = new Set(taken.flatMap((some) => some.flatMap((one) => Object.keys(one))));
  return [...steps].map((step) => {
    const spreads = lanes.map((lane, at) =>
      toSpreads(
        lane,
        taken[at]!.map((one) => one[step]),
      ),
    );
    const off = spreads.find(({ name }) => name === without);
    const programs = spreads.map((one, at): MeasuredProgram => {
      const isPeer = at > 0 && !lanes[at]!.isPart;
      const times = isPeer ? toTimes(spreads[0]!, one, { off, ofBoth: lanes[at]!.hasStart }) : undefined;
      const aim = aims[step];
      const fulfilled = aim ? toAims(aim, { ...one, isOurs: at === 0, times }) : [];
      return { ...one, ...(times && { times }), aims: fulfilled };
    });
    // Who does not do this step has no line of it.
    const shown = programs.filter(({ seconds, missing }) => seconds !== undefined || missing !== undefined);
    return { scenario, step, input, runs, programs: shown };
  });
}

type Spreads = Pick<MeasuredProgram, 'name' | 'missing' | 'seconds' | 'cpuSeconds' | 'peakMib'>;

function toSpreads({ name, run }: Lane, taken: readonly (Taken | undefined)[]): Spreads {
  if (isMissing(run)) return { name, missing: run.missing };
  return {
    name,
    seconds: toSpread(taken.map((one) => one?.seconds)),
    cpuSeconds: toSpread(taken.map((one) => one?.cpuSeconds)),
    peakMib: toSpread(taken.map((one) => one?.peakMib)),
  };
}

function isMissing(run: Lane['run']): run is Missing {
  return typeof run !== 'function';
}

function toTimes(
  ours: Spreads,
  theirs: Spreads,
  { off, ofBoth = false }: { off: Spreads | undefined; ofBoth: boolean | undefined },
): MeasuredProgram['times'] {
  const of = (what: 'seconds' | 'cpuSeconds'): number | undefined => {
    const [mine, other] = [ours[what]?.median, theirs[what]?.median];
    const start = off?.[what]?.median ?? 0;
    const rest = (other ?? 0) - (ofBoth ? start : 0);
    return mine === undefined || rest <= 0 ? undefined : (mine - start) / rest;
  };
  return { seconds: of('seconds'), cpuSeconds: of('cpuSeconds') };
}

function toAims(
  { seconds, mib, times = {} }: Aim,
  of: Spreads & { isOurs: boolean; times: MeasuredProgram['times'] },
): MeasuredProgram['aims'] {
  const parts: [most: number | undefined, unit: string, is: number | undefined, cpu?: number | undefined][] =
    of.isOurs
      ? [
          [seconds, ' s', of.seconds?.median, of.cpuSeconds?.median],
          [mib, ' MiB', of.peakMib?.median],
        ]
      : [[times[of.name], 'x', of.times?.seconds, of.times?.cpuSeconds]];
  return parts.flatMap(([most, unit, is, cpu]) => {
    if (most === undefined || is === undefined) return [];
    const byCpu = cpu !== undefined && { isMetByCpu: cpu <= most };
    return { says: `at most ${Number(most.toPrecision(3))}${unit}`, isMet: is <= most, ...byCpu };
  });
}

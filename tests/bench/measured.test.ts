import { describe, expect, it } from 'vitest';
import { type Measured, measure, toMeasured } from '../../bench/measured.ts';
import type { Lane, Prepared, Scenario } from '../../bench/scenario.ts';
import { usualSettings } from '../../bench/scenario.ts';
import { toMedian, toSpread } from '../../bench/spread.ts';
import type { Taken } from '../../bench/timed.ts';

function laneOf(name: string, run: Lane['run'] = { missing: 'never' }): Lane {
  return { name, run };
}

/** Each lane's runs, of one step without a name. */
function measuredOf(prepared: Prepared, ...taken: Taken[][]): Measured {
  const runs = taken.map((some) => some.map((one) => ({ '': one })));
  return toMeasured('some', prepared, 3, runs)[0]!;
}

const ran: Lane['run'] = () => ({ seconds: 0 });

describe('several runs', () => {
  it('have a median, a least and a greatest', () => {
    expect(toSpread([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 });
    expect(toMedian([4, 1, 3, 2])).toBe(3);
  });

  it('have none where there are none, or where one of them is unknown', () => {
    expect(toSpread([])).toBeUndefined();
    expect(toSpread([1, undefined])).toBeUndefined();
    expect(toMedian([])).toBeNaN();
  });
});

describe('what is measured', () => {
  it('compares casebook with each other by the medians, the start of Node taken off it', () => {
    const start: Lane = { name: 'start', isPart: true, run: ran };
    const prepared: Prepared = {
      input: '1 MB',
      without: 'start',
      lanes: [
        laneOf('casebook', ran),
        start,
        laneOf('peer', ran),
        { ...laneOf('of Node too', ran), hasStart: true },
      ],
    };
    const { programs } = measuredOf(
      prepared,
      [{ seconds: 5, cpuSeconds: 2 }],
      [{ seconds: 1, cpuSeconds: 1 }],
      [{ seconds: 2, cpuSeconds: 4 }],
      [{ seconds: 3, cpuSeconds: 1 }],
    );
    expect(programs.map(({ times }) => times)).toEqual([
      undefined,
      undefined,
      { seconds: 2, cpuSeconds: 0.25 },
      { seconds: 2, cpuSeconds: undefined },
    ]);
  });

  it('has no ratio where nobody counted, and a reason where a peer is not there', () => {
    const lanes = [
      laneOf('casebook', ran),
      laneOf('peer', ran),
      laneOf('other', { missing: 'no go on PATH' }),
    ];
    const { programs } = measuredOf(
      { input: '', lanes },
      [{ seconds: 1, cpuSeconds: 1 }],
      [{ seconds: 2 }],
      [],
    );
    expect(programs[1]!.times).toEqual({ seconds: 0.5, cpuSeconds: undefined });
    expect(programs[2]).toMatchObject({ name: 'other', missing: 'no go on PATH' });
    expect(programs[2]!.seconds).toBeUndefined();
  });

  it('says of each aim whether it is met: time and memory of casebook, the ratio of its peer', () => {
    const lanes = [laneOf('casebook', ran), laneOf('peer', ran)];
    const aims = { '': { seconds: 1, mib: 80, times: { peer: 2 } } };
    const { programs } = measuredOf(
      { input: '', lanes, aims },
      [{ seconds: 1, cpuSeconds: 0.5, peakMib: 81 }],
      [{ seconds: 0.4, cpuSeconds: 0.25, peakMib: 1 }],
    );
    expect(programs.map((program) => program.aims)).toEqual([
      [
        { says: 'at most 1 s', isMet: true, isMetByCpu: true },
        { says: 'at most 80 MiB', isMet: false },
      ],
      [{ says: 'at most 2x', isMet: false, isMetByCpu: true }],
    ]);
  });

  it('has each step by itself, without those who do not do it', () => {
    const lanes = [laneOf('casebook', ran), laneOf('peer', ran)];
    const steps = toMeasured('page', { input: '', lanes, aims: { zoom: { seconds: 1 } } }, 1, [
      [{ first: { seconds: 2 }, zoom: { seconds: 2 } }],
      [{ first: { seconds: 4 } }],
    ]);
    expect(steps.map(({ step, programs }) => [step, programs.map(({ name }) => name)])).toEqual([
      ['first', ['casebook', 'peer']],
      ['zoom', ['casebook']],
    ]);
    expect(steps[1]!.programs[0]!.aims).toEqual([{ says: 'at most 1 s', isMet: false }]);
  });

  it('does all in turn, after a round that does not count, and closes what was prepared', async () => {
    const done: string[] = [];
    const says = (name: string) => () => ({ seconds: done.push(name) });
    const scenario: Scenario = {
      name: 'some',
      says: '',
      prepare: () =>
        Promise.resolve({
          input: '',
          lanes: [laneOf('casebook', says('a')), laneOf('gone'), laneOf('peer', says('b'))],
          close: () => Promise.resolve(void done.push('closed')),
        }),
    };
    const [measured] = await measure(scenario, usualSettings, 2);
    expect(done).toEqual(['a', 'b', 'a', 'b', 'a', 'b', 'closed']);
    expect(measured!.programs[0]!.seconds).toEqual({ median: 5, min: 3, max: 5 });
  });

  it('does what takes minutes no more often than that', async () => {
    let count = 0;
    const lanes = [laneOf('casebook', () => ({ seconds: ++count }))];
    const prepare = () => Promise.resolve({ input: '', lanes, mostRuns: 1 });
    const [measured] = await measure({ name: 'some', says: '', prepare }, usualSettings, 5);
    expect([count, measured!.runs]).toEqual([1, 1]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Measured } from '../../bench/measured.ts';
import { type Day, toResults } from '../../bench/results.ts';
import { choose, type Group } from '../../bench/choose.ts';
import { toTable, toText } from '../../bench/table.ts';

const spread = (median: number, min = median, max = median) => ({ median, min, max });

function measuredOf(scenario: string, seconds = 1): Measured {
  return {
    scenario,
    step: '',
    input: '27 MB',
    runs: 3,
    programs: [
      { name: 'casebook', seconds: spread(seconds), aims: [{ says: 'at most 1 s', isMet: seconds <= 1 }] },
      { name: 'peer', seconds: spread(0.25), times: { seconds: seconds * 4, cpuSeconds: 1 / 9 }, aims: [] },
      { name: 'gone', missing: 'no go on PATH', aims: [] },
    ],
  };
}

describe('the table', () => {
  it('has a line for each program, the scenario at the first of them', () => {
    const [, ...rows] = toTable([measuredOf('recording')]);
    expect(rows).toEqual([
      ['recording, 27 MB', 'casebook', '1.00', '', '', '', '', 'at most 1 s: met'],
      ['', 'peer', '0.250', '', '', '4.00x', '1/9.0', ''],
      ['', 'gone', 'no go on PATH', '', '', '', '', ''],
    ]);
  });

  it('writes as many digits as a number needs, with the least and the greatest', () => {
    const [first] = measuredOf('some').programs;
    const program = {
      ...first!,
      seconds: spread(0.0123, 0.01, 0.02),
      cpuSeconds: spread(0.0004),
      peakMib: spread(125.4, 113, 130),
    };
    const [, row] = toTable([{ ...measuredOf('some'), step: 'zoom', programs: [program] }]);
    expect(row!.slice(0, 5)).toEqual([
      'some: zoom, 27 MB',
      'casebook',
      '0.0123 (0.0100-0.0200)',
      '0.00040',
      '125 (113-130)',
    ]);
  });

  it('says where an aim is missed by the clock alone', () => {
    const [first] = measuredOf('some').programs;
    const wordsOf = (isMetByCpu: boolean) => {
      const aims = [{ says: 'at most 1 s', isMet: false, isMetByCpu }];
      return toTable([{ ...measuredOf('some'), programs: [{ ...first!, aims }] }])[1]!.at(-1);
    };
    expect([wordsOf(true), wordsOf(false)]).toEqual([
      'at most 1 s: missed by the clock alone',
      'at most 1 s: missed',
    ]);
  });

  it('says why nothing was measured', () => {
    const nothing: Measured = {
      scenario: 'upload',
      step: '',
      input: 'npm run build first',
      runs: 0,
      programs: [],
    };
    expect(toText(toTable([nothing])).split('\n')[1]).toBe('upload, npm run build first');
  });
});

describe('the results of a day', () => {
  const empty = 'Before.\n\n<!-- npm run bench -- --write -->\n<!-- end -->\n\nBehind.\n';
  const day: Day = {
    day: '2026-01-01',
    machine: '2 x a processor',
    command: 'npm run bench -- --write',
    runs: 5,
    order: ['recording', 'upload', 'builds'],
  };

  it('stand in their place, with the command and the machine', () => {
    const text = toResults(empty, [measuredOf('recording')], day);
    expect(text).toMatch(/^Before\.\n/);
    expect(text).toMatch(/\nBehind\.\n$/);
    expect(text).toContain('- 2026-01-01, `npm run bench -- --write`, of 5 runs');
    expect(text).toContain('| recording, 27 MB (2026-01-01) | casebook | 1.00 |');
  });

  it('replace those of the same scenario and leave the others', () => {
    const before = toResults(empty, [measuredOf('upload', 2), measuredOf('recording', 2)], day);
    const next = { ...day, day: '2026-02-02', command: 'npm run bench -- builds upload' };
    const text = toResults(before, [measuredOf('builds'), measuredOf('upload', 3)], next);
    const titles = [...text.matchAll(/^\| ([\w-]+, .*?) \| casebook \| (\S+)/gm)].map((row) => row.slice(1));
    expect(titles).toEqual([
      ['recording, 27 MB (2026-01-01)', '2.00'],
      ['upload, 27 MB (2026-02-02)', '3.00'],
      ['builds, 27 MB (2026-02-02)', '1.00'],
    ]);
    expect(text.match(/^- \S+/gm)).toEqual(['- 2026-01-01,', '- 2026-02-02,']);
    expect(text.match(/\| gone \|/g)).toHaveLength(3);
  });

  it('leave no day of which no line is left', () => {
    const before = toResults(empty, [measuredOf('upload')], day);
    const text = toResults(before, [measuredOf('upload')], { ...day, day: '2026-02-02' });
    expect(text).not.toContain('2026-01-01');
  });

  it('need a place', () => {
    expect(() => toResults('Nothing.', [], day)).toThrow('no place for the table');
  });
});

describe('what is chosen', () => {
  const scenarioOf = (name: string) => ({ name, says: '', prepare: () => Promise.resolve({ missing: '' }) });
  const groups: Group[] = [
    { name: 'store', scenarios: [scenarioOf('upload'), scenarioOf('push')] },
    { name: 'cells', scenarios: [scenarioOf('cell-hello')] },
  ];
  const chosen = (...names: string[]) => choose(groups, names).map(({ name }) => name);

  it('is all, a group, or a scenario, in the order of the table', () => {
    expect(chosen()).toEqual(['upload', 'push', 'cell-hello']);
    expect(chosen('cells', 'push')).toEqual(['push', 'cell-hello']);
    expect(chosen('store')).toEqual(['upload', 'push']);
  });

  it('is nothing that there is not', () => {
    expect(() => chosen('store', 'sotre')).toThrow('no scenario sotre');
  });
});

import { describe, expect, test } from 'vitest';
import { decodeView, readTopidchartQuery } from '#view/link.ts';
import { linkVersion, upgrades } from '#view/link-upgrades.ts';

test('every version before today’s has its upgrade', () => {
  const versions = Array.from({ length: linkVersion }, (_, version) => version);
  expect(Object.keys(upgrades).map(Number)).toEqual(versions);
});

describe('version 0: topidchart’s address', () => {
  const old = { sort: '-cpu', group: 'pid' };
  const filter = { avgCpu: 5, maxCpu: 20, avgMemMib: 10.5, maxMemMib: 40 };

  test('its filter is that of whatever is looked at', () => {
    expect(readTopidchartQuery('?filter=5,20,10.5,40')).toEqual({
      view: { captures: [], states: { '': { filter, ...old } } },
      version: 0,
      problems: [],
    });
    expect(readTopidchartQuery('?pie=1&filter=5%2C20%2C10.5%2c40')?.view.states).toEqual({
      '': { filter, ...old },
    });
  });

  test('its default filter is ours, and an address without one says nothing', () => {
    expect(readTopidchartQuery('?filter=2,10,10,20')?.view.states['']?.filter).toEqual({
      avgCpu: 2,
      maxCpu: 10,
      avgMemMib: 10,
      maxMemMib: 20,
    });
    expect(readTopidchartQuery('')).toBeUndefined();
    expect(readTopidchartQuery('?lang=en')).toBeUndefined();
  });

  test('a number left out is 0, as it was there', () => {
    expect(readTopidchartQuery('?filter=,,,40')?.view.states['']?.filter).toEqual({
      avgCpu: 0,
      maxCpu: 0,
      avgMemMib: 0,
      maxMemMib: 40,
    });
  });

  // topidchart took it for 0, and a filter of 0 shows everything without a word.
  test('a number that is none is told', () => {
    const read = readTopidchartQuery('?filter=2,ten,10,20');
    expect(read?.view.states).toEqual({ '': old });
    expect(read?.problems).toMatchObject([
      {
        code: 'link-bad-value',
        message: '.filter has a value that does not read: 2,ten,10,20 (not a number like 12.5: "ten")',
      },
    ]);
  });

  test('in a fragment without a version it means the same, beside what is of today', () => {
    expect(decodeView('filter=5,20,10.5,40&open=site:x&x.cpu=split')).toEqual({
      view: {
        captures: [{ slot: 'x', ref: { from: 'site', name: 'x' } }],
        states: { '': { filter, ...old }, x: { cpu: 'split', ...old } },
      },
      version: 0,
      problems: [],
    });
  });
});

describe('version 1: a row a process, the greatest average of CPU first', () => {
  const old = { sort: '-cpu', group: 'pid' };
  const read = (fragment: string) => decodeView(fragment).view.states;

  test('whatever it opens, and has a state of, keeps that', () => {
    expect(decodeView('v=1&open=site:a&open=b%2C1@url:/captures/x.data&case-chart.text=init')).toEqual({
      view: {
        captures: [
          { slot: 'a', ref: { from: 'site', name: 'a' } },
          { slot: 'b,1', ref: { from: 'url', url: '/captures/x.data' } },
        ],
        states: { a: old, 'b,1': old, 'case-chart': { text: 'init', ...old } },
      },
      version: 1,
      problems: [],
    });
  });

  test('what it says itself stays', () => {
    expect(read('v=1&a.sort=-mem')).toEqual({ a: { ...old, sort: '-mem' } });
    expect(read('v=1&a.sort=pid&a.group=name')).toEqual({ a: { sort: 'pid', group: 'name' } });
  });

  test('a state of a crash log, of a profile or of the page is none of a recording', () => {
    const states = 'a.line=4,5&b.figure=top&cells.edits=goal,9f86d081884c7d65,x';
    expect(Object.values(read(`v=1&${states}`)).map((state) => Object.keys(state))).toEqual([
      ['line'],
      ['figure'],
      ['edits'],
    ]);
  });

  test('a part that does not read is reported once, and the rest is upgraded', () => {
    const { view, problems } = decodeView('v=1&open=elsewhere:a&open=site:b&%zz.cpu=split');
    expect(problems.map(({ code }) => code)).toEqual(['link-bad-value', 'link-bad-value']);
    expect(view.states).toEqual({ b: old });
  });

  test('a link of today has today’s defaults', () => {
    expect(read('v=2&open=site:a')).toEqual({});
  });
});

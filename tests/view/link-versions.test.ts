import { describe, expect, test } from 'vitest';
import { decodeView, readTopidchartQuery } from '#view/link.ts';
import { linkVersion, upgrades } from '#view/link-upgrades.ts';

test('every version before today’s has its upgrade', () => {
  const versions = Array.from({ length: linkVersion }, (_, version) => version);
  expect(Object.keys(upgrades).map(Number)).toEqual(versions);
});

describe('version 0: topidchart’s address', () => {
  const filter = { avgCpu: 5, maxCpu: 20, avgMemMib: 10.5, maxMemMib: 40 };

  test('its filter is that of whatever is looked at', () => {
    expect(readTopidchartQuery('?filter=5,20,10.5,40')).toEqual({
      view: { captures: [], states: { '': { filter } } },
      version: 0,
      problems: [],
    });
    expect(readTopidchartQuery('?pie=1&filter=5%2C20%2C10.5%2c40')?.view.states).toEqual({ '': { filter } });
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
    expect(read?.view.states).toEqual({});
    expect(read?.problems).toMatchObject([
      {
        code: 'link-bad-value',
        message: '.filter has a value that does not read: 2,ten,10,20 (not a number: "ten")',
      },
    ]);
  });

  test('in a fragment without a version it means the same, beside what is of today', () => {
    expect(decodeView('filter=5,20,10.5,40&open=site:x&x.cpu=split')).toEqual({
      view: {
        captures: [{ slot: 'x', ref: { from: 'site', name: 'x' } }],
        states: { '': { filter }, x: { cpu: 'split' } },
      },
      version: 0,
      problems: [],
    });
  });
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellsSlot, toFieldKey, toParams } from '#view/fragment.ts';
import { hasCellEdits, isViewFragment } from '#view/fragment-kind.ts';
import { decodeView, encodeView, toLink, toSharedState, toSiteView } from '#view/link.ts';
import type { View, ViewState } from '#view/view-state.ts';
import { anyView } from './arbitrary-view.ts';

const hash = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

function withState(state: ViewState): View {
  return { captures: [{ slot: 'x', ref: { from: 'site', name: 'x' } }], states: { x: state } };
}

function withoutPrototypes<T>(value: T): T {
  return structuredClone(value);
}

describe('a view as a fragment', () => {
  test('reads like what it says', () => {
    const view: View = {
      captures: [
        { slot: 'topid-crash-1', ref: { from: 'site', name: 'topid-crash-1' } },
        { slot: 'after', ref: { from: 'url', url: '/captures/board.log' } },
        { slot: 's1', ref: { from: 'file', name: 'process-1.data', sizeBytes: 48213, sha256: hash } },
        {
          slot: 'crash.log',
          ref: { from: 'link', name: 'crash.log', data: 'eJxLSgYAAk0BJw', sizeBytes: 3, sha256: hash },
        },
      ],
      active: 's1',
      states: {
        s1: {
          chart: 'stack',
          only: ['init-1', 'a,b-2'],
          filter: { avgCpu: 5, maxCpu: 20.5, avgMemMib: 10, maxMemMib: 40 },
          window: [12.5, 80],
          system: true,
          compare: { slot: 'after', align: 'moment', shiftSeconds: -3.25 },
          pins: [{ text: 'look here, now', time: 12.5, series: 'init-1' }, { text: 'and here' }],
        },
        'crash.log': { line: [12, 40], fold: ['runtime', 'std'] },
      },
    };
    const fragment = encodeView(view);
    expect(fragment.split('&')).toEqual([
      'v=2',
      'open=site:topid-crash-1',
      'open=after@url:/captures/board.log',
      `open=s1@file:process-1.data:48213:${hash}`,
      `open=link:crash.log:3:${hash}`,
      'at=s1',
      's1.chart=stack',
      's1.only=init-1,a%2Cb-2',
      's1.filter=5,20.5,10,40',
      's1.window=12.5,80',
      's1.system',
      's1.compare=after,moment,-3.25',
      's1.pins=time:12.5,series:init-1,text:look%20here%2C%20now',
      's1.pins=text:and%20here',
      'crash.log.line=12,40',
      'crash.log.fold=runtime,std',
      'data=eJxLSgYAAk0BJw',
    ]);
    expect(decodeView(`#${fragment}`)).toEqual({ view, version: 2, problems: [] });
  });

  test('gives any view back', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const fragment = encodeView(view);
        // What no program that finds links in text would cut or change.
        expect(fragment).toMatch(/^[\w:/,.\-~%&=@']*$/);
        expect(fragment).not.toMatch(/[.,:_~]$/);
        const decoded = decodeView(fragment);
        expect(decoded.problems).toEqual([]);
        expect(withoutPrototypes(decoded.view)).toEqual(withoutPrototypes(view));
      }),
      { numRuns: 2000 },
    );
  });

  test('survives an address: what URL makes of it decodes to the same', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const url = new URL(`http://localhost:4321/open/#${encodeView(view)}`);
        expect(withoutPrototypes(decodeView(url.hash).view)).toEqual(withoutPrototypes(view));
      }),
    );
  });

  test('never throws, whatever stands there', () => {
    const piece = fc.constantFrom(
      'v=2',
      'v=',
      'open=',
      'site:',
      'file:a:',
      'link:b',
      '&',
      '=',
      '%',
      '%E7',
      '.',
      'a.pins=',
      'a.window=',
      'time:',
      ',',
      '@',
      'data=',
      'at=',
      'a.only=',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
        const { problems } = decodeView(pieces.join(''));
        for (const { message } of problems) expect(message).not.toMatch(/undefined|null|\[object/);
      }),
    );
  });

  test('is empty where all is default, and leaves defaults out', () => {
    expect(encodeView({ captures: [], states: {} })).toBe('');
    expect(
      encodeView({
        ...withState({
          chart: 'lines',
          cpu: 'sum',
          filter: { avgCpu: 2, maxCpu: 10, avgMemMib: 10, maxMemMib: 20 },
          hide: [],
          text: '',
          zone: 'UTC',
          cores: 'sum',
          fold: [],
          pins: [],
        }),
        active: 'x',
      }),
    ).toBe('v=2&open=site:x');
    expect(toSharedState({ chart: 'lines', clock: 'wall', window: [0.00049, 1.23456] })).toEqual({
      clock: 'wall',
      window: [0, 1.235],
    });
  });

  test('keeps apart what is empty and what is not said', () => {
    const none = withState({ only: [] });
    const nameless = withState({ only: [''] });
    expect(encodeView(none)).toBe('v=2&open=site:x&x.only');
    expect(encodeView(nameless)).toBe("v=2&open=site:x&x.only=''");
    expect(decodeView(encodeView(none)).view).toEqual(none);
    expect(decodeView(encodeView(nameless)).view).toEqual(nameless);
  });

  test('rounds times to milliseconds and leaves out what no time can be', () => {
    expect(encodeView(withState({ window: [1 / 3, 2 / 3] }))).toBe('v=2&open=site:x&x.window=0.333,0.667');
    expect(encodeView(withState({ window: [-0.0001, Number.NaN] }))).toBe('v=2&open=site:x');
    expect(encodeView(withState({ snapshot: Infinity }))).toBe('v=2&open=site:x');
    // Nothing can be seen in a moment.
    expect(encodeView(withState({ window: [1.0001, 1.0004] }))).toBe('v=2&open=site:x');
  });

  test('says nothing of how a name was written: spaces, separators, Chinese, emoji, half an emoji', () => {
    const name = 'a b&c=d#e%f+g,h:火焰图🔥\ud83d';
    const view: View = {
      captures: [{ slot: name, ref: { from: 'site', name } }],
      states: { [name]: { only: [name] } },
    };
    const slot = 'a%20b%26c%3Dd%23e%25f%2Bg,h:%E7%81%AB%E7%84%B0%E5%9B%BE%F0%9F%94%A5%ED%A0%BD';
    expect(encodeView(view)).toBe(`v=2&open=site:${slot}&${slot}.only=${slot.replace(',', '%2C')}`);
    expect(decodeView(encodeView(view)).view).toEqual(view);
  });

  test('several files of one capture share its slot', () => {
    const view: View = {
      captures: ['process-7.data', 'snapshot-7.data', 'info-7.data'].map((name) => ({
        slot: '7',
        ref: { from: 'file', name, sizeBytes: 9, sha256: hash },
      })),
      states: { 7: { info: true } },
    };
    expect(decodeView(encodeView(view))).toEqual({ view, version: 2, problems: [] });
  });

  test('is told from the anchor of a heading', () => {
    expect(isViewFragment('#v=2&open=site:x')).toBe(true);
    expect(isViewFragment('open=site:x')).toBe(true);
    expect(isViewFragment('#the-fix')).toBe(false);
    expect(isViewFragment('')).toBe(false);
    expect(isViewFragment('#v')).toBe(false);
  });
});

test('as an address, a view stands behind the path of its page, and nothing behind it where all is default', () => {
  expect(toLink('/open/', toSiteView(['topid-crash-1', 'b']))).toBe(
    '/open/#v=2&open=site:topid-crash-1&open=site:b',
  );
  expect(toLink('/open/', toSiteView([]))).toBe('/open/');
});

describe('what is asked of a fragment without reading it', () => {
  test('whether it brings edits of cells', () => {
    expect(hasCellEdits('#v=2&cells.edits=goal,9f86d081884c7d65,x')).toBe(true);
    expect(hasCellEdits('cells.edits=goal,9f86d081884c7d65,x')).toBe(true);
    expect(hasCellEdits('#v=2&cells.edits')).toBe(false);
    expect(hasCellEdits('#v=2&cells.edits=')).toBe(false);
    expect(hasCellEdits('#cells.editsx=1')).toBe(false);
    expect(hasCellEdits('#cellsxedits=1')).toBe(false);
    expect(hasCellEdits('#the-fix')).toBe(false);
  });

  test('is what its parameters say, however they are written', () => {
    const part = fc.constantFrom(
      '#',
      '&',
      '=',
      'amp;',
      'v',
      'open',
      'filter',
      'cells',
      '.',
      'edits',
      'x',
      '1',
      '%20',
      '\n',
    );
    const sets = (fragment: string, keys: string[]) =>
      toParams(fragment).some(([key, value]) => keys.includes(key) && value !== '');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const fragment = parts.join('');
        expect(isViewFragment(fragment)).toBe(sets(fragment, ['v', 'open', 'filter']));
        expect(hasCellEdits(fragment)).toBe(sets(fragment, [toFieldKey(cellsSlot, 'edits')]));
      }),
      { numRuns: 5000 },
    );
  });
});

describe('a link that is not whole', () => {
  const site = 'v=2&open=site:x';

  test.each([
    [
      'a broken escape',
      'x.text=50%',
      'x.text',
      'an escape is broken: a percent sign with two hexadecimal digits, of UTF-8',
    ],
    [
      'bytes that are no UTF-8',
      'x.text=%FF',
      'x.text',
      'an escape is broken: a percent sign with two hexadecimal digits, of UTF-8',
    ],
    ['a word for a number', 'x.window=a,2', 'x.window', 'not a number like 12.5: "a"'],
    ['a number and more', 'x.top=3x', 'x.top', 'not a number like 12.5: "3x"'],
    ['hexadecimal', 'x.snapshot=0x10', 'x.snapshot', 'not a number like 12.5: "0x10"'],
    ['a count below one', 'x.crash=0', 'x.crash', 'not a number from 1: "0"'],
    ['half a line', 'x.line=1.5', 'x.line', 'not a number from 1: "1.5"'],
    ['a range that ends first', 'x.line=5,2', 'x.line', 'it ends before it begins'],
    ['a window that ends first', 'x.window=20,10', 'x.window', 'it ends before it begins'],
    ['a window of one moment', 'x.window=43,43', 'x.window', 'it ends where it begins'],
    [
      'a window of less than a millisecond',
      'x.window=100,100.0000001',
      'x.window',
      'it ends where it begins',
    ],
    ['a selection of one moment', 'x.selection=43', 'x.selection', 'it ends where it begins'],
    ['a pin that ends first', 'x.pins=time:43,until:20', 'x.pins', 'it ends before it begins'],
    ['a pin that ends and never begins', 'x.pins=until:20,text:a', 'x.pins', 'not two numbers'],
    ['three ends', 'x.window=1,2,3', 'x.window', 'not two numbers'],
    [
      'three thresholds',
      'x.filter=1,2,3',
      'x.filter',
      'not four numbers: average and maximum CPU, average and maximum memory',
    ],
    ['an unknown chart', 'x.chart=pie', 'x.chart', '"pie" is none of lines, stack, share'],
    ['an inherited name', 'x.chart=constructor', 'x.chart', '"constructor" is none of lines, stack, share'],
    ['a comparison with nothing', 'x.compare=,start', 'x.compare', 'not a capture, an alignment and a shift'],
    ['a pin without a time', 'x.pins=time:,text:a', 'x.pins', 'a number like 12.5 is missing'],
    [
      'a pin without parts',
      'x.pins=crash',
      'x.pins',
      '"crash" does not begin with one of time, until, series, line, text and a colon',
    ],
    [
      'a pin of nothing',
      'x.pins=',
      'x.pins',
      'an empty part does not begin with one of time, until, series, line, text and a colon',
    ],
    [
      'a pin of unknown parts',
      'x.pins=colour:red',
      'x.pins',
      '"colour" is none of time, until, series, line, text',
    ],
    [
      'an edit without its text',
      'x.edits=goal,9f86d081884c7d65',
      'x.edits',
      'not the name of a cell, a hash of its text and another text',
    ],
    [
      'an edit with too much',
      'x.edits=goal,9f86d081884c7d65,a,b,c',
      'x.edits',
      'not the name of a cell, a hash of its text and another text',
    ],
    ['an edit of no hash', 'x.edits=goal,12,a', 'x.edits', 'not a hash of 16 digits: "12"'],
    [
      'an unknown kind of capture',
      'open=elsewhere:abc',
      'open',
      'a capture is one of site:, url:, store:, file: and link:',
    ],
    [
      'another origin',
      'open=url:https://elsewhere.example/x',
      'open',
      'a capture of a link has an absolute path of this site',
    ],
    [
      'another origin, in short',
      'open=url://elsewhere.example/x',
      'open',
      'a capture of a link has an absolute path of this site',
    ],
    [
      'another origin, as browsers read it',
      'open=url:/%5Celsewhere.example/x',
      'open',
      'a capture of a link has an absolute path of this site',
    ],
    [
      'a zone that is none',
      'x.zone=Mars/Phobos',
      'x.zone',
      'not a time zone that is known here: "Mars/Phobos"',
    ],
    [
      'a chart that there is not',
      'x.maximized=bogus',
      'x.maximized',
      '"bogus" is none of cpu, userCpu, systemCpu, memory, machine-cpu, machine-memory, machine-others, lifetimes, compare-cpu, compare-memory, difference-cpu, difference-memory',
    ],
    [
      'a column that there is not',
      'x.columns=mem,avgMem',
      'x.columns',
      '"avgMem" is none of cursor, cpuSeconds, cpu, cpuMax, mem, memMax, memDiff, growth, life, spark, sparkMemory, cpuMaxAt, memMaxAt, first, last',
    ],
    [
      'an order by no column',
      'x.sort=-avgMem',
      'x.sort',
      '"-avgMem" is none of name, pid, cpuSeconds, cpu, cpuMax, cpuMaxAt, mem, memMax, memMaxAt, memDiff, growth, first, last, life, avgA, avgB, diff, ratio, maxA, maxB, slopeA, slopeB',
    ],
    [
      'a broken slot',
      '%zz.chart=stack',
      '%zz.chart',
      'an escape is broken: a percent sign with two hexadecimal digits, of UTF-8',
    ],
    [
      'a broken name',
      'at=%',
      'at',
      'an escape is broken: a percent sign with two hexadecimal digits, of UTF-8',
    ],
  ])('%s: told by key, and the rest opens', (_, param, key, what) => {
    const { view, problems } = decodeView(`${site}&${param}&x.cpu=split`);
    const value = param.slice(param.indexOf('=') + 1);
    expect(problems).toMatchObject([
      { code: 'link-bad-value', params: { key, value, reason: { message: what } } },
    ]);
    expect(problems[0]!.message).toBe(`${key} has a value that does not read: ${value} (${what})`);
    expect(view).toEqual(withState({ cpu: 'split' }));
  });

  test('an unknown key is kept aside', () => {
    const { view, problems } = decodeView(`${site}&x.tint=red&zoom=3&x.constructor=1&flat`);
    expect(problems).toEqual([
      {
        code: 'link-unknown',
        params: { key: 'x.tint', value: 'red' },
        message: 'x.tint is not known here',
      },
      { code: 'link-unknown', params: { key: 'zoom', value: '3' }, message: 'zoom is not known here' },
      {
        code: 'link-unknown',
        params: { key: 'x.constructor', value: '1' },
        message: 'x.constructor is not known here',
      },
      { code: 'link-unknown', params: { key: 'flat', value: '' }, message: 'flat is not known here' },
    ]);
    expect(view).toEqual({ captures: withState({}).captures, states: {} });
  });

  test('of two values the first counts', () => {
    const { view, problems } = decodeView(`${site}&at=y&at=z&x.top=3&x.top=4`);
    expect(view).toEqual({ ...withState({ top: 3 }), active: 'y' });
    expect(problems.map((problem) => problem.message)).toEqual([
      'at stands twice; the first counts',
      'x.top stands twice; the first counts',
    ]);
  });

  test('one broken pin leaves the others', () => {
    const { view, problems } = decodeView(`${site}&x.pins=text:a&x.pins=line:0,text:b&x.pins=text:c`);
    expect(view.states['x']?.pins).toEqual([{ text: 'a' }, { text: 'c' }]);
    expect(problems).toHaveLength(1);
  });

  test('of forty thousand pins the first thousand are read, and the rest told', () => {
    const pins = Array.from({ length: 40_000 }, (_, at) => `&x.pins=time:${at},text:note`).join('');
    const { view, problems } = decodeView(`${site}${pins}&x.cpu=split`);
    expect(view.states['x']?.cpu).toBe('split');
    expect(view.states['x']?.pins).toHaveLength(1000);
    expect(view.states['x']?.pins?.at(-1)).toEqual({ time: 999, text: 'note' });
    expect(problems).toEqual([
      {
        code: 'link-too-many',
        params: { key: 'x.pins', count: 40_000, most: 1000 },
        message: 'x.pins stands 40000 times; only the first 1000 are read',
      },
    ]);
    const thousand = decodeView(`${site}${pins.split('&').slice(0, 1001).join('&')}`);
    expect(thousand.problems).toEqual([]);
    expect(decodeView(encodeView(thousand.view)).view).toEqual(thousand.view);
  });

  test('labels whose colons were encoded on the way are those that were meant', () => {
    const labels = [
      { key: 'user:name', value: 'a:b,c' },
      { key: '~k', value: '~v', not: true },
    ];
    const view: View = { captures: [], states: { x: { labels } } };
    const link = encodeView(view);
    expect(decodeView(link).view.states['x']).toEqual({ labels });
    const typed = decodeView('v=2&x.labels=user%3A7,%7ethread%3a3:4,~k:v%3Aw');
    expect(typed.problems).toEqual([]);
    expect(typed.view.states['x']).toEqual({
      labels: [
        { key: 'user', value: '7' },
        // Where a colon is left, it is what parts them.
        { key: '~thread:3', value: '4' },
        { key: 'k', value: 'v:w', not: true },
      ],
    });
    expect(decodeView('v=2&x.labels=%7Ethread%3A3').view.states['x']).toEqual({
      labels: [{ key: 'thread', value: '3', not: true }],
    });
    expect(decodeView('v=2&x.labels=user').problems.map(({ code }) => code)).toEqual(['link-bad-value']);
  });

  test('of fifty thousand labels, or profiles to add, the first thousand are read', () => {
    const [labels, added] = ['k:v', 'other'].map((one) => `${one},`.repeat(50_000).slice(0, -1));
    const { view, problems } = decodeView(`v=2&open=site:x&x.labels=${labels}&x.added=${added}`);
    expect(view.states['x']?.labels).toHaveLength(1000);
    expect(view.states['x']?.added).toHaveLength(1000);
    expect(problems.map(({ message }) => message)).toEqual([
      'x.labels has 50000 entries; only the first 1000 are read',
      'x.added has 50000 entries; only the first 1000 are read',
    ]);
  });

  test('of forty thousand captures the first five hundred are opened, and the rest told', () => {
    const opens = Array.from({ length: 40_000 }, (_, at) => `&open=site:x-${at}`).join('');
    const { view, problems } = decodeView(`v=2${opens}`);
    expect(view.captures).toHaveLength(500);
    expect(problems).toMatchObject([
      { code: 'link-too-many', params: { key: 'open', count: 40_000, most: 500 } },
    ]);
  });

  test('of a newer version what is known is read', () => {
    const { view, version, problems } = decodeView('v=7&open=site:x&open=store:9&x.cpu=split&x.angle=3');
    expect(version).toBe(7);
    expect(view).toEqual(withState({ cpu: 'split' }));
    expect(problems[0]).toEqual({
      code: 'link-newer',
      params: { version: 7 },
      message: 'made by a newer Casebook (link version 7)',
    });
    expect(problems.map(({ code }) => code)).toEqual(['link-newer', 'link-bad-value', 'link-unknown']);
  });

  test('a version that is no number is told, and the rest read as of today', () => {
    const { view, version, problems } = decodeView('v=one&open=site:x&x.cpu=split');
    expect(version).toBe(2);
    expect(view).toEqual(withState({ cpu: 'split' }));
    expect(problems).toMatchObject([
      { code: 'link-bad-value', params: { key: 'v', value: 'one', reason: { code: 'link-version' } } },
    ]);
  });

  test('copied out of a page’s source it reads the same', () => {
    expect(decodeView('v=2&amp;open=site:x&amp;x.cpu=split')).toEqual({
      view: withState({ cpu: 'split' }),
      version: 2,
      problems: [],
    });
  });

  test('cut anywhere, it opens what comes before the cut', () => {
    const view: View = {
      captures: [
        {
          slot: 'a.log',
          ref: { from: 'link', name: 'a.log', data: 'eJwDAAAAAAE', sizeBytes: 7, sha256: hash },
        },
        {
          slot: 'b.log',
          ref: { from: 'link', name: 'b.log', data: 'eJwDAAAAAAF', sizeBytes: 8, sha256: hash },
        },
      ],
      states: { 'a.log': { line: [3, 4] } },
    };
    const whole = encodeView(view);
    const opened = whole.indexOf('&open=link:b.log') + '&open=link:b.log'.length;
    const stated = whole.indexOf('&data=');
    for (let length = opened; length < whole.length; length++) {
      const { view: cut } = decodeView(whole.slice(0, length));
      expect(cut.captures.map(({ slot }) => slot)).toEqual(['a.log', 'b.log']);
      if (length >= stated) expect(cut.states).toEqual(view.states);
    }
    const { view: cut, problems } = decodeView(whole.slice(0, whole.lastIndexOf('&data=')));
    expect(cut.captures[0]?.ref).toEqual(view.captures[0]?.ref);
    // What to drop instead is known all the same.
    expect(cut.captures[1]?.ref).toEqual({ from: 'file', name: 'b.log', sizeBytes: 8, sha256: hash });
    expect(problems).toEqual([
      {
        code: 'link-missing-data',
        params: { name: 'b.log' },
        message: 'the data of b.log is not in the link: it was cut on its way',
      },
    ]);
  });

  test('cut in a hash, the file is still named', () => {
    const { view, problems } = decodeView(`v=2&open=file:a.log:12:${hash.slice(0, 20)}`);
    expect(view.captures).toEqual([
      { slot: 'a.log', ref: { from: 'file', name: 'a.log', sizeBytes: 12, sha256: '' } },
    ]);
    expect(problems).toMatchObject([
      { code: 'link-bad-value', params: { key: 'open', reason: { code: 'link-ref-hash' } } },
    ]);
  });
});

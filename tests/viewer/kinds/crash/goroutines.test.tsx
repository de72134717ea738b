import { afterEach, describe, expect, test } from 'vitest';
import { openCrash, type OpenCrash } from './open-crash.ts';

let page: OpenCrash;
afterEach(() => page.close());

const section = (): Element => page.find('section', 'Goroutines');
const status = (): string => page.text(section().querySelector('[role=status]')!);
const buckets = (): Element[] => [...section().querySelectorAll('.cb-crash-bucket')];
/** How many, in what state, and whose function. */
const summaries = (): string[] =>
  buckets().map((bucket) =>
    ['.cb-crash-count', '.cb-crash-state', '.cb-crash-own']
      .map((part) => page.text(bucket.querySelector(part)!))
      .join(' '),
  );
const calls = (bucket: Element): string[] =>
  [...bucket.querySelectorAll('.cb-crash-call bdi')].map((call) => call.textContent ?? '');
const minutes = 'go1.26-sigquit-minutes.log';

describe('goroutines of the same stack', () => {
  test('stand once, the largest first, with their count, state and ids', async () => {
    page = await openCrash(['go1.26-traceback-all.log']);
    expect(status()).toBe('5 goroutines in 3 buckets by stack');
    expect(summaries()).toEqual([
      '1 × running main.init.3.func17.1',
      '3 × select (no cases) main.init.3.func17.1',
      '1 × sleep main.init.3.func17',
    ]);
    // So few are all open; each id leads to its line.
    expect(buckets().map((bucket) => page.text(bucket.querySelector('.cb-crash-ids')!))).toEqual([
      'Goroutine ids:21',
      'Goroutine ids:192022',
      'Goroutine ids:1',
    ]);
    page.click(buckets()[1]!.querySelectorAll('.cb-crash-ids button')[2]!);
    expect(page.state.line).toEqual([30, 30]);
    expect(page.text(buckets()[0]!.querySelector('.cb-crash-ends')!)).toMatch(
      /^Created by main\.init\.3\.func17 in goroutine 1 .*casebook\/crashes\/panics\.go:71$/,
    );
  });

  test('of a large dump are closed but for the one that crashed, and open by hand', async () => {
    page = await openCrash([minutes]);
    expect(status()).toBe('158 goroutines in 24 buckets by stack');
    expect(summaries().slice(0, 3)).toEqual([
      '4 × syscall main.waitEverywhere.func14',
      '48 × chan receive main.waitEverywhere.func1',
      '20 × sync.Mutex.Lock main.waitEverywhere.func7',
    ]);
    expect(buckets().filter((bucket) => calls(bucket).length > 0)).toHaveLength(1);
    page.unfold(buckets()[1]!);
    expect(calls(buckets()[1]!)).toContain('main.waitEverywhere.func1()');
    // Of 48 ids the first are listed, the others on demand.
    const ids = (): Element[] => [...buckets()[1]!.querySelectorAll('.cb-crash-ids button')];
    expect(ids()).toHaveLength(25);
    expect(ids()[24]!.textContent).toBe('and 24 more');
    page.click(ids()[24]!);
    expect(ids()).toHaveLength(48);
    page.unfold(buckets()[1]!, false);
    expect(calls(buckets()[1]!)).toEqual([]);
  });
});

describe('filters', () => {
  test('a state is chosen and let go by its button, and the state says which', async () => {
    page = await openCrash([minutes]);
    const button = (): HTMLElement => page.find('.cb-crash-states button', /^chan send/);
    expect(page.text(button())).toBe('chan send 16');
    page.click(button());
    expect(page.state).toEqual({ state: 'chan send' });
    expect(status()).toBe('16 of 158 goroutines shown');
    expect(button().getAttribute('aria-pressed')).toBe('true');
    expect(summaries()).toEqual(['16 × chan send main.waitEverywhere.func3']);
    page.click(button());
    expect(page.state).toEqual({});
    expect(status()).toBe('158 goroutines in 24 buckets by stack');
  });

  test('a package and a text narrow further; one button clears all of them', async () => {
    page = await openCrash([minutes]);
    page.choose(section().querySelector('select')!, 'internal/sync');
    expect(status()).toBe('24 of 158 goroutines shown');
    page.type(section().querySelector('input[type=search]')!, 'func9');
    expect(page.state).toEqual({ package: 'internal/sync', text: 'func9' });
    expect(summaries()).toEqual(['4 × sync.Mutex.Lock main.waitEverywhere.func9']);
    page.click(page.find('button', 'Clear filters'));
    expect(page.state).toEqual({});
  });

  test('that nothing fits says so, and a package of a link that is not there stays to be seen', async () => {
    page = await openCrash([minutes], { package: 'gone.test/away' });
    expect(status()).toBe('0 of 158 goroutines shown');
    expect(page.text(section())).toContain('No goroutine fits the filter.');
    const options = [...section().querySelectorAll('option')].map((option) => option.textContent);
    expect(options.slice(0, 3)).toEqual(['all packages', 'gone.test/away', 'main (your code, 151)']);
  });

  test.each([
    ['19', 1],
    ['panics.go:79', 1],
    ['0x3b9aca00', 1],
    ['PANICS.GO', 5],
  ])('%s is found, be it an id, a file or an argument', async (text, shown) => {
    page = await openCrash(['go1.26-traceback-all.log'], { text });
    expect(status()).toBe(`${shown} of 5 goroutines shown`);
  });
});

describe('folding', () => {
  const crashed = (): Element => buckets()[0]!;
  const rows = (): string[] => [...crashed().querySelectorAll('ol > li')].map((row) => page.text(row));

  test('puts runs of the runtime’s frames into one row with their size, which opens', async () => {
    page = await openCrash(['topid-crash-1.log']);
    expect(rows()).toHaveLength(12);
    page.choose(page.find('fieldset label', 'runtime frames').querySelector('input')!, true);
    expect(page.state).toEqual({ fold: ['runtime'] });
    expect(rows()).toHaveLength(9);
    expect(rows()[0]).toBe('4 runtime frames368 B');
    page.click(page.find('.cb-crash-folded button', '4 runtime frames'));
    expect(rows()).toHaveLength(12);
    expect(rows()[2]).toContain('runtime.mallocgc(0x600, 0x15d600, 0x1, 0x0)');
  });

  test('of both owners leaves the reader’s own, in the list as in the chart and its table', async () => {
    page = await openCrash(['topid-crash-1.log'], { fold: ['runtime', 'std'] });
    const labels = [
      '4 runtime frames',
      '5 standard library frames',
      'pidinfo.(*TidInfo).updateStat',
      'pidinfo.(*PidInfo).update',
      'pidinfo.newPidInfo',
    ];
    const table = [...page.root.querySelectorAll('.cb-fig-table tbody tr')];
    expect(table.map((row) => row.querySelector('th')!.textContent)).toEqual(labels);
    expect(table[0]!.querySelectorAll('td')[1]!.textContent).toBe('368 B');
    const names = [...page.root.querySelectorAll('.cb-fig-drawing .cb-stack-names text')];
    expect(names.map((name) => name.textContent)).toEqual(labels);
    page.choose(page.find('fieldset label', 'standard library frames').querySelector('input')!, false);
    expect(page.state).toEqual({ fold: ['runtime'] });
  });
});

test('the times waited are a figure with a row a state and minute', async () => {
  page = await openCrash([minutes]);
  const figure = page.find('section', `Time waited: ${minutes}`);
  const rows = [...figure.querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map((cell) => cell.textContent),
  );
  expect(rows.filter(([state]) => state === 'sync.Mutex.Lock')).toEqual([
    ['sync.Mutex.Lock', '4', '12'],
    ['sync.Mutex.Lock', '2', '6'],
    ['sync.Mutex.Lock', '0', '6'],
  ]);
  // As many as the log gives minutes to.
  expect(page.text(figure.querySelector('.cb-fig-note:not([role])')!)).toMatch(
    /^123 goroutines have waited a minute or more; the longest 4 minutes, in /,
  );
});

test('in Chinese the counts and labels are Chinese', async () => {
  page = await openCrash([minutes], { state: 'chan send' }, 'zh-cn');
  expect(page.text(page.find('section', 'goroutine').querySelector('[role=status]')!)).toMatch(/16.*158/);
  expect(page.text()).not.toContain('shown');
});

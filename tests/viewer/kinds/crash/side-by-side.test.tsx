import { afterEach, expect, test } from 'vitest';
import { openCrash, type OpenCrash } from './open-crash.ts';

let page: OpenCrash;
afterEach(() => page.close());

const two = ['topid-crash-1.log', 'topid-crash-3.log'];
const rows = (): string[][] =>
  [...page.find('section', 'Difference by bucket').querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map((cell) => page.text(cell)),
  );

test('what two crashes have in common is told once: reason, guide, and the innermost frames', async () => {
  page = await openCrash(two);
  const common = page.root.querySelector('.cb-crash-common')!;
  expect(page.text(common.querySelector('.cb-crash-why')!)).toBe(
    's.allocCount != s.nelems && freeIndex == s.nelems',
  );
  expect(page.text(common.querySelector('.cb-crash-sharing')!)).toBe(
    'The innermost 3 frames are the same in all of them: runtime.throw ← runtime.(*mcache).nextFree ← runtime.mallocgc',
  );
  expect(page.all('.cb-crash-columns .cb-crash-why')).toHaveLength(0);
  expect(page.all('.cb-crash-guide')).toHaveLength(1);
  // Each keeps its own stack, the shared frames marked in both; and what its own sizes say.
  const columns = two.map((name) => page.find('section', `Crash: ${name}`));
  expect(columns.map((column) => column.querySelectorAll('.cb-fig-table small').length)).toEqual([3, 3]);
  expect(columns.map((column) => page.text(column.querySelector('.cb-crash-allocation li')!))).toEqual([
    expect.stringContaining('1,536 bytes (0x600)'),
    expect.stringContaining('8 bytes (0x8)'),
  ]);
});

test('their difference is by bucket, and the other way round where that is asked for', async () => {
  page = await openCrash(two);
  const difference = page.find('section', 'Difference by bucket');
  expect(page.text(difference.querySelector('[role=status]')!)).toBe(
    'The reasons are the same. Buckets: 1 new, 1 gone.',
  );
  expect(rows()).toEqual([
    ['new', '0', '1', '[running] pidinfo.(*PidInfo).init'],
    ['gone', '1', '0', '[running] pidinfo.(*TidInfo).updateStat'],
  ]);
  page.choose(difference.querySelectorAll('select')[0]!, '1');
  page.choose(difference.querySelectorAll('select')[1]!, '0');
  expect(rows().map(([change, , , stack]) => [change, stack])).toEqual([
    ['new', '[running] pidinfo.(*TidInfo).updateStat'],
    ['gone', '[running] pidinfo.(*PidInfo).init'],
  ]);
  const stack = difference.querySelector('tbody details')!;
  expect(stack.querySelectorAll('li')).toHaveLength(0);
  page.unfold(stack);
  expect(page.text(stack.querySelectorAll('li')[9]!)).toBe(
    'pidinfo.(*TidInfo).updateStat pidinfo/pidinfo.go:486',
  );
});

test('crashes for one reason lead with what differs; in a case, and for several reasons, each crash does', async () => {
  const isBeforeCrashes = (): boolean =>
    page.find('section', 'Difference by bucket').nextElementSibling?.className === 'cb-crash-columns';
  page = await openCrash(two);
  expect(isBeforeCrashes()).toBe(true);
  page.close();
  page = await openCrash([two[0]!, 'go1.26-nil-deref.log']);
  expect(isBeforeCrashes()).toBe(false);
  page.close();
  page = await openCrash(two, {}, 'en', true);
  expect(page.all('section', 'Difference by bucket')).toEqual([]);
});

test('dumps lead with what is new, then what has grown, then what is gone; what is as it was is folded', async () => {
  page = await openCrash(['go1.26-sigquit.log', 'go1.26-sigquit-minutes.log']);
  const difference = page.find('section', 'Difference by bucket');
  expect(page.text(difference.querySelector('[role=status]')!)).toBe(
    'The reasons are the same. Buckets: 5 new, 14 grown, 2 gone.',
  );
  expect(page.text(difference)).toContain('goroutines after have numbers that none before has.');
  // Before the crashes themselves, as it is what they are put side by side for.
  expect(difference.nextElementSibling!.className).toBe('cb-crash-columns');
  expect(rows()).toHaveLength(21);
  expect(rows().map(([change]) => change!.split(' ')[0])).toEqual([
    ...Array.from({ length: 5 }, () => 'new'),
    ...Array.from({ length: 14 }, () => 'grown'),
    'gone',
    'gone',
  ]);
  expect(rows().slice(5, 8)).toEqual([
    ['grown +36', '12', '48', '[chan receive] main.waitEverywhere.func1'],
    ['grown +15', '5', '20', '[sync.Mutex.Lock] main.waitEverywhere.func7'],
    ['grown +12', '4', '16', '[chan send] main.waitEverywhere.func3'],
  ]);
  const same = difference.lastElementChild!;
  expect(page.text(same)).toBe('5 buckets with the same count');
  page.unfold(same);
  expect(
    rows()
      .slice(21)
      .map(([change]) => change),
  ).toEqual(['same', 'same', 'same', 'same (other lines)', 'same (other lines)']);
});

test('the same log twice differs in nothing', async () => {
  page = await openCrash(['topid-crash-1.log', 'topid-crash-1.log']);
  expect(page.text(page.find('section', 'Difference by bucket').querySelector('[role=status]')!)).toBe(
    'The reasons are the same. Every bucket is there with the same count.',
  );
  expect(rows()).toEqual([]);
});

test('one of them is shown in full: the other by its radio button, and a line of it leads to its log', async () => {
  page = await openCrash(two, { line: [12, 12] });
  const logs = (): (string | null)[] =>
    page.all('.cb-crash-log').map((log) => log.getAttribute('aria-label'));
  expect(logs()).toEqual(['Log topid-crash-1.log']);
  page.choose(page.find('.cb-crash-choice label', 'topid-crash-3.log').querySelector('input')!, true);
  // The mark was of the other log.
  expect(page.state).toEqual({ column: 2 });
  expect(logs()).toEqual(['Log topid-crash-3.log']);
  // Notes belong to the first file.
  expect(page.all('.cb-crash-pins')).toHaveLength(0);
  page.click(
    page
      .find('section', 'Crash: topid-crash-1.log')
      .querySelector('.cb-crash-allocation .cb-crash-line-link')!,
  );
  expect(page.state).toEqual({ line: [12, 12] });
  expect(logs()).toEqual(['Log topid-crash-1.log']);
});

test('of very many crashes one is chosen by its number, and no list of them is drawn', async () => {
  const crash = 'panic: again\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:3 +0x1\n\n';
  page = await openCrash([crash.repeat(600)]);
  expect(page.all('.cb-crash-tools option')).toHaveLength(0);
  const [which, beside] = page.all('.cb-crash-tools input[type=number]') as [HTMLElement, HTMLElement];
  page.choose(which, '400');
  expect(page.state).toEqual({ crash: 400 });
  page.choose(beside, '9999');
  expect(page.state).toEqual({ crash: 400, beside: ['#600'] });
  expect(page.all('.cb-crash-column')).toHaveLength(2);
  page.choose(beside, '');
  expect(page.state).toEqual({ crash: 400 });
  page.choose(which, '-3');
  expect(page.state).toEqual({});
});

test('crashes of one file are chosen, and put beside one another', async () => {
  const crash = (text: string, line: number): string =>
    `panic: ${text}\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:${line} +0x1\n\n`;
  page = await openCrash([`${crash('first', 3)}${crash('second', 9)}`]);
  const [which, beside] = page.all('.cb-crash-tools select') as [HTMLElement, HTMLElement];
  expect([...which.querySelectorAll('option')].map((option) => option.textContent)).toEqual([
    '1: first (L1)',
    '2: second (L7)',
  ]);
  page.choose(which, '2');
  expect(page.state).toEqual({ crash: 2 });
  expect(page.text(page.root.querySelector('.cb-crash-why')!)).toBe('second');
  page.choose(beside, '1');
  expect(page.state).toEqual({ crash: 2, beside: ['#1'] });
  expect(page.all('.cb-crash-why').map((why) => page.text(why))).toEqual(['second', 'first']);
  expect(page.all('.cb-crash-sharing')).toHaveLength(1);
  page.choose(beside, '');
  expect(page.state).toEqual({ crash: 2 });
});

const panic = (id: number, line: number): string =>
  `panic: boom\n\ngoroutine ${id} [running]:\nmain.read(0x1)\n\t/src/port.go:${line} +0x1\nmain.main()\n\t/src/main.go:3 +0x1\n\n`;
const other = 'panic: other\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:4 +0x1\n\n';

test('of crashes that are alike one is told, the others are folded with what they differ in', async () => {
  page = await openCrash([panic(1, 9) + panic(7, 9) + other + panic(8, 12)]);
  const [which] = page.all('.cb-crash-tools select') as [HTMLElement];
  expect([...which.querySelectorAll('option')].map((option) => option.textContent)).toEqual([
    '1: boom (L1) · 3 alike',
    '3: other (L17)',
  ]);
  const alike = (): Element => page.root.querySelector('details.cb-crash-alike')!;
  expect(page.text(alike())).toBe(
    '2 more like it in this log: differ in goroutine number, lines of the source',
  );
  page.unfold(alike());
  expect([...alike().querySelectorAll('li .cb-crash-note')].map((one) => page.text(one))).toEqual([
    'goroutine number',
    'goroutine number, lines of the source',
  ]);
  page.click(page.find('button', 'Crash 4 side by side'));
  expect(page.state).toEqual({ beside: ['#4'] });
  expect(page.all('.cb-crash-columns summary').map((one) => page.text(one))).toContain(
    'Like a.log, crash 1 of 4: differs in goroutine number, lines of the source',
  );
  expect(page.text(page.find('[role=group]', 'The stacks that crashed, frame by frame'))).toBe(
    'The stacks that crashed, frame by frame in both: main.read/src/port.go:9 → /src/port.go:12 in both: main.main/src/main.go:3',
  );
  page.click(page.find('button', 'Show crash 2'));
  expect(page.state).toEqual({ crash: 2, beside: ['#4'] });
  // The chosen one is in the list, whatever it is like.
  expect([...page.all('.cb-crash-tools select')[0]!.querySelectorAll('option')]).toHaveLength(3);
});

test('a crash is not offered beside itself, but those alike are', async () => {
  const beside = (): (string | null)[] =>
    [...page.all('.cb-crash-tools select')[1]!.querySelectorAll('option')].map(
      ({ textContent }) => textContent,
    );
  page = await openCrash([panic(1, 9) + panic(7, 9)]);
  expect(beside()).toEqual(['none', '2: boom (L9) · 2 alike']);
  page.close();
  page = await openCrash([panic(1, 9) + other], { crash: 2 });
  expect(beside()).toEqual(['none', '1: boom (L1)']);
});

test('logs that are one crash again: the first is told, the second folded, and opens whole', async () => {
  page = await openCrash([panic(1, 9), panic(5, 9)]);
  const column = page.find('section', 'Crash: b.log');
  expect(page.text(column)).toBe('b.loglines 1 to 7Like a.log: differs in goroutine number');
  page.unfold(column.querySelector('details')!);
  expect(column.querySelectorAll('.cb-crash-figure')).toHaveLength(1);
});

test('on a case what sizes say of several crashes is behind its heading, of one it is seen', async () => {
  page = await openCrash(two, {}, 'en', true);
  const folded = page.all('details.cb-crash-allocation');
  expect(folded.map((one) => [one.hasAttribute('open'), page.text(one.querySelector('li')!)])).toEqual([
    [false, expect.stringContaining('1,536 bytes (0x600)')],
    [false, expect.stringContaining('8 bytes (0x8)')],
  ]);
  page.close();
  page = await openCrash(two.slice(0, 1), {}, 'en', true);
  expect(page.all('div.cb-crash-allocation')).toHaveLength(1);
});

test('on a case what several share is told once: their Go, the guide folded, the frames in one row of each stack', async () => {
  page = await openCrash(two, {}, 'en', true);
  expect(page.text(page.root.querySelector('.cb-crash-common > .cb-crash-note')!)).toBe(
    'Built with: Go 1.13: only there does throw stand at runtime/panic.go:774',
  );
  expect(page.all('dt').map((one) => page.text(one))).not.toContain('Built with');
  expect(page.all('details.cb-crash-guide')).toHaveLength(1);
  const column = page.find('section', 'Crash: topid-crash-1.log');
  const names = [...column.querySelectorAll('.cb-stack-names text')].map((one) => one.textContent);
  expect(names).toHaveLength(10);
  expect(names.slice(0, 2)).toEqual(['the 3 that all have', 'runtime.makeslice']);
  // The table has them all, with the sizes and what the stack comes to.
  page.unfold(column.querySelector('.cb-fig-data')!);
  expect(column.querySelectorAll('.cb-fig-table tbody tr')).toHaveLength(12);
  expect(page.text(column.querySelector('caption')!)).toContain('12 frames, innermost first, 1,552 bytes');

  // Two that were built with others say it each.
  page.close();
  page = await openCrash(['topid-crash-1.log', other], {}, 'en', true);
  expect(page.root.querySelector('.cb-crash-common > .cb-crash-note')?.textContent ?? '').not.toContain(
    'Built',
  );
});

test('on a case what several share and differ in is seen, the rest unfolds, and is there where a link points into a log', async () => {
  page = await openCrash([panic(1, 9), other], {}, 'en', true);
  const rest = (): Element => page.root.querySelector('details.cb-crash-rest')!;
  expect(rest().hasAttribute('open')).toBe(false);
  expect(rest().querySelector('.cb-crash-log')).toBeNull();
  page.unfold(rest());
  expect(rest().querySelector('.cb-crash-log')).not.toBeNull();

  page.close();
  page = await openCrash([panic(1, 9), other], { line: [3, 3] }, 'en', true);
  expect(rest().hasAttribute('open')).toBe(true);
  page.close();
  page = await openCrash([panic(1, 9)], {}, 'en', true);
  expect(rest()).toBeNull();
});

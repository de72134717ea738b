import { afterEach, expect, test } from 'vitest';
import { openCrash, type OpenCrash } from './open-crash.ts';

let page: OpenCrash;
afterEach(() => page.close());

const section = (): Element => page.find('section', 'Waiting for the same');
const addresses = (): Element[] => [...section().querySelectorAll('.cb-crash-bucket')];
const summary = (one: Element): string => page.text(one.querySelector('summary')!);

test('two that wait for each other: what each waits for, and who may hold it', async () => {
  page = await openCrash(['go1.26-lock-order.log']);
  expect(addresses().map(summary)).toEqual([
    '1 ×mutex0x342674882150each waits for the other',
    '1 ×mutex0x342674882140each waits for the other',
  ]);
  const [first] = addresses();
  expect(page.text(first!)).toMatch(/Asked for in main\.transfer .*casebook\/crashes\/locks\.go:27/);
  const holders = first!.querySelector('.cb-crash-holders')!;
  expect(page.text(holders)).toMatch(
    /^May hold it a guess.*goroutine 20 \[sync\.Mutex\.Lock\] main\.transfer .*It waits for what one of these may hold/,
  );
  // Its line leads to where the log says so: the call of `transfer` that has the address among its arguments.
  page.click(holders.querySelector('button')!);
  expect(page.state.line).toEqual([39, 39]);
});

test('a lock that one holds who waits: the readers are counted with the writers, and it says which are guessed', async () => {
  page = await openCrash(['go1.26-lock-held.log']);
  const [only, ...others] = addresses();
  expect(others).toEqual([]);
  expect(summary(only!)).toBe('8 ×read-write mutex0x306b4b9de018');
  expect(page.text(only!.querySelector('.cb-crash-ids')!)).toBe('Goroutine ids:19202122232467');
  expect(page.text(only!)).toContain('Of 6 goroutines the log shows the object alone, not the lock');
  expect(page.text(only!.querySelector('.cb-crash-holders')!)).toMatch(
    /goroutine 5 \[chan send\] main\.\(\*store\)\.flush/,
  );
});

test('in Chinese', async () => {
  page = await openCrash(['go1.26-lock-held.log'], {}, 'zh-cn');
  expect(page.text(page.find('section', '等待同一样东西'))).toContain('可能持有它的');
});

test('many addresses come step by step', async () => {
  page = await openCrash(['go1.26-sigquit-minutes.log']);
  expect(addresses()).toHaveLength(10);
  page.click(page.find('button', /more addresses/));
  expect(addresses().length).toBeGreaterThan(10);
  // Closed until asked: so many lists of ids would bury what follows.
  expect(addresses()[0]!.querySelector('.cb-crash-ids')).toBeNull();
  page.unfold(addresses()[0]!);
  expect(page.text(addresses()[0]!.querySelector('.cb-crash-ids')!)).toMatch(/^Goroutine ids:21/);
});

test('a crash in which nobody waits has no such part', async () => {
  page = await openCrash(['go1.26-nil-deref.log']);
  expect(page.text(page.root.querySelector('.cb-crash')!)).not.toContain('Waiting for the same');
});

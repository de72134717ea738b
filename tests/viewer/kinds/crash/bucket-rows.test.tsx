import { afterEach, expect, test } from 'vitest';
import { openCrash, type OpenCrash } from './open-crash.ts';

let page: OpenCrash;
afterEach(() => page.close());

const minutes = 'go1.26-sigquit-minutes.log';
const buckets = (): Element[] => [...page.root.querySelectorAll('.cb-crash-buckets > details')];
const part = (bucket: Element, name: string): string => page.text(bucket.querySelector(`.cb-crash-${name}`)!);

test('buckets are rows: the bar of each as long as its count, and how long it has waited', async () => {
  page = await openCrash([minutes]);
  const bars = buckets().map((bucket) =>
    bucket.querySelector('.cb-crash-count-bar span')!.getAttribute('style'),
  );
  expect(bars.slice(1, 4)).toEqual(['width:100%', `width:${2000 / 48}%`, `width:${1600 / 48}%`]);
  expect(part(buckets()[1]!, 'wait')).toBe('≤ 4 minwaiting up to 4 minutes');
  expect(part(buckets()[5]!, 'wait')).toBe('2–4 minwaiting 2 to 4 minutes');
  const head = page.root.querySelector('.cb-crash-bucket-head')!;
  expect([...head.children].map((one) => one.textContent)).toEqual([
    'State',
    'Goroutines',
    'Function',
    'Waited',
  ]);
});

test('what is not said has no column: the states of a profile, and waits where nobody waited', async () => {
  page = await openCrash([
    'goroutine profile: total 3\n2 @ 0x1\n#\t0x1\tmain.a+0x1\t/a.go:9\n\n1 @ 0x2\n#\t0x2\tmain.b+0x1\t/b.go:9\n',
  ]);
  const head = page.root.querySelector('.cb-crash-bucket-head')!;
  expect([...head.children].map((one) => one.textContent)).toEqual(['Goroutines', 'Function']);
  expect(buckets().map((bucket) => part(bucket, 'own'))).toEqual(['main.a', 'main.b']);
});

test('a beginning that paths share is said once; the reader has them whole, which the link says', async () => {
  page = await openCrash([minutes]);
  const places = (): string[] =>
    [...buckets()[0]!.querySelectorAll('.cb-crash-place bdi')].map((place) => page.text(place));
  expect(places()[3]).toBe('…/waiting.go:63');
  expect(places()[0]).toBe('syscall/syscall_linux.go:74');
  expect(page.text(page.find('ul', 'What …/ stands for'))).toBe(
    '…/ in files of your code: casebook/crashes/',
  );
  const box = (): HTMLElement =>
    page.find('label', 'Leave out what paths share').querySelector<HTMLElement>('input')!;
  page.choose(box(), false);
  expect(page.state).toEqual({ paths: 'full' });
  expect(places()[3]).toBe('casebook/crashes/waiting.go:63');
  expect(page.all('ul', 'What …/ stands for')).toEqual([]);
  page.choose(box(), true);
  expect(page.state).toEqual({});
});

test('one stack is copied as Go prints it', async () => {
  page = await openCrash([
    'Nov 27 10:00:00 board boardd[654]: panic: boom\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:3 +0x1\n',
  ]);
  page.click(page.find('button', 'Copy stack of goroutine 1'));
  await page.settle();
  expect(page.copied).toEqual(['goroutine 1 [running]:\nmain.main()\n\t/src/main.go:3 +0x1\n']);
  expect(page.text(page.root.querySelector('.cb-crash-copy-stack')!)).toContain('Copied.');
});

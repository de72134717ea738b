import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { openCrash, type OpenCrash } from './open-crash.ts';

let page: OpenCrash;
afterEach(() => page.close());

const readTrace = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/go-crash/gctrace/${name}`, import.meta.url), 'utf8');
const rowsOf = (figure: Element): string[][] =>
  [...figure.querySelectorAll('.cb-fig-tablebox tbody tr')].map((row) =>
    [...row.children].map((cell) => page.text(cell)),
  );
const trace = (count: number, from = 1): string =>
  Array.from({ length: count }, (_, index) => {
    const number = from + index;
    return `gc ${number} @${number}.5s 2%: 0.1+1+0.2 ms clock, 0.2+0/1/0+0.4 ms cpu, 4->5->3 MB, 6 MB goal, 2 P\n`;
  }).join('');

describe('a log with a crash and traces of the collector', () => {
  test('shows the crash as ever, and the collections below', async () => {
    const text = readTrace('go1.26-panic.log');
    page = await openCrash([text]);
    expect(page.text(page.root.querySelector('.cb-crash-reason')!)).toContain('panic');
    const figure = page.find('section', /^Garbage collections/);
    page.unfold(figure.querySelector('.cb-fig-data')!);
    const rows = rowsOf(figure);
    const lines = text.split('\n').filter((line) => line.startsWith('gc '));
    expect(rows.map(([label]) => label)).toEqual(
      lines.map((line) => line.replace(/^gc (\d+) .*?(\(forced\))?$/, '$1 $2').trim()),
    );
  });
});

describe('a log of the collector alone', () => {
  test('says that nothing crashed in it, sums up, and leads to the longest stop', async () => {
    page = await openCrash([
      `${trace(3)}gc 4 @9s 3%: 7+1+0.2 ms clock, 9+0/1/0+0.4 ms cpu, 40->50->30 MB, 60 MB goal, 2 P (forced)\n`,
    ]);
    expect(page.text()).toContain('No crash in this log: it holds traces of the garbage collector.');
    expect(page.text()).toContain(
      '4 collections (1 forced by the program) up to 9 s; the program was stopped for 8.1 ms in all. The heap grew to 50 MiB at most, of which at most 30 MiB were alive after a collection; 3 %',
    );
    expect(page.text()).toContain('The longest single stop took 7 ms:');
    page.click(page.find('.cb-crash-line-link', /4/));
    expect(page.state.line).toEqual([4, 4]);
    expect(page.root.querySelectorAll('.cb-crash-row').length).toBeGreaterThan(3);
  });

  test('of several programs shows that with the most, and others by choice', async () => {
    page = await openCrash([trace(2) + trace(5) + trace(1)]);
    expect(page.text()).toContain('5 collections up to 5.5 s');
    const choice = page.root.querySelector('.cb-crash-run select') as HTMLElement;
    expect([...choice.children].map((option) => page.text(option))).toEqual([
      '1, from line 1: 2 collections',
      '2, from line 3: 5 collections',
      '3, from line 8: 1 collection',
    ]);
    page.choose(choice, '3');
    expect(page.state).toEqual({ run: 3 });
    expect(page.text()).toContain('1 collection up to 1.5 s');
  });

  test('that a link asks for and the log has not is that with the most', async () => {
    page = await openCrash([trace(2) + trace(5)], { run: 9 });
    expect(page.text()).toContain('5 collections up to 5.5 s');
  });

  test('in Chinese', async () => {
    page = await openCrash([trace(2)], {}, 'zh-cn');
    expect(page.text()).toContain('这份日志里没有崩溃');
    expect(page.text()).toContain('共 2 次回收');
  });
});

import { expect, test } from 'vitest';
import { addHeights } from '#integrations/heights/add-heights.ts';

const words = (count: number) => 'memory '.repeat(count).trim();
const toPage = (last: string, lang = 'en') =>
  `<html lang="${lang}"><body><p>${words(90)}</p><div class="sl-markdown-content"><p>1</p><p>2</p><script>if (1 < 2) '<p>';</script><p>4</p><p>5</p>${last}</div></body></html>`;

/** What is guessed for the first part that has a guess, in CSS pixels. */
function toGuess(last: string, lang?: string): { n: number; m: number; w: number } | undefined {
  const found = /--cb-n:(\d+)(?:;--cb-m:(\d+))?(?:;--cb-w:(\d+))?/.exec(addHeights(toPage(last, lang)));
  if (!found) return undefined;
  const [, n, m = n, w = m] = found;
  return { n: Number(n) * 4, m: Number(m) * 4, w: Number(w) * 4 };
}

test('a part far down a page says how high it is for three widths, the first ones and others’ nothing', () => {
  const html = addHeights(toPage('<p>6</p><p style="color: red">7</p><table></table>'));
  expect(html.match(/--cb-n/g)).toHaveLength(2);
  expect(html).toContain('<p style="--cb-n:7">6</p>');
  expect(html).toContain('<p style="--cb-n:7;color: red">7</p>');
  expect(html.replaceAll(/ style="--cb-n:\d+"|--cb-n:\d+;/g, '')).toBe(
    toPage('<p>6</p><p style="color: red">7</p><table></table>'),
  );
  const other = '<html><body><p>no text of a page</p></body></html>';
  expect(addHeights(other)).toBe(other);
});

test('more words take more lines, in a narrow column more than in a wide one, and Chinese ones more room', () => {
  const long = toGuess(`<p>${words(60)}</p>`)!;
  expect(long.n).toBeGreaterThan(long.m);
  expect(long.m).toBeGreaterThan(long.w);
  // 420 letters of some 9 pixels.
  expect(long.n).toBeGreaterThanOrEqual(10 * 26);
  expect(long.n).toBeLessThanOrEqual(12 * 27);
  expect(toGuess(`<p>${'内存'.repeat(44)}</p>`, 'zh-CN')?.n).toBe(4 * 28);
  // Of 56, in steps of a rem.
  expect(toGuess('<p>a<br>b</p>')?.n).toBe(64);
});

test('items of a list add up, and of what is folded only its line counts', () => {
  const item = `<li>${words(3)}</li>`;
  const [one, four] = [toGuess(`<ul>${item}</ul>`)!, toGuess(`<ul>${item.repeat(4)}</ul>`)!];
  expect(four.n).toBeGreaterThanOrEqual(one.n * 4);
  const folded = `<li><details><summary>why</summary><p>${words(200)}</p></details></li>`;
  const unfolded = folded.replace('<details>', '<details open>');
  expect(toGuess(`<ol>${folded}</ol>`)!.n).toBeLessThan(48);
  expect(toGuess(`<ol>${unfolded}</ol>`)!.n).toBeGreaterThan(500);
});

test('a figure is as high as its drawings, each counted once, its rows and its words', () => {
  const drawing = (width: string, height: number) =>
    `<div class="cb-built" data-width="${width}"><svg width="300" height="${height}"><text>${words(99)}</text></svg></div>`;
  const figure = (rows: number) =>
    `<div><div class="cb-drop">${drawing('narrow', 500)}${drawing('wide', 200)}<table>${'<tr><td>1</td></tr>'.repeat(rows)}</table><p hidden>${words(500)}</p></div></div>`;
  const guess = toGuess(figure(4))!;
  expect(guess.n).toBeGreaterThanOrEqual(600);
  expect(guess.n).toBeLessThan(700);
  // What is high is told in steps of a rem.
  expect(Math.abs(guess.n - 300 - guess.w)).toBeLessThanOrEqual(16);
  expect(Math.abs(toGuess(figure(8))!.w - guess.w - 100)).toBeLessThanOrEqual(16);
});

test('whatever an author writes as HTML keeps its style, and nothing of it ends the build', () => {
  const toStyle = (written: string) => / (?:style.*?)>/i.exec(addHeights(toPage(`<p ${written}>6</p>`)))?.[0];
  expect(toStyle("style='color:red'")).toBe(" style='--cb-n:7;color:red'>");
  expect(toStyle('STYLE="color:red"')).toBe(' STYLE="--cb-n:7;color:red">');
  expect(toStyle('style = "color:red"')).toBe(' style = "--cb-n:7;color:red">');
  expect(toStyle('style=color:red')).toBe(' style=color:red>');
  expect(toGuess('<p>&#99999999; &#x110000; &#xD800; &nothing; &amp</p>')?.n).toBe(28);
  expect(toGuess(`<p>${'<span>'.repeat(20_000)}deep${'</span>'.repeat(20_000)}</p>`)?.n).toBe(28);
  // What is not closed, and what closes nothing.
  expect(addHeights(toPage('<div><b>open</i></div></section><p>7</p>'))).toContain(
    '<p style="--cb-n:7">7</p>',
  );
});

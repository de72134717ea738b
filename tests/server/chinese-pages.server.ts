import { readFile } from 'node:fs/promises';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { siteTexts } from '#texts/site.ts';
import { listBuilt, readBuilt } from './built-site.ts';

const pages = listBuilt('.html').filter((path) => path.startsWith('zh-cn/'));

const read = (path: string) => parseHTML(readBuilt(path)).document as unknown as Document;

const attributes = ['aria-label', 'aria-description', 'title', 'placeholder', 'alt'];
const labels = '.sr-only, label, button, legend, summary, option, caption';

/** What names and explains the parts of a page. What stands in a drawing is hidden, or its picture has a name. */
function labelsOf(page: Document): string[] {
  const named = attributes.map((name) => `[${name}]`).join(', ');
  return [...page.querySelectorAll(`${named}, ${labels}`)]
    .filter((element) => !element.closest('svg *, pre'))
    .flatMap((element) => [
      ...attributes.map((name) => element.getAttribute(name) ?? ''),
      element.matches(labels) ? element.textContent : '',
    ])
    .map((text) => text.trim());
}

/** Words as in “Search this site”: names of processes, modes and formats have no such pair. */
const englishWords = /\b[A-Z][a-z]+ [a-z]{2,}\b/;
const ownWords = Object.values(siteTexts.en).filter((text) => typeof text === 'string');

test('the Chinese pages are labelled in Chinese, and so are their anchors', async () => {
  expect(pages.length).toBeGreaterThan(60);
  for (const path of pages) {
    const page = read(path);
    expect(page.documentElement.lang, path).toBe('zh-CN');
    const english = labelsOf(page).filter((text) => englishWords.test(text) || ownWords.includes(text));
    expect(english, path).toEqual([]);
  }
});

test('what is looked for is found: English labels on the English pages', async () => {
  expect(labelsOf(read('guides/links/index.html')).filter((text) => englishWords.test(text))).toEqual(
    expect.arrayContaining(['Select theme', 'Section titled “What travels”']),
  );
});

test('the search of a Chinese page has all its words', async () => {
  const page = read('zh-cn/index.html');
  const given = JSON.parse(
    page.querySelector('site-search')?.getAttribute('data-translations') ?? '{}',
  ) as object;
  const { 'heading.anchorLabel': _ofAnchors, ...words } = siteTexts['zh-cn'].starlight;
  const expected = Object.entries(words).map(([name, text]) => [name.replace('pagefind.', ''), text]);
  expect(given).toEqual({ placeholder: '搜索', ...Object.fromEntries(expected) });
});

test('every anchor of the first release is one still', async () => {
  const released = (await readFile('tests/server/released-anchors.txt', 'utf8')).trim().split('\n');
  expect(released.length).toBeGreaterThan(400);
  const byPage = Map.groupBy(released, (line) => line.slice(0, line.indexOf('#')));
  for (const [path, lines] of byPage) {
    const page = read(`${path}index.html`);
    const gone = lines.filter((line) => !page.getElementById(line.slice(path.length + 1)));
    expect(gone).toEqual([]);
  }
});

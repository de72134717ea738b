import { render } from 'preact';
import { afterEach, expect, test, vi } from 'vitest';
import type { CatalogEntry } from '#viewer/captures/catalog.ts';
import { openPage, type OpenPage } from '../open-page.ts';
import { openAddress } from '../page/page-address.ts';

const catalog = ['board', 'heap'].map(
  (name) => ({ name, title: name, files: [] }) as unknown as CatalogEntry,
);

let page: OpenPage;
afterEach(() => page.close());

/** The open page, drawn, whose effects wait for the next frame. None of its captures can be read. */
async function open(fragment: string) {
  vi.resetModules();
  const address = openAddress(`https://casebook.test/open/#${fragment}`);
  page = openPage({ ...address.globals, fetch: async () => new Response(null, { status: 404 }) });
  const { OpenPage: Opened } = await import('#viewer/open/OpenPage.tsx');
  const { pageView } = await import('#viewer/page/page-view.ts');
  render(<Opened catalog={catalog} locale="en" />, page.root);
  return {
    goTo: (link: string) => {
      address.put(link);
      address.tell();
    },
    written: (link: string) => page.until(() => address.fragment === link),
    problems: () => pageView.problems.map(({ message }) => message),
    remove: (name: string) => page.all('button', `Remove ${name}`)[0]!.click(),
  };
}

test('a link that comes before the first effects of the page is opened, and is not blamed', async () => {
  const { goTo, written, problems } = await open('');
  goTo('v=2&open=site:board&at=board&board.title=abc');
  await page.until(() => page.all('h2', 'abc').length === 1);
  // As it is written: the first need not be named as what is looked at.
  await written('v=2&open=site:board&board.title=abc');
  expect(problems()).toEqual([]);
});

test('a link is opened though it comes in the moment what is open has changed', async () => {
  const { goTo, written, problems, remove } = await open('v=2&open=site:board&open=site:heap&at=heap');
  await page.until(() => page.all('h2', 'heap').length === 1);
  remove('heap');
  goTo('v=2&open=site:board&open=site:heap&at=heap&heap.title=abc');
  await page.until(() => page.all('h2', 'abc').length === 1);
  await written('v=2&open=site:board&open=site:heap&at=heap&heap.title=abc');
  expect(problems()).toEqual([]);
});

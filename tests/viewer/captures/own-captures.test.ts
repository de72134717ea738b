import { afterEach, expect, test, vi } from 'vitest';
import { openPage, type OpenPage } from '../open-page.ts';
import { openAddress, type PageAddress } from '../page/page-address.ts';

const one = 'abcdefghijklmnopqrstuvwxyz';
const other = 'zyxwvutsrqponmlkjihgfedcba';

let page: OpenPage;
afterEach(() => page.close());

/** A case's page at an address: nothing can be read there, but what is tried is known. */
async function openCase(fragment: string) {
  vi.resetModules();
  const address = openAddress(`https://casebook.test/cases/board/#${fragment}`);
  page = openPage({ ...address.globals, fetch: async () => new Response(null, { status: 404 }) });
  const { ownCapturesOf } = await import('#viewer/captures/own-captures.ts');
  const opened = (slot: string) =>
    ownCapturesOf(slot).items.flatMap(({ sources }) => sources.map(({ ref }) => 'id' in ref && ref.id));
  /** Until a capture is named by the address as what is open writes it. */
  const written = (link: string) => page.until(() => address.fragment === link);
  return { address, opened, written };
}

async function goTo(address: PageAddress, fragment: string): Promise<void> {
  address.put(fragment);
  address.tell();
  await page.settle();
}

test('a link that is put into the address of a case brings the reader’s captures, each into its place', async () => {
  const { address, opened, written } = await openCase('');
  expect([opened('board'), opened('heap')]).toEqual([[], []]);
  const link = `v=2&open=board@store:${one}&open=heap@store:${other}&board.top=3`;
  await goTo(address, link);
  expect([opened('board'), opened('heap')]).toEqual([[one], [other]]);
  // Another link, while the captures of the first stand there.
  await written(`v=2&open=board@store:${one}&open=heap@store:${other}&board.top=3`);
  await goTo(address, `v=2&open=board@store:${other}&open=board@store:${one}`);
  expect([opened('board'), opened('heap')]).toEqual([[other, one], []]);
  await written(`v=2&open=board@store:${other}&open=board@store:${one}`);
  await goTo(address, '_top');
  expect(opened('board')).toEqual([other, one]);
  address.back();
  expect(opened('board')).toEqual([other, one]);
  address.back();
  await page.settle();
  expect([opened('board'), opened('heap')]).toEqual([[one], [other]]);
});

test('what a link brings is listed by the page’s view from its arrival on', async () => {
  const { address, opened } = await openCase('');
  const { pageView } = await import('#viewer/page/page-view.ts');
  expect(opened('board')).toEqual([]);
  const listed: number[] = [];
  pageView.subscribe(() => listed.push(pageView.view.captures.length));
  // Captures of the site are none of the reader's, which is known at once.
  await goTo(address, 'v=2&open=board@site:gone&open=board@site:lost');
  expect(new Set(listed)).toEqual(new Set([2]));
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { KeepOffline } from '#viewer/open/KeepOffline.tsx';
import { Place } from '../../offline/memory-caches.ts';
import { type OpenPage, openPage } from '../open-page.ts';

const id = 'abcdefghijklmnopqrstuvwxyz';
const captures = [{ id, expiresAt: '2999-01-01T00:00:00Z' }];

let store: Place;
let page: OpenPage;
beforeEach(() => {
  store = new Place();
});
afterEach(() => page.close());

function open(worker: object | null = { ready: Promise.resolve() }): void {
  page = openPage({
    location: new URL(`https://host.example/t/board/session`),
    navigator: { serviceWorker: worker },
    caches: store.caches,
    fetch: store.fetch,
  });
  page.show(<KeepOffline captures={captures} locale="en" />);
}

const isOffered = (name: string) => () => page.all('button', name).length === 1;

test('a capture is kept with its pages when its reader asks, and taken out again', async () => {
  open();
  await page.until(isOffered('Keep for offline use'));
  expect(store.asked).toEqual([]);
  page.click(page.find('button', 'Keep for offline use'));
  await page.until(isOffered('Remove from this browser'));
  expect(page.text()).toContain('Kept in this browser for offline use');
  const paths = store.caches.addresses.map((address) => new URL(address).pathname);
  expect(paths).toEqual(
    [`/api/captures/${id}`, `/api/captures/${id}/bytes`, `/c/${id}`, `/kept-captures/${id}`, '/t/board/session', `/zh-cn/c/${id}`].toSorted(), // prettier-ignore
  );
  page.click(page.find('button', 'Remove from this browser'));
  await page.until(isOffered('Keep for offline use'));
  expect(store.caches.addresses).toEqual([]);
});

test('what is kept already is said to be', async () => {
  open();
  await page.until(isOffered('Keep for offline use'));
  page.click(page.find('button', 'Keep for offline use'));
  await page.until(isOffered('Remove from this browser'));
  page.close();
  open();
  await page.until(isOffered('Remove from this browser'));
});

test.each([
  [() => new Response(null, { status: 503 }), 'It could not be kept: HTTP 503'],
  [
    () => {
      throw new DOMException('', 'QuotaExceededError');
    },
    'It could not be kept: This browser has no room for it.',
  ],
])('what cannot be kept is not, and the reason is said', async (answer, said) => {
  store.answers['/bytes'] = answer;
  open();
  await page.until(isOffered('Keep for offline use'));
  page.click(page.find('button', 'Keep for offline use'));
  await page.until(() => page.text(page.document.querySelector('[role=status]') ?? undefined) === said);
  expect(isOffered('Keep for offline use')()).toBe(true);
  expect(store.caches.addresses).toEqual([]);
});

test.each([
  ['has none', null],
  ['takes none', { ready: new Promise(() => {}) }],
])('where a browser %s that would hand it out, nothing is offered', async (_, worker) => {
  open(worker);
  await page.settle();
  expect(page.all('button')).toEqual([]);
});

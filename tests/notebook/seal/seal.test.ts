import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isSealed, sealWithin } from '#notebook/seal/seal.ts';
import { type OpenPage, openPage } from '../../viewer/open-page.ts';

let page: OpenPage;
const around = { postMessage: vi.fn() };
const within = { postMessage: vi.fn() };
const left = vi.fn();

beforeEach(() => {
  vi.clearAllMocks();
  page = openPage({
    location: { replace: left },
    parent: around,
    origin: 'https://casebook.test',
    self: globalThis,
  });
});
afterEach(() => page.close());

function seal(): HTMLIFrameElement {
  sealWithin();
  const inner = page.document.querySelector('iframe') as HTMLIFrameElement;
  Object.defineProperty(inner, 'contentWindow', { value: within });
  return inner;
}

const say = (data: unknown, source: object) =>
  page.fire(page.document.defaultView as unknown as EventTarget, 'message', { data, source });

test('a page of the site’s origin is not sealed, one of an opaque origin is', () => {
  expect(isSealed()).toBe(false);
  vi.stubGlobal('origin', 'null');
  expect(isSealed()).toBe(true);
  vi.unstubAllGlobals();
});

test('the page is within itself once more, sandboxed, with nothing else left', () => {
  page.document.body.innerHTML = '<script>all of it</script>';
  const inner = seal();
  expect(inner.getAttribute('sandbox')).toBe('allow-scripts');
  expect(inner.srcdoc).toContain('<script>all of it</script>');
  expect(page.document.body.children).toHaveLength(1);
});

test('what either says goes to the other, and megabytes are given away', () => {
  seal();
  const bytes = new ArrayBuffer(8);
  const message = { kind: 'program', bytes };
  say(message, around);
  expect(within.postMessage).toHaveBeenCalledWith(message, '*', [bytes]);
  say({ kind: 'tools', files: [bytes] }, around);
  expect(within.postMessage).toHaveBeenLastCalledWith({ kind: 'tools', files: [bytes] }, '*', [bytes]);
  say({ kind: 'ready' }, within);
  expect(around.postMessage).toHaveBeenCalledWith({ kind: 'ready' }, '*');
  say({ kind: 'run' }, {});
  expect(within.postMessage).toHaveBeenCalledTimes(2);
  expect(around.postMessage).toHaveBeenCalledTimes(1);
});

test('when a script has led it elsewhere, the page leaves too, which the page around sees', () => {
  const inner = seal();
  page.fire(inner, 'load');
  expect(left).not.toHaveBeenCalled();
  page.fire(inner, 'load');
  expect(left).toHaveBeenCalledWith('about:blank');
});

test('what says more than the pages can take is taken away, and the page around is told', () => {
  vi.spyOn(performance, 'now').mockReturnValue(0);
  const inner = seal();
  for (let said = 0; said < 6000 && inner.isConnected; said++) say({ kind: 'alive' }, within);
  expect(inner.isConnected).toBe(false);
  expect(around.postMessage).toHaveBeenLastCalledWith({ kind: 'flood' }, '*');
  vi.restoreAllMocks();
});

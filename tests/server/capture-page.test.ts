import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { toCapturePage } from '#server/capture-page.ts';
import type { StoredCapture } from '#store/store.ts';
import PageTitle from '#theme/PageTitle.astro';

const summary = 'panic: s.allocCount != s.nelems';
const stored = { name: 'a.log', tag: 'board', sizeBytes: 1_420_000, state: 'complete', live: false };

/** The description as the page shows it, and what of it is marked as English. */
async function describe(of: Partial<StoredCapture>): Promise<[string, string[]]> {
  const casebook = {
    toCaller: () => ({ address: '192.0.2.1', baseUrl: 'http://localhost' }),
    mayHavePicture: () => false,
    report: () => {},
  };
  const url = new URL('http://localhost/zh-cn/c/x');
  const locals = { casebook, peer: '192.0.2.1' };
  const astro = { request: new Request(url), url, locals, response: { headers: new Headers() } };
  const page = await toCapturePage(astro as never, () => Promise.resolve([{ ...stored, ...of } as never]));
  if (page instanceof Response) throw new Error(await page.text());
  const { title, description } = page;
  const container = await AstroContainer.create();
  const html = await container.renderToString(PageTitle, {
    locals: { ...locals, starlightRoute: { entry: { data: { title, description } } } } as never,
  });
  const shown = parseHTML(`<body>${html}</body>`).document.querySelector('.cb-description');
  const text = (element: Element | null) => (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  expect(text(shown)).toBe(description);
  return [text(shown), [...(shown?.querySelectorAll('[lang=en]') ?? [])].map(text)];
}

test('on a Chinese page a summary is marked as the English that it is, and nothing else', async () => {
  expect(await describe({ summary })).toEqual([summary, [summary]]);
  const [ended, english] = await describe({ summary, live: true });
  expect(ended).toMatch(/^[\u4e00-\u9fff].* panic: s\.allocCount != s\.nelems$/);
  expect(english).toEqual([summary]);
  expect(await describe({})).toEqual([expect.stringMatching(/^[\u4e00-\u9fff]/), []]);
  expect((await describe({ summary, live: true, state: 'growing' }))[1]).toEqual([]);
});

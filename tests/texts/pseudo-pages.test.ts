import { getContainerRenderer } from '@astrojs/preact/container-renderer';
import type { SSRManifest } from 'astro';
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { loadRenderers } from 'astro:container';
import { afterAll, beforeAll, expect, test } from 'vitest';
import StoredCaptures from '#components/StoredCaptures.astro';
import StoredList from '#components/StoredList.astro';
import HeaderLinks from '#theme/HeaderLinks.astro';
import { storedPageTexts } from '#texts/stored-pages.ts';
import { speakPseudo, textsInCode } from './pseudo-language.ts';

let speakEnglish: () => void;
let container: AstroContainer;
beforeAll(async () => {
  speakEnglish = await speakPseudo();
  const renderers = await loadRenderers([getContainerRenderer()]);
  // Of a manifest that a build would make, how islands come alive is all that is asked for.
  const manifest = { clientDirectives: new Map(['now', 'idle'].map((name) => [name, ';'])) };
  container = await AstroContainer.create({ renderers, manifest: manifest as unknown as SSRManifest });
});
afterAll(() => speakEnglish());

/** As cards of the store have them. */
const captures = (['growing', 'complete', 'cut'] as const).map((state, index) => ({
  id: String(index).repeat(26),
  name: `${state}.log`,
  tag: 'board-7',
  state,
  live: true,
  sizeBytes: 1_420_000,
  kind: index === 0 ? 'recording' : 'crash-log',
  summary: 'fatal error: all goroutines are asleep',
  ...(index === 1 ? { session: '20261123-ugqwfehh' } : {}),
  createdAt: '2026-11-20T08:00:00.000Z',
  ...(index === 2 ? {} : { expiresAt: '2026-12-20T08:00:00.000Z' }),
}));
const isData = (text: string): boolean =>
  /^(?:\w+\.log|board-7|1\.4 MB|<iframe>)$/.test(text) || captures.some(({ summary }) => summary === text);

async function render(...[component, props]: [Parameters<AstroContainer['renderToString']>[0], object?]) {
  return container.renderToString(component, { props: { ...props } });
}

test('the list of a tag says nothing of its own', async () => {
  const about = { tag: 'board-7', locale: 'en', texts: storedPageTexts.en };
  const list = { ...about, captures, search: '', older: '/t/board-7/?from=x', isLater: true };
  expect(textsInCode(await render(StoredList, list), isData)).toEqual([]);
  const empty = { ...about, captures: [], search: '⟦nowhere⟧', older: undefined, isLater: false };
  expect(textsInCode(await render(StoredList, empty), isData)).toEqual([]);
});

test('the page of a stored capture says nothing of its own', async () => {
  const html = await render(StoredCaptures, {
    captures,
    locale: 'en',
    embedded: false,
    streamTitles: undefined,
    embedCode: '<iframe>',
    texts: storedPageTexts.en,
  });
  expect(textsInCode(html, isData)).toEqual([]);
});

test('the links at the head of a page say nothing of their own', async () => {
  expect(textsInCode(await render(HeaderLinks))).toEqual([]);
});

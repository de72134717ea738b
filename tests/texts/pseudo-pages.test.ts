import { getContainerRenderer } from '@astrojs/preact/container-renderer';
import type { SSRManifest } from 'astro';
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { loadRenderers } from 'astro:container';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import CaptureNote from '#components/CaptureNote.astro';
import CaseIndex from '#components/CaseIndex.astro';
import CaseSummary from '#components/CaseSummary.astro';
import ChartExample from '#components/ChartExample.astro';
import GoCell from '#components/GoCell.astro';
import NotebookBar from '#components/NotebookBar.astro';
import NotebookCell from '#components/NotebookCell.astro';
import StoredCaptures from '#components/StoredCaptures.astro';
import StoredList from '#components/StoredList.astro';
import Footer from '#theme/Footer.astro';
import HeaderLinks from '#theme/HeaderLinks.astro';
import Landing from '#theme/Landing.astro';
import PageTitle from '#theme/PageTitle.astro';
import SiteTitle from '#theme/SiteTitle.astro';
import ThemeSelect from '#theme/ThemeSelect.astro';
import { languageNames } from '#locale/locale.ts';
import { storedPageTexts } from '#texts/stored-pages.ts';
import { speakPseudo, textsInCode } from './pseudo-language.ts';

let speakEnglish: () => void;
let container: AstroContainer;
beforeAll(async () => {
  speakEnglish = await speakPseudo();
  const renderers = await loadRenderers([getContainerRenderer()]);
  // Of a manifest that a build would make, how islands come alive is all that is asked for.
  const manifest = { clientDirectives: new Map(['asked', 'now', 'idle'].map((name) => [name, ';'])) };
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

/** Of pages that an author writes: tags, files and cells by their names, the languages by their own. */
const isNamed = (text: string): boolean =>
  [...Object.values(languageNames), 'cpu', 'goal', 'usageLines', 'topid-crash-1'].includes(text) ||
  /^(?:\d{4}-\d\d-\d\d|a\.log \(1\.8 KB\)|·  · 0\.001 s · 1 MiB ·)$/.test(text);

/** A published capture, in the language of the page. */
const sample = {
  name: 'a',
  title: '⟦A⟧',
  kind: 'crash-log',
  files: [{ name: 'a.log', url: '/captures/a.log', sizeBytes: 1821 }],
  made: { how: '⟦Recorded⟧', where: '⟦a board⟧', when: '2026-11-20' },
};

/** A case, as its author wrote it. */
const entry = {
  id: 'cases/board',
  data: {
    title: '⟦Board⟧',
    description: '⟦It stops⟧',
    hero: { tagline: '⟦Look⟧', actions: [{ text: '⟦Open⟧', link: '/open/', variant: 'primary' }] },
    case: {
      status: 'solved',
      symptom: '⟦It stops⟧',
      cause: '⟦A timer⟧',
      fix: '⟦Another⟧',
      tags: ['cpu'],
      captures: ['topid-crash-1'],
      opened: new Date(0),
    },
  },
};
vi.mock('astro:content', async (load) => ({
  ...(await load<object>()),
  getCollection: async (name: string, isWanted: (one: object) => boolean) =>
    name === 'docs' ? [entry].filter(isWanted) : [],
}));

vi.mock('#build/page-captures.ts', async (load) => ({
  ...(await load<object>()),
  findPageCaptures: async () => [sample],
}));
vi.mock('#build/capture-catalog.ts', async (load) => ({
  ...(await load<object>()),
  findCapture: async () => sample,
}));
vi.mock('#build/thumbnail.ts', () => ({
  drawThumbnail: async (_entry: object, _chart: string, label: string) => `<svg aria-label="${label}"/>`,
}));
vi.mock('#build/notebook.ts', () => ({
  drawCells: async () => new Map([['goal', { wide: '<b>⟦1⟧</b>', narrow: undefined, error: undefined }]]),
}));
/** A cell in Go, published with all that there may be, and without. */
const goCell = {
  name: 'goal',
  text: 'fmt.Println(1)',
  program: { path: '_astro/a.wasm', sizeBytes: 1, runtimePath: '_astro/b.js', goVersion: 'go1.26.8' },
  record: {
    sourceHash: '0',
    goVersion: 'go1.26.8',
    recordedAt: '2026-11-27T00:00:00.000Z',
    result: { end: { how: 'exit', code: 2 }, elapsedMs: 1, memoryBytes: 1 << 20, droppedBytes: 5000 },
    output: [{ fd: 1, text: '⟦1⟧' }],
    values: [{ name: 'goal', value: 1 }],
  },
  isRecordOld: true,
};
vi.mock('#build/go-cells.ts', () => ({
  findGoCell: async (page: string) =>
    page.includes('bare') ? { ...goCell, program: undefined, record: undefined, isRecordOld: false } : goCell,
}));

/** What Starlight says stands in its own tables, and is marked here. */
const locals = {
  t: (key: string) => `⟦${key}⟧`,
  starlightRoute: { entry, siteTitle: '⟦Casebook⟧', pagination: {}, locale: undefined, lang: 'en' },
} as unknown as App.Locals;

async function render(...[component, props]: [Parameters<AstroContainer['renderToString']>[0], object?]) {
  return container.renderToString(component, { props: { ...props }, locals });
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

test.each<[what: string, component: Parameters<typeof render>[0], props?: object]>([
  ['the note below a figure', CaptureNote, { entries: [sample, { ...sample, name: 'b' }] }],
  ['the summary of a case', CaseSummary, { case: entry.data.case }],
  ['the index of cases', CaseIndex],
  ['the bar of a notebook', NotebookBar, { page: '/cases/board/' }],
  ['a cell', NotebookCell, { page: '/cases/board/', name: 'goal' }],
  ['a cell in Go', GoCell, { page: '/cases/board/', name: 'goal' }],
  ['a cell in Go that cannot run', GoCell, { page: '/cases/bare/', name: 'goal', fold: 'true' }],
  ['a cell that is folded', NotebookCell, { page: '/cases/board/', name: 'goal', fold: 'true' }],
  ['the foot of a page', Footer],
  ['the front page', Landing],
  ['the head of a case', PageTitle],
  ['the choice of a theme', ThemeSelect],
])('%s says nothing of its own', async (_, component, props) => {
  expect(textsInCode(await render(component, props), isNamed)).toEqual([]);
});

test('an example of a chart says nothing of its own', async () => {
  const html = await render(ChartExample, { of: 'usage-lines', name: '⟦Usage⟧' });
  // Within a picture that has a name no part's name is read out: those are Plot's.
  const shown = html.replaceAll(/<svg.*?<\/svg>/gs, (svg) => svg.replaceAll(/ aria-label="[^"]*"/g, ''));
  // Names of processes are the example's data.
  const isExample = (text: string): boolean =>
    text.startsWith('{"time":') || ['app', 'log <b>'].includes(text);
  expect(textsInCode(shown, (text) => isNamed(text) || isExample(text))).toEqual([]);
});

test('the head of a page says nothing of its own', async () => {
  const head = [await render(SiteTitle), await render(HeaderLinks)].join('');
  expect(textsInCode(head)).toEqual([]);
});

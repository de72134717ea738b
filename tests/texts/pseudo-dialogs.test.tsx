import { render } from 'preact-render-to-string';
import { afterEach, expect, test, vi } from 'vitest';
import { toOneFile } from '#one-file/one-file.ts';
import type { CatalogEntry } from '#viewer/captures/catalog.ts';
import { toItems } from '#viewer/captures/items.ts';
import type { OpenItem } from '#viewer/captures/source.ts';
import type { ShareStore } from '#viewer/share/store.ts';
import { readCapture } from '../formats/go-crash/read-log.ts';
import { emptySource, openFile } from '../viewer/captures/make-source.ts';
import { openPage, type OpenPage } from '../viewer/open-page.ts';
import { FakeWorker, openShare } from '../viewer/share/open-share.ts';
import { speakPseudo, textsInCode } from './pseudo-language.ts';

let page: OpenPage;
afterEach(() => page.close());

const log = readCapture('topid-crash-1.log');
/** A file, its size, a count, a hash, a key, a link: what is named, in whatever language. */
const isNamed = (text: string): boolean =>
  /^(?:(?:, )?[\w-]+\.(?:log|data|csv)|[\d.]+ [KM]?B|https:\S+|the-key|shared|(?:path|args)-\d)$/.test(text);
const shown = (): string[] => textsInCode(page.document.body.innerHTML, isNamed);
const until = async (selector: string): Promise<void> => page.until(() => page.all(selector).length > 0);

/** Sends one file at once, and refuses the next. */
const store: ShareStore = {
  maxBytes: 50_000_000,
  keepDays: 30,
  keepChoices: [1, 30, 'never'],
  tokenNeeded: true,
  upload: () => ({
    done: Promise.resolve({ id: 'a'.repeat(26), link: 'https://casebook.test/c/1', key: 'the-key' }),
    pause: () => undefined,
    resume: () => undefined,
    cancel: () => undefined,
  }),
  toRef: (id, name) => ({ from: 'store', id, name }),
  remove: async () => undefined,
};

test('the share dialog says nothing of its own: what leaves, each way, redaction and its preview', async () => {
  const sources = [
    await openFile('board.log', log),
    await openFile('shown.log', log, { ref: { from: 'site', name: 'shown.log' } }),
    emptySource('gone.log', 9, { status: 'missing' }),
    emptySource('noise.data', 3, { status: 'failed' }),
  ];
  const view = { captures: [], states: { 'board.log': { pins: [{ text: '⟦here⟧', line: 3 }] } } };
  page = await openShare(sources, { store, view, prepare: speakPseudo });
  await until('.cb-share-ways');
  await until('.cb-share-upload');
  expect(shown()).toEqual([]);

  // A link that the browser does not copy, and a page of one file that cannot be made.
  navigator.clipboard.writeText = () => Promise.reject(new Error('denied'));
  const [copy, ...others] = page.all('.cb-share-do > button');
  page.click(copy!);
  await until('.cb-share-ways textarea');
  expect(shown()).toEqual([]);
  page.click(others.at(-1)!);
  await page.until(() => page.all('.cb-share-ways textarea').length === 0);
  expect(shown()).toEqual([]);

  page.fire(page.all('.cb-share-upload')[0]!, 'submit');
  await until('.cb-share-done');
  expect(shown()).toEqual([]);

  FakeWorker.held = true;
  page.choose(page.all('.cb-share-switch input')[0]!, true);
  await until('progress');
  expect(shown()).toEqual([]);
  page.click(page.all('.cb-share-progress button').at(-1)!);
  await page.settle();
  expect(shown()).toEqual([]);
});

test('what the share dialog shows of a redaction is the data’s, or a text', async () => {
  page = await openShare([await openFile('board.log', log)], { prepare: speakPseudo });
  page.choose(page.all('.cb-share-switch input')[0]!, true);
  await until('.cb-share-preview');
  for (const details of page.all('details')) page.unfold(details);
  await page.until(() => page.text().includes('goroutine'));
  const said = new TextDecoder().decode(log);
  const isData = (text: string): boolean =>
    isNamed(text) || text.split('\n').some((line) => line.length > 3 && said.includes(line.trim()));
  expect(textsInCode(page.document.body.innerHTML, isData)).toEqual([]);
});

test('an upload says nothing of its own: sent, held, ended, and taken back', async () => {
  const step: { end?: () => void; fail?: (error: Error) => void } = {};
  const slow: ShareStore = {
    ...store,
    upload: (_, { onProgress, onRetry }) => {
      const done = new Promise<{ id: string; link: string; key: string }>((resolve, reject) => {
        step.end = () => resolve({ id: 'a'.repeat(26), link: 'https://casebook.test/c/1', key: 'the-key' });
        step.fail = reject;
      });
      onProgress(9);
      onRetry();
      return { done, pause: () => undefined, resume: () => undefined, cancel: () => undefined };
    },
    remove: () => Promise.reject(new Error('⟦denied⟧')),
  };
  page = await openShare([await openFile('board.log', log)], { store: slow, prepare: speakPseudo });
  await until('.cb-share-upload');
  const send = async (): Promise<void> => {
    page.fire(page.all('.cb-share-upload')[0]!, 'submit');
    await until('.cb-share-progress');
    expect(shown()).toEqual([]);
  };
  await send();
  page.click(page.all('.cb-share-progress button')[0]!);
  expect(shown()).toEqual([]);
  page.click(page.all('.cb-share-progress button')[1]!);
  expect(shown()).toEqual([]);
  await send();
  step.fail!(new Error('⟦denied⟧'));
  await page.until(() => page.text().includes('⟦denied⟧'));
  expect(shown()).toEqual([]);

  // A browser that keeps nothing.
  const { setItem } = localStorage;
  localStorage.setItem = () => {
    throw new Error('full');
  };
  await send();
  step.end!();
  await until('.cb-share-done');
  expect(shown()).toEqual([]);
  localStorage.setItem = setItem;
  await send();
  step.end!();
  await until('.cb-share-keys');
  expect(shown()).toEqual([]);
  page.click(page.all('.cb-share-keys button')[0]!);
  await page.settle();
  expect(shown()).toEqual([]);
});

test('a figure of a case says nothing of its own before its data is there, and of a reader’s own file', async () => {
  page = openPage();
  vi.resetModules();
  await speakPseudo();
  const own: { items: OpenItem[] } = { items: [] };
  vi.doMock('#viewer/captures/own-captures.ts', () => ({
    ownCapturesOf: () => ({
      subscribe: () => () => undefined,
      get items() {
        return own.items;
      },
    }),
    takeOwnFiles: () => undefined,
  }));
  const { CaptureFigure } = await import('#viewer/case/CaptureFigure.tsx');
  const entry = {
    name: 'board.log',
    title: '⟦Board⟧',
    kind: 'crash-log',
    files: [],
  } as unknown as CatalogEntry;
  const loading = render(<CaptureFigure entries={[entry]} locale="en" />);
  expect(loading).toContain('cb-loading');
  expect(textsInCode(loading, isNamed)).toEqual([]);
  own.items = toItems([await openFile('other.log', log, { remark: 'other-file' })]);
  const other = render(<CaptureFigure entries={[entry]} locale="en" />).replace(
    /<div class="cb-crash">.*/s,
    '',
  );
  expect(other).toContain('cb-remark');
  expect(textsInCode(other, isNamed)).toEqual([]);
  vi.doUnmock('#viewer/captures/own-captures.ts');
});

test('the notebook’s panel says nothing of its own', async () => {
  page = openPage();
  vi.resetModules();
  await speakPseudo();
  const { NotebookPanel } = await import('#viewer/notebook/NotebookPanel.tsx');
  const { NotebookCaptures } = await import('#viewer/notebook/notebook-captures.ts');
  const { Edits } = await import('#viewer/notebook/edits.ts');
  const captures = new NotebookCaptures([
    { name: 'board.log', title: '⟦Board⟧', kind: 'crash-log', files: [], made: {} } as never,
  ]);
  const edits = new Edits('/cases/x/', undefined);
  edits.set('a', '2', '1');
  edits.set('b', '2', '1');
  const editing = { edits, toLink: () => 'https://casebook.test/cases/x/#v=2' };
  const { PageVariables } = await import('#viewer/notebook/page-variables.ts');
  const { cellTexts } = await import('#texts/cells.ts');
  const variables = new PageVariables(cellTexts.en);
  variables.declare([{ name: '⟦cell⟧', outputs: ['⟦goal⟧', '⟦lost⟧'] }]);
  variables.setEdited('⟦goal⟧', '⟦1⟧', '⟦cell⟧');
  variables.setLost(['⟦lost⟧']);
  page.show(
    <NotebookPanel captures={captures} editing={editing as never} variables={variables} locale="en" />,
  );
  expect(shown()).toEqual([]);
  const list = page.all('.cb-notebook-own').at(-2) as HTMLDetailsElement;
  list.open = true;
  list.dispatchEvent(new (list.ownerDocument.defaultView as unknown as typeof globalThis).Event('toggle'));
  await until('.cb-notebook-variables');
  expect(shown()).toEqual([]);
  edits.reset(['a']);
  edits.addOwn('', []);
  await until('[role=status] button');
  expect(shown()).toEqual([]);
  navigator.clipboard.writeText = () => Promise.reject(new Error('denied'));
  // Before the one that puts back what was reset.
  page.click(page.all('.cb-notebook-row > button').at(-2)!);
  await until('textarea');
  expect(shown()).toEqual([]);
});

/** What a page of one file carries. */
async function makeJson(): Promise<string> {
  const html = await toOneFile({
    title: '⟦Two captures⟧',
    lang: 'en',
    view: { captures: [], states: {} },
    files: ['board.log', 'other.log'].map((name) => ({
      slot: name,
      name,
      blob: new Blob([log as Uint8Array<ArrayBuffer>]),
    })),
    script: '',
    style: '',
    noScript: '',
    madeAt: new Date(0),
  }).then((blob) => blob.text());
  return /<script type="application\/json"[^>]*>(.*?)<\/script>/s.exec(html)![1]!;
}

test('a page of one file says nothing of its own', async () => {
  const json = await makeJson();
  page = openPage();
  vi.resetModules();
  await speakPseudo();
  const { OneFilePage } = await import('#viewer/one-file/OneFilePage.tsx');
  page.show(<OneFilePage json={json} />);
  await until('footer');
  // What is shown of a capture is held elsewhere.
  for (const section of page.all('main > section')) section.remove();
  expect(shown()).toEqual([]);
});

test('a page of one file says in a text that it reads', async () => {
  const json = await makeJson();
  page = openPage();
  vi.resetModules();
  await speakPseudo();
  vi.doMock('#viewer/one-file/read-sources.ts', () => ({
    readSources: (_: unknown, onReading: (name: string) => void) => {
      onReading('board.log');
      return new Promise(() => {});
    },
  }));
  const { OneFilePage } = await import('#viewer/one-file/OneFilePage.tsx');
  page.show(<OneFilePage json={json} />);
  await until('.cb-loading');
  expect(shown()).toEqual([]);
  vi.doUnmock('#viewer/one-file/read-sources.ts');
});

test('a page of one file whose data is not whole says so in the language of the page', async () => {
  page = openPage();
  vi.resetModules();
  await speakPseudo();
  const { OneFilePage } = await import('#viewer/one-file/OneFilePage.tsx');
  for (const [json, sentence] of [
    ['{"version":2}', '⟦The data of this page is of version 2, which its viewer does not know.⟧'],
    ['{"version":1,', /^⟦The data of this page cannot be read: .*JSON/],
  ] as const) {
    page.show(<OneFilePage key={json} json={json} />);
    await until('[role=alert]');
    expect(page.find('[role=alert]', sentence)).toBeDefined();
  }
});

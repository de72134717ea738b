import { gunzipSync } from 'node:zlib';
import { render } from 'preact-render-to-string';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { toErrorPage } from '#server/error-page.ts';
import { crashTexts } from '#texts/crash.ts';
import { recordingTexts } from '#texts/recording.ts';
import type { CrashState } from '#view/crash-state.ts';
import { kinds } from '#model/kind.ts';
import type { RecordingState } from '#view/recording-state.ts';
import type { ViewState } from '#view/view-state.ts';
import { AddCaptures } from '#viewer/captures/AddCaptures.tsx';
import { CaptureBody, loadBody } from '#viewer/captures/CaptureBody.tsx';
import { CaptureList } from '#viewer/captures/CaptureList.tsx';
import type { CatalogEntry } from '#viewer/captures/catalog.ts';
import { toItems } from '#viewer/captures/items.ts';
import { LiveNote } from '#viewer/captures/LiveNote.tsx';
import { MissingCapture } from '#viewer/captures/MissingCapture.tsx';
import { Notices } from '#viewer/captures/Notices.tsx';
import { OpenCaptures } from '#viewer/captures/open-captures.ts';
import { ReadError } from '#viewer/captures/ReadError.tsx';
import { Reading } from '#viewer/captures/Reading.tsx';
import type { OpenItem } from '#viewer/captures/source.ts';
import { DropZone } from '#viewer/open/DropZone.tsx';
import { OpenPage } from '#viewer/open/OpenPage.tsx';
import { toParseFailure } from '#workers/parse-task.ts';
import { readCapture } from '../formats/go-crash/read-log.ts';
import { listFixtures, readFixture } from '../formats/read-fixture.ts';
import { emptySource, openFile } from '../viewer/captures/make-source.ts';
import { openPage } from '../viewer/open-page.ts';
import { speakPseudo, textsInCode } from './pseudo-language.ts';

let speakEnglish: () => void;
beforeAll(async () => {
  speakEnglish = await speakPseudo();
});
afterAll(() => speakEnglish());

/** Thresholds that nothing stays below. */
const noFilter = { avgCpu: 0, maxCpu: 0, avgMemMib: 0, maxMemMib: 0 };

beforeAll(() => Promise.all(kinds.map(loadBody)));

function body(item: OpenItem, state: ViewState = {}, items = [item]): string {
  return render(<CaptureBody item={item} items={items} state={state} onState={() => {}} locale="en" />);
}

test('a text that stands in code is found, one of the tables is not', () => {
  const html = '<p title="Hours">⟦Zoom ⟦in⟧⟧</p><b>12 %</b><i>app &amp; more</i><script>let x</script>';
  expect(textsInCode(html, (text) => text === 'app & more')).toEqual(['Hours']);
});

/** A recording of a session, with snapshots and the machine's information, and another. */
async function openRecordings(): Promise<OpenItem[]> {
  const session = ['info', 'process', 'snapshot'].map((part) => `${part}-20261123-ugqwfehh.data`);
  const sources = session.map((name) => openFile(name, readCapture(`build-host/${name}`)));
  const other = openFile('a.data', readFixture('topid-process/valid/process-20211111-normal.data'));
  return toItems(await Promise.all([...sources, other]));
}

test('the view of a recording says nothing of its own, whatever of it is open', async () => {
  const items = await openRecordings();
  const [item, other] = items as [OpenItem, OpenItem];
  const values = items.map(({ value }) => (value?.kind === 'recording' ? value : undefined));
  const [recording] = values;
  if (!recording?.info) throw new Error('no recording');
  const names = new Set(
    values.flatMap((value) => value!.series.flatMap(({ name, pid }) => [name, `${name} ${pid}`])),
  );
  const read = [recording.info, ...recording.snapshots].map((part) => JSON.stringify(part)).join(' ');
  // The name of a zone is one wherever one reads; threads of a tree stand with their signs and ids.
  const isData = (text: string): boolean =>
    // A pin's process may stand before its time.
    // Nor has a sum more words than how many it adds up.
    names.has(text.replace(/, \d:\d\d – \d:\d\d$| ×\d+$/, '')) ||
    // Lengths of time are written in one way.
    /^(?:< )?(?:\d+ (?:d|h|min|s) ?)+$/.test(text) ||
    ['UTC', 'a.data', '20261123-ugqwfehh'].includes(text) ||
    /^<[^>]+>(?: : [\d ]+)?$/.test(text) ||
    text.split('\n').every((line) => read.includes(JSON.stringify(line.trim()).slice(1, -1)));
  const key = `${recording.series[0]!.name}-${recording.series[0]!.pid}`;
  const pins = [
    { text: '⟦a moment⟧', time: 12 },
    { text: '⟦a stretch of one⟧', time: 3, until: 9, series: key },
  ];
  const states: RecordingState[] = [
    {},
    { chart: 'stack', cpu: 'split', system: true, cores: 'each', hidden: true, clock: 'elapsed', pins },
    { chart: 'share', only: [key], text: '⟦sort⟧', window: [20, 80], filter: noFilter },
    { snapshot: recording.snapshots[0]!.time, info: true },
    { compare: { slot: other.slot, align: 'moment', shiftSeconds: 3 }, metric: 'memory' },
    { where: 'cpu>', group: 'pattern', pattern: '(', lifetimes: true },
    { where: '⟦nobody⟧' },
  ];
  for (const state of states) expect(textsInCode(body(item, state, items), isData)).toEqual([]);
});

test('the view of a crash log says nothing of its own, alone and beside another', async () => {
  const logs = ['topid-crash-1.log', 'topid-crash-3.log'].map((name) => ({ name, bytes: readCapture(name) }));
  const items = toItems(await Promise.all(logs.map(({ name, bytes }) => openFile(name, bytes))));
  const said = logs.map(({ bytes }) => new TextDecoder().decode(bytes).replace(/\s+/g, ' ')).join(' ');
  // An address as an example of how a reader's own may be written.
  const example = 'https://git.example.com/board/blob/main/{path}#L{line}';
  const isData = (text: string): boolean =>
    text === example || /^topid-crash-\d\.log$/.test(text) || said.includes(text.replace(/\s+/g, ' '));
  const states: CrashState[] = [
    {},
    { line: [4, 6], fold: ['runtime', 'std'], text: '⟦sync⟧', pins: [{ text: '⟦here⟧', line: 4 }] },
    { beside: [items[1]!.slot], column: 2 },
  ];
  for (const state of states) expect(textsInCode(body(items[0]!, state, items), isData)).toEqual([]);
});

const fixtures = ['go-crash', 'topid-process', 'topid-snapshot', 'topid-info', 'topid-text', 'table'].flatMap(
  (format) => listFixtures(format, 'valid').map(({ file, bytes }) => ({ file, bytes, format })),
);
test.each(fixtures.filter(({ file, format }) => format !== 'go-crash' || file.startsWith('go1.26-')))(
  'the view of $file says nothing of its own',
  async ({ file, bytes }) => {
    const data = new TextDecoder().decode(file.endsWith('.gz') ? gunzipSync(bytes) : bytes);
    // A zone, a signal as Go writes it, an address as an example of how a reader's own may be written.
    const names = 'UTC [signal code=0 pc=0x0] https://git.example.com/board/blob/main/{path}#L{line}';
    const known = `${file} ${data} ${names}`.toLowerCase();
    // What a view takes from the data it may put together anew, but not with other words.
    const isData = (text: string): boolean =>
      (text.toLowerCase().match(/\p{L}+/gu) ?? []).every((word) => known.includes(word));
    const items = toItems([await openFile(file, bytes)]);
    expect(textsInCode(body(items[0]!), isData)).toEqual([]);
  },
);

test('a recording that nothing is in says so in a text', async () => {
  const items = toItems([await openFile('snapshot-20261123-ugqwfehh.data', new Uint8Array())]);
  const html = body(items[0]!);
  expect(html).toContain(recordingTexts.en.emptySnapshots);
  expect(textsInCode(html)).toEqual([]);
});

test('logs that have nothing in common say so in a text', async () => {
  const logs = ['go1.26-nil-map.log', 'go1.26-race.log'];
  const items = toItems(
    await Promise.all(logs.map((file) => openFile(file, readFixture(`go-crash/valid/${file}`)))),
  );
  const html = body(items[0]!, { beside: [items[1]!.slot] }, items);
  expect(html).toContain(crashTexts.en.sharedNone);
});

test('the list of what is open says nothing of its own', async () => {
  const items = toItems([
    await openFile('a.data', readFixture('topid-process/valid/process-20211111-normal.data')),
    await openFile('b.log', readCapture('topid-crash-1.log')),
  ]);
  const html = render(
    <CaptureList
      captures={new OpenCaptures([])}
      items={items}
      active={items[0]!.slot}
      onActive={() => {}}
      locale="en"
    />,
  );
  const isData = (text: string): boolean =>
    /^[ab]\.(?:data|log)$/.test(text) || /^· [\d.]+ [KM]?B$/.test(text);
  expect(textsInCode(html, isData)).toEqual([]);
});

test('what is not there yet, or never will be, is said in the reader’s language', async () => {
  const damaged = readFixture('topid-process/valid/process-20211111-normal.data').slice(0, 900);
  const [failure] = await openFile('x', new Uint8Array([1, 2, 3])).then(
    () => [],
    (error: unknown) => [toParseFailure(error, 'x.data')],
  );
  const live = { state: 'growing', stalled: false, changedAt: Date.now() } as const;
  const items = toItems([
    emptySource('reading.data', 2_000_000, { bytesRead: 500_000 }),
    emptySource('live.data', 9, { live }),
    emptySource('stalled.data', 9, { live: { ...live, stalled: true } }),
    emptySource('cut.data', 9, { live: { ...live, state: 'cut' } }),
    emptySource('failed.data', 9, { status: 'failed', failure }),
    emptySource('missing.data', 9, {
      status: 'missing',
      ref: { from: 'file', name: 'missing.data', sizeBytes: 9, sha256: 'a'.repeat(64) },
    }),
    await openFile('damaged.data', damaged),
  ]);
  const captures = new OpenCaptures([]);
  const html = render(
    <>
      <CaptureList captures={captures} items={items} active={undefined} onActive={() => {}} locale="en" />
      {items.map((item) => (
        <>
          <LiveNote item={item} locale="en" />
          <Notices notices={item.notices} locale="en" />
          <ReadError item={item} locale="en" />
          <MissingCapture item={item} onFiles={() => {}} locale="en" />
          <Reading item={item} locale="en" />
        </>
      ))}
    </>,
  );
  expect(failure).toBeDefined();
  expect(items.some(({ notices }) => notices.length > 0)).toBe(true);
  const isData = (text: string): boolean =>
    /^(?:· )?(?:\w+\.data|a{64}|(?:\d+ % · )?[\d.]+ [KM]?B(?: \(\d+ B\))?)$/.test(text);
  expect(textsInCode(html, isData)).toEqual([]);
});

test('the open page and the place for files on other pages say nothing of their own', () => {
  const files = [{ name: 'a.log', sizeBytes: 1821, path: '/captures/a.log' }];
  const catalog = [{ name: 'a', title: '⟦A sample⟧', kind: 'crash-log', files } as unknown as CatalogEntry];
  expect(
    textsInCode(render(<OpenPage catalog={catalog} locale="en" />), (text) => text === '· 1.8 KB'),
  ).toEqual([]);
  expect(textsInCode(render(<DropZone locale="en" href="/open/" />))).toEqual([]);
});

test('the ways in say nothing of their own when they are open', () => {
  const page = openPage();
  try {
    page.show(<AddCaptures captures={new OpenCaptures([])} onFiles={() => {}} locale="en" />);
    for (const button of page.all('button[aria-expanded]')) {
      page.click(button);
      expect(textsInCode(page.root.innerHTML)).toEqual([]);
    }
  } finally {
    page.close();
  }
});

test('what of a link was not understood is said in the reader’s language', async () => {
  const hash = '#v=9&open=site:a&wrong=1&top=x&top=y&a.pins=time:x&a.window=3';
  const page = openPage({ location: new URL(`https://casebook.test/open/${hash}`) });
  try {
    vi.resetModules();
    const again = await speakPseudo();
    const { LinkProblems } = await import('#viewer/open/LinkProblems.tsx');
    page.show(<LinkProblems locale="en" />);
    expect(textsInCode(page.root.innerHTML)).toEqual([]);
    again();
  } finally {
    page.close();
  }
});

test('a page that says why there is nothing says nothing of its own', async () => {
  const html = await toErrorPage(404, '⟦gone⟧', 'en').text();
  expect(textsInCode(html, (text) => text === '· Casebook')).toEqual([]);
});

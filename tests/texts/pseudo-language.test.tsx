import { render } from 'preact-render-to-string';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toErrorPage } from '#server/error-page.ts';
import { CaptureBody } from '#viewer/captures/CaptureBody.tsx';
import { CaptureList } from '#viewer/captures/CaptureList.tsx';
import { toItems } from '#viewer/captures/items.ts';
import { OpenCaptures } from '#viewer/captures/open-captures.ts';
import type { OpenItem } from '#viewer/captures/source.ts';
import { OpenPage } from '#viewer/open/OpenPage.tsx';
import { readCapture } from '../formats/go-crash/read-log.ts';
import { readFixture } from '../formats/read-fixture.ts';
import { openFile } from '../viewer/captures/make-source.ts';
import { shownTexts, speakPseudo, unmarked } from './pseudo-language.ts';

let speakEnglish: () => void;
beforeAll(async () => {
  speakEnglish = await speakPseudo();
});
afterAll(() => speakEnglish());

/** Numbers, times, and the signs that stand between texts. */
const signs = /^[\d\s.,:;/|()[\]{}%×±+–—·…#<>=&*'"←→↑↓▸▾✓✕−-]*$/u;

/** What a page shows that neither a text says nor the data: it stands in code. */
function inCode(html: string, isData: (text: string) => boolean): string[] {
  const left = shownTexts(html).map(unmarked);
  expect(left.length).toBeGreaterThan(3);
  return [...new Set(left)].filter((text) => !signs.test(text) && !isData(text));
}

function body(item: OpenItem): string {
  return render(<CaptureBody item={item} items={[item]} state={{}} onState={() => {}} locale="en" />);
}

test('a text that stands in code is found, one of the tables is not', () => {
  const html = '<p title="Hours">⟦Zoom ⟦in⟧⟧</p><b>12 %</b><i>app &amp; more</i><script>let x</script>';
  expect(inCode(html, (text) => text === 'app & more')).toEqual(['Hours']);
});

test('the view of a recording says nothing of its own', async () => {
  const [item] = toItems([
    await openFile('a.data', readFixture('topid-process/valid/process-20211111-normal.data')),
  ]);
  const { value } = item!;
  if (value?.kind !== 'recording') throw new Error('no recording');
  const names = new Set(value.series.flatMap(({ name, pid }) => [name, `${name} ${pid}`]));
  // The name of the zone is a name wherever one reads.
  expect(inCode(body(item!), (text) => names.has(text) || text === 'UTC')).toEqual([]);
});

test('the view of a crash log says nothing of its own', async () => {
  const log = readCapture('topid-crash-1.log');
  const [item] = toItems([await openFile('a.log', log)]);
  const said = new TextDecoder().decode(log).replace(/\s+/g, ' ');
  // An address as an example of how a reader's own may be written.
  const example = 'https://git.example.com/board/blob/main/{path}#L{line}';
  const isData = (text: string): boolean =>
    text === example || text === ': a.log' || said.includes(text.replace(/\s+/g, ' '));
  expect(inCode(body(item!), isData)).toEqual([]);
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
  expect(inCode(html, isData)).toEqual([]);
});

test('the open page says nothing of its own', () => {
  expect(inCode(render(<OpenPage catalog={[]} locale="en" />), () => false)).toEqual([]);
});

test('a page that says why there is nothing says nothing of its own', async () => {
  const html = await toErrorPage(404, '⟦gone⟧', 'en').text();
  expect(inCode(html, (text) => text === '· Casebook')).toEqual([]);
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { goValuesTexts } from '#texts/go-values.ts';
import { toItems } from '#viewer/captures/items.ts';
import type { OpenItem, Source } from '#viewer/captures/source.ts';
import { GoCaptures } from '#viewer/notebook/GoCaptures.tsx';
import { noteChanged, noteEdited } from '#viewer/notebook/go-notes.ts';
import { capturesOfRuns } from '#viewer/notebook/run-captures.ts';
import { openFile } from '../captures/make-source.ts';
import { type OpenPage, openPage } from '../open-page.ts';

const texts = goValuesTexts.en;

let page: OpenPage;
beforeEach(() => {
  page = openPage();
});
afterEach(() => page.close());

function addCell(attributes: Record<string, string> = {}): HTMLElement {
  const cell = page.document.createElement('div');
  for (const [name, value] of Object.entries(attributes)) cell.setAttribute(name, value);
  cell.innerHTML = '<div class="cb-cell-output"></div><div class="cb-cell-code"></div>';
  page.root.append(cell);
  return cell;
}

describe('inputs that have changed', () => {
  test('are named below the output, once, until they are as before', () => {
    const cell = addCell({ 'data-program': '/_astro/loop.wasm' });
    let runs = 0;
    const note = (value: unknown) => noteChanged(cell, [{ name: 'sleepMs', value }], 'en', () => runs++);
    note(20);
    note('a');
    expect(page.all('p').map((one) => page.text(one))).toEqual([
      'The inputs have changed since this output: sleepMs = "a".',
    ]);
    expect(cell.children[1]?.tagName).toBe('DIV');
    page.click(page.find('button', 'Run with them'));
    expect(runs).toBe(1);
    noteChanged(cell, undefined, 'en', () => {});
    expect(page.all('p')).toEqual([]);
  });

  test('are nothing to say where the cell cannot run', () => {
    noteChanged(addCell(), [{ name: 'n', value: 1 }], 'en', () => {});
    expect(page.all('p')).toEqual([]);
  });
});

test('a cell says of which Go cells it reads what the reader has made', () => {
  const cell = addCell();
  noteEdited(cell, ['loop'], texts);
  noteEdited(cell, ['loop', 'heap'], texts);
  expect(page.text(cell)).toBe('Reads loop, heap as you have edited it.');
  noteEdited(cell, [], texts);
  expect(page.text(cell)).toBe('');
});

describe('captures below a run', () => {
  const log = 'panic: no tea\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:3 +0x1d\n';

  const toItem = async (name: string, text: string, changes: Partial<Source> = {}) => {
    const [item] = toItems([await openFile(name, new TextEncoder().encode(text), changes)]);
    return item!;
  };

  const show = (items: OpenItem[], maybe: string[] = []) => {
    const captures = { items, subscribe: () => () => {}, clear: () => {} };
    const titles = new Map([['loop.log', texts.crashLog]]);
    page.show(<GoCaptures cell="loop" locale="en" />);
    capturesOfRuns.set('loop', { captures: captures as never, titles, maybe: new Set(maybe) });
    return page.settle();
  };

  test('are seen at once, with a link that carries them; closed they stay closed', async () => {
    const items = [await toItem('loop.log', log)];
    await show(items);
    expect(page.text(page.find('summary', 'Crash log of this run'))).toBe('Crash log of this run');
    await page.until(() => page.all('p', 'no tea').length === 1);
    const link = page.find('a', 'Open it on its own');
    await page.until(() => link.getAttribute('href')?.includes('open=link:loop.log:') ?? false);

    page.unfold(page.all('details')[0]!, false);
    expect(page.all('p', 'no tea')).toEqual([]);
    // So in the next run.
    await show(items);
    expect(page.all('summary')).toHaveLength(1);
    expect(page.all('p', 'no tea')).toEqual([]);
  });

  test('that are too large for a link are found again in this browser', async () => {
    let seed = 7;
    const noise = Uint8Array.from({ length: 60_000 }, () => (seed = (seed * 16_807) % 2_147_483_647) % 251);
    const blobs = [{ name: 'large.log', blob: new Blob([noise]) }];
    await show([await toItem('large.log', log, { blobs })]);
    await page.settle();
    const link = page.find('a', 'Open it on its own');
    expect(link.getAttribute('href')).toMatch(/\/open\/#v=2&open=file:large\.log:\d+:[0-9a-f]{64}$/);
  });

  test('are nothing where bytes turn out to be none', async () => {
    const item = await toItem('loop-heap', log, { files: [], status: 'failed' });
    await show([item], ['loop-heap']);
    expect(page.text()).toBe('');
  });

  test('are gone where a run has left none', async () => {
    await show([await toItem('gone.log', log)]);
    capturesOfRuns.set('loop', undefined);
    await page.settle();
    expect(page.text()).toBe('');
  });
});

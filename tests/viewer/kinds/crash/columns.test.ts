import { describe, expect, test } from 'vitest';
import { toColumns } from '#viewer/kinds/crash/columns.ts';
import { crashTexts } from '#texts/crash.ts';
import { crashGuideTexts } from '#texts/crash-guides.ts';
import { toFrameRows } from '#viewer/kinds/crash/stack-rows.ts';
import { crashGuides } from '#model/crash/crash-reasons.ts';
import { parse, parseOne, readCapture, readValid } from '../../../formats/go-crash/read-log.ts';

const served = (await parse(readValid('go1.26-http-panic.log'))).value;
const seed = (await parse(readCapture('topid-crash-1.log'))).value;
const files = [
  { slot: 'served', name: 'served.log', file: served },
  { slot: 'seed', name: 'seed.log', file: seed },
];

describe('what stands side by side', () => {
  const keys = (crash?: number, beside?: string[]): string[] =>
    toColumns(files, crash, beside).map(({ key }) => key);

  test('the first crash of each file', () => expect(keys()).toEqual(['served#1', 'seed#1']));
  test('the chosen one of the first file', () => expect(keys(2)).toEqual(['served#2', 'seed#1']));
  test('one beside it of the same file, never the same twice', () => {
    expect(keys(1, ['#2', 'seed'])).toEqual(['served#1', 'served#2', 'seed#1']);
    expect(keys(2, ['#2'])).toEqual(['served#2', 'seed#1']);
  });
  test('a number that the file does not have is its last', () =>
    expect(keys(9, ['#0'])).toEqual(['served#2', 'served#1', 'seed#1']));
});

describe('folding', () => {
  test('runs of one owner become one row each, alone it stays', async () => {
    const { frames } = (await parseOne(readCapture('topid-crash-3.log'))).goroutines[0]!;
    const shape = (fold: ('runtime' | 'std')[]): string[] =>
      toFrameRows(frames, fold).map((row) =>
        row.kind === 'fold' ? `${row.frames.length} ${row.owner}` : row.frame.function,
      );
    expect(shape(['runtime', 'std'])).toEqual(['4 runtime', '8 std', 'pidinfo.(*PidInfo).init']);
    expect(shape(['std'])).toHaveLength(6);
    expect(shape([])).toHaveLength(13);
    const rows = toFrameRows(frames, ['runtime']);
    expect(rows.map(({ depth }) => depth)).toEqual([0, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  test('one frame between others is not worth folding', async () => {
    const { frames } = (await parseOne(readValid('go1.26-nested.log'))).goroutines[0]!;
    expect(toFrameRows(frames, ['runtime'])).toHaveLength(frames.length);
  });
});

test('both languages say everything', () => {
  const en = crashTexts['en'];
  const zh = crashTexts['zh-cn'];
  expect(Object.keys(zh).toSorted()).toEqual(Object.keys(en).toSorted());
  for (const slug of crashGuides) {
    for (const locale of ['en', 'zh-cn'] as const) {
      expect(crashGuideTexts[locale][slug].means).not.toBe('');
      expect(crashGuideTexts[locale][slug].next).not.toBe('');
    }
    expect(crashGuideTexts['zh-cn'][slug].means).toMatch(/\p{Script=Han}/u);
  }
});

import { expect, test } from 'vitest';
import { describeItem } from '#viewer/captures/describe.ts';
import { toItems } from '#viewer/captures/items.ts';
import { captureTexts, formatSize } from '#viewer/captures/messages.ts';
import type { Source } from '#viewer/captures/source.ts';
import { readFixture } from '../../formats/read-fixture.ts';
import { emptySource, openFile } from './make-source.ts';

const process = () =>
  openFile('process-20211111-normal.data', readFixture('topid-process/valid/process-20211111-normal.data'));
const snapshot = () =>
  openFile(
    'snapshot-20211111-normal.data',
    readFixture('topid-snapshot/valid/snapshot-20211111-normal.data'),
  );
const info = () =>
  openFile('info-20211111-normal.data', readFixture('topid-info/valid/info-20211111-normal.data'));

const inBoth = (...sources: Source[]) => {
  const item = toItems(sources)[0]!;
  return [describeItem(item, 'en'), describeItem(item, 'zh-cn')];
};

test('a recording by its samples and series, and how many files it came in', async () => {
  const recording = await process();
  const { value } = toItems([recording])[0]!;
  if (value?.kind !== 'recording') throw new Error('no recording');
  const [samples, series] = [value.times.length, value.series.length];
  expect(samples).toBeGreaterThan(1);
  expect(inBoth(recording)).toEqual([
    `Recording, ${samples} samples, ${series} series`,
    `记录，${samples} 个采样，${series} 条曲线`,
  ]);
  expect(inBoth(recording, await snapshot(), await info())).toEqual([
    `Recording, ${samples} samples, ${series} series, 3 files`,
    `记录，${samples} 个采样，${series} 条曲线，3 个文件`,
  ]);
});

test('a session without its process file by what there is of it', async () => {
  expect(inBoth(await info())).toEqual(['Recording, System information', '记录，系统信息']);
  const trees = await snapshot();
  const { value } = toItems([trees])[0]!;
  const count = value?.kind === 'recording' ? value.snapshots.length : 0;
  expect(count).toBeGreaterThan(0);
  expect(inBoth(trees)[0]).toBe(`Recording, ${count === 1 ? '1 snapshot' : `${count} snapshots`}`);
  expect(inBoth(trees, await info())[1]).toBe(`记录，${count} 个快照，系统信息，2 个文件`);
});

test('a log by its crashes', async () => {
  const log = readFixture('go-crash/valid/go1.26-nil-map.log');
  expect(inBoth(await openFile('a.log', log))).toEqual(['Go crash log, 1 crash', 'Go 崩溃日志，1 次崩溃']);
  const twice = new Uint8Array([...log, 10, ...log]);
  expect(inBoth(await openFile('a.log', twice))).toEqual([
    'Go crash log, 2 crashes',
    'Go 崩溃日志，2 次崩溃',
  ]);
});

test('nothing of what is not read', () => {
  expect(inBoth(emptySource('a.log'))).toEqual(['', '']);
});

test('sizes have at most three digits, and one decimal below ten', () => {
  const sizes = [0, 1, 999, 1000, 1049, 9949, 9950, 10_499, 999_499, 999_500, 1_400_000, 27_000_000];
  expect(sizes.map(formatSize)).toEqual([
    '0 B',
    '1 B',
    '999 B',
    '1.0 KB',
    '1.0 KB',
    '9.9 KB',
    '10 KB',
    '10 KB',
    '999 KB',
    '1.0 MB',
    '1.4 MB',
    '27 MB',
  ]);
  expect(formatSize(2_000_000_000)).toBe('2.0 GB');
  expect(formatSize(5e12)).toBe('5000 GB');
});

test('both languages have the same texts, and the Chinese ones are Chinese', () => {
  expect(Object.keys(captureTexts['zh-cn']).sort()).toEqual(Object.keys(captureTexts.en).sort());
  for (const [name, text] of Object.entries(captureTexts['zh-cn'])) {
    if (typeof text === 'string' && name !== 'sha256') expect(text, name).toMatch(/\p{Script=Han}/u);
  }
});

test('what a link lacks is told in both languages', () => {
  const cut = { kind: 'missing-data', key: 'data', name: 'app.log', message: 'link: cut' } as const;
  const bad = { kind: 'bad-value', key: 'x.top', value: 'ten'.repeat(99), message: 'link: bad' } as const;
  expect(captureTexts.en.linkProblem(cut)).toBe('link: cut');
  expect(captureTexts['zh-cn'].linkProblem(cut)).toContain('app.log');
  expect(captureTexts['zh-cn'].linkProblem(bad)).toMatch(/^x\.top 的值无效：(ten){20}$/);
});

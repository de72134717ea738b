import { expect, test } from 'vitest';
import { describeItem } from '#viewer/captures/describe.ts';
import { toItems } from '#viewer/captures/items.ts';
import { captureTexts } from '#texts/captures.ts';
import { linkReason, sayOfLink } from '#view/says.ts';
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

test('a log of collections alone by how many there are, its lines gone through once', async () => {
  const source = await openFile('trace.log', readFixture('go-crash/gctrace/go1.26.log'));
  const item = toItems([source])[0]!;
  if (item.value?.kind !== 'crash-log') throw new Error('no log');
  const { lines } = item.value;
  let asked = 0;
  const value = Object.defineProperty({ ...item.value }, 'lines', { get: () => (asked++, lines) });
  const says = (['en', 'zh-cn', 'en'] as const).map((locale) => describeItem({ ...item, value }, locale));
  const count = lines.filter((line) => line.startsWith('gc ')).length;
  expect(says).toEqual([
    `Go crash log, ${count} garbage collections`,
    `Go 崩溃日志，${count} 次垃圾回收`,
    `Go crash log, ${count} garbage collections`,
  ]);
  expect(asked).toBe(1);
});

test('nothing of what is not read', () => {
  expect(inBoth(emptySource('a.log'))).toEqual(['', '']);
});

test('both languages have the same texts, and the Chinese ones are Chinese', () => {
  expect(Object.keys(captureTexts['zh-cn']).sort()).toEqual(Object.keys(captureTexts.en).sort());
  for (const [name, text] of Object.entries(captureTexts['zh-cn'])) {
    if (typeof text === 'string' && name !== 'sha256') expect(text, name).toMatch(/\p{Script=Han}/u);
  }
});

test('what a link lacks is said in both languages', () => {
  const cut = sayOfLink('link-missing-data', { name: 'app.log' });
  const value = 'ten'.repeat(99);
  const reason = linkReason('link-number', { found: value });
  const bad = sayOfLink('link-bad-value', { key: 'x.top', value, reason });
  expect(captureTexts.en.linkProblem(cut)).toBe(
    'the data of app.log is not in the link: it was cut on its way',
  );
  expect(captureTexts.en.linkProblem(bad)).toMatch(
    /^x\.top has a value that does not read: (ten){20} \(not a number like 12.5: "(ten){20}"\)$/,
  );
  expect(captureTexts['zh-cn'].linkProblem(cut)).toContain('app.log');
  expect(captureTexts['zh-cn'].linkProblem(bad)).toMatch(
    /^x\.top 的值无效：(ten){20}（"(ten){20}" 不是 12\.5 这样的数字）$/,
  );
});

test('one sample is a sample', () => {
  expect(captureTexts.en.samplesAndSeries(1, 3)).toBe('1 sample, 3 series');
});

import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { toInspectJson, type CrashLogJson } from '../../src/command-line/inspect-json.ts';
import { toInspectText } from '../../src/command-line/inspect-text.ts';
import { inspectFiles } from '../../src/command-line/inspect.ts';

// Logs as they stand in reports and in the logs of servers: shortened and renamed from public ones,
// `real-*` printed by the libraries themselves; beside each what `inspect --json` must say of it.
const folder = fileURLToPath(new URL('../fixtures/go-crash/reports/', import.meta.url));
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.log'))
  .map((file) => basename(file, '.log'));

type Place = CrashLogJson['place'];

/** What is claimed of the first crash of a log; what is left out is not. */
type Expected = Partial<Omit<CrashLogJson, 'buckets'>> & {
  /** How many crashes the file has. */
  crashes?: number;
  /** How many buckets; and of each the number of goroutines, of frames, whether it is cut. */
  buckets?: number;
  bucketCounts?: number[];
  frames?: number[];
  cut?: boolean[];
  firstBucketFrames?: Place[];
  createdBy?: Place;
  firstGoroutine?: { id: number; state: string };
  runtimeLinesInclude?: string;
  class?: string;
  note?: string;
};

test.each([
  ['reports/windows-exception', /^  addr=0x10 pc=0x7ff6000012ab$/m],
  ['valid/go1.26-sigquit', /^  code=0 pc=0x[0-9a-f]+$/m],
  [
    'valid/go1.26-nil-deref',
    /^  \[signal SIGSEGV: segmentation violation code=0x1 addr=0x[0-9a-f]+ pc=0x[0-9a-f]+\]$/m,
  ],
])('for people a signal is quoted as the log has it: %s', async (name, words) => {
  const path = fileURLToPath(new URL(`../fixtures/go-crash/${name}.log`, import.meta.url));
  const { found } = await inspectFiles([path], process.stdin);
  const said = toInspectText(found[0]!).join('\n');
  expect(said).toMatch(words);
  const log = readFileSync(path, 'utf8');
  for (const [quoted] of said.matchAll(/\[signal .*\]/g)) expect(log).toContain(quoted);
});

describe.each(names)('%s', (name) => {
  const expected = JSON.parse(readFileSync(`${folder}${name}.expected.json`, 'utf8')) as Expected;

  test('is read as what it is', async () => {
    const { found, failures } = await inspectFiles([`${folder}${name}.log`], process.stdin);
    expect(failures).toEqual([]);
    const [first] = found;
    if (first?.kind !== 'crash-log') throw new Error('no crash log');
    const json = toInspectJson(first) as CrashLogJson;
    const { crashes, buckets, bucketCounts, frames, cut, firstBucketFrames, createdBy, ...rest } = expected;
    const { firstGoroutine, runtimeLinesInclude, registers, guide, class: _, note: __, ...same } = rest;
    expect(json).toMatchObject(same);
    if (same.warnings) expect(json.warnings).toEqual(same.warnings);
    if (same.runtimeLines) expect(json.runtimeLines).toEqual(same.runtimeLines);
    if (same.contextLines) expect(json.contextLines).toEqual(same.contextLines);
    if (same.races) expect(json.races).toEqual(same.races);
    if (crashes !== undefined) expect(found).toHaveLength(crashes);
    if (buckets !== undefined) expect(json.buckets).toHaveLength(buckets);
    if (bucketCounts) expect(json.buckets.map(({ count }) => count)).toEqual(bucketCounts);
    if (frames) expect(json.buckets.map((bucket) => bucket.frames.length)).toEqual(frames);
    if (cut) expect(json.buckets.map((bucket) => bucket.cut)).toEqual(cut);
    if (firstBucketFrames) expect(json.buckets[0]?.frames).toEqual(firstBucketFrames);
    if (createdBy) expect(json.buckets[0]?.createdBy).toEqual(createdBy);
    if (firstGoroutine) expect(first.crash?.goroutines[0]).toMatchObject(firstGoroutine);
    if (runtimeLinesInclude) expect(json.runtimeLines).toContain(runtimeLinesInclude);
    if (registers) expect(json.registers.slice(0, registers.length)).toMatchObject(registers);
    if (typeof guide === 'string' && guide.startsWith('!')) expect(json.guide).not.toBe(guide.slice(1));
    else if (guide !== undefined) expect(json.guide).toBe(guide);
  });

  test('the same from standard input, under no name', async () => {
    const bytes = readFileSync(`${folder}${name}.log`);
    const piped = await inspectFiles(
      ['-'],
      (async function* () {
        yield bytes;
      })(),
    );
    const named = await inspectFiles([`${folder}${name}.log`], process.stdin);
    expect(piped.failures).toEqual([]);
    expect(piped.found.map((one) => toInspectJson(one))).toEqual(
      named.found.map((one) => toInspectJson(one)),
    );
  });
});

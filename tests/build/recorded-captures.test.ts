import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { findRecordedCaptures } from '#build/recorded-captures.ts';

const record = async (path: string) =>
  JSON.parse(await readFile(`src/content/records/${path}.json`, 'utf8')) as Parameters<
    typeof findRecordedCaptures
  >[0];

test('a panic, the collector and a profile are found in what is recorded', async () => {
  expect(await findRecordedCaptures(await record('guides/go-in-a-cell/panic'))).toEqual({
    log: 'crash',
    values: [],
  });
  expect(await findRecordedCaptures(await record('cases/madv-free/heap'))).toEqual({
    log: 'collections',
    values: [],
  });
  expect(await findRecordedCaptures(await record('guides/go-in-a-cell/words'))).toEqual({
    log: undefined,
    values: ['allocs'],
  });
});

test('bytes that no format knows are none', async () => {
  const values = [
    { name: 'noise', bytes: Buffer.from([0, 1, 2, 3]).toString('base64') },
    { name: 'n', value: 1 },
  ];
  expect(await findRecordedCaptures({ output: [], values })).toEqual({ log: undefined, values: [] });
});

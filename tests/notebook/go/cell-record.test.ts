import { describe, expect, test } from 'vitest';
import { type CellRecord, hashSource, parseRecord, recordPaths } from '#notebook/go/cell-record.ts';

const record: CellRecord = {
  sourceHash: hashSource('fmt.Println(1)', {}),
  goVersion: 'go1.26.8',
  recordedAt: '2026-11-27T12:00:00.000Z',
  result: { end: { how: 'exit', code: 0 }, elapsedMs: 12, memoryBytes: 3 << 20, droppedBytes: 0 },
  output: [{ fd: 1, text: '1\n' }],
  values: [{ name: 'n', value: 1 }],
};

describe('a record', () => {
  test('is read as it is written', () => {
    expect(parseRecord(JSON.stringify(record))).toEqual(record);
  });

  test('knows its text by sixteen digits of its SHA-256, and the environment in which that ran', () => {
    expect(hashSource('test', {})).toBe('9f86d081884c7d65');
    const traced = hashSource('test', { GODEBUG: 'gctrace=1', GOGC: '50' });
    expect(traced).toMatch(/^[\da-f]{16}$/);
    expect(traced).toBe(hashSource('test', { GOGC: '50', GODEBUG: 'gctrace=1' }));
    const others = [{}, { GODEBUG: 'gctrace=1' }, { GODEBUG: 'gctrace=1', GOGC: '60' }];
    expect(others.map((env) => hashSource('test', env))).not.toContain(traced);
  });

  test.each([
    ['null'],
    ['[]'],
    [JSON.stringify({ ...record, recordedAt: 'yesterday' })],
    [JSON.stringify({ ...record, result: {} })],
    [JSON.stringify({ ...record, output: [{ fd: 3, text: '' }] })],
    [JSON.stringify({ ...record, values: [{}] })],
    [JSON.stringify({ ...record, values: [{ name: 'heap', bytes: 3 }] })],
    [JSON.stringify({ ...record, values: [{ name: 'n' }] })],
  ])('%s is none', (text) => {
    expect(() => parseRecord(text)).toThrow('it is no record of a cell: npm run record makes it anew');
  });
});

test('a page of another language shares the record of the English one after its own', () => {
  expect(recordPaths('content/docs/guides/a', 'hello', ['zh-cn'])).toEqual(['guides/a/hello.json']);
  expect(recordPaths('content/docs/zh-cn/guides/a', 'hello', ['zh-cn'])).toEqual([
    'zh-cn/guides/a/hello.json',
    'guides/a/hello.json',
  ]);
});

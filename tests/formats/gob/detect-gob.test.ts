import { expect, test } from 'vitest';
import { findGobHead } from '#formats/gob/detect-gob.ts';
import { listFixtures, readFixture } from '../read-fixture.ts';

const normal = readFixture('topid-process/valid/process-20211111-normal.data');

test('the structs of a stream and their fields', () => {
  expect(findGobHead(normal)).toEqual({
    structs: [
      { name: 'Sample', fields: [{ name: 'Timestamp' }, { name: 'Processes' }] },
      {
        name: 'ProcessInfo',
        fields: [{ name: 'Pid' }, { name: 'Name' }, { name: 'Ucpu' }, { name: 'Scpu' }, { name: 'Mem' }],
      },
    ],
    whole: true,
  });
});

test('types that are described behind values of others', () => {
  const head = findGobHead(readFixture('topid-process/valid/process-20211111-shifted.data'));
  expect(head?.structs.map(({ name }) => name)).toEqual(['padding', 'Sample', 'ProcessInfo']);
});

test('a type without a name', () => {
  const head = findGobHead(readFixture('topid-process/valid/process-20211111-unnamed.data'));
  expect(head?.structs[0]).toEqual({ name: '', fields: [{ name: 'Timestamp' }, { name: 'Processes' }] });
});

test('cut anywhere, the head is still that of a gob from the eighth byte on, and never throws', () => {
  for (let length = 0; length <= normal.length; length++) {
    const found = findGobHead(normal.subarray(0, length));
    if (length >= 8) expect(found, `of ${length} bytes`).toBeDefined();
  }
});

test('no other fixture is taken for gob', () => {
  for (const format of ['topid-info', 'topid-text', 'table', 'go-crash']) {
    for (const { file, bytes } of listFixtures(format, 'valid')) {
      expect(findGobHead(bytes.subarray(0, 4096)), file).toBeUndefined();
    }
  }
});

test('nor is what only begins alike', () => {
  for (const bytes of [
    [],
    [0],
    [3, 1, 2, 3],
    [0x20, 0x40, 3, 1, 1],
    Array.from({ length: 100 }, () => 0xff),
  ]) {
    expect(findGobHead(Uint8Array.from(bytes))).toBeUndefined();
  }
  // The id in the description is not that of the message.
  const other = normal.slice();
  other[Buffer.from(other).indexOf('Sample') + 'Sample'.length + 2]! ^= 2;
  expect(findGobHead(other)).toBeUndefined();
});

import { expect, test } from 'vitest';
import { renderPicture } from '#describe/picture.ts';
import { toSummary } from '#describe/summary.ts';
import { read, readFixture } from '../formats/read-fixture.ts';

test('a log of the garbage collector alone is a picture of its heap', async () => {
  const { value } = await read('trace.log', readFixture('go-crash/gctrace/go1.26.log'));
  const { kind, summary } = toSummary(value);
  expect([kind, summary]).toEqual(['crash-log', expect.stringMatching(/^\d+ garbage collections$/)]);
  const picture = await renderPicture(value, 'trace.log', summary);
  expect(picture?.subarray(1, 4).toString()).toBe('PNG');
  expect([picture?.readUInt32BE(16), picture?.readUInt32BE(20)]).toEqual([1200, 630]);
  // Without a drawing it would be a third of that.
  expect(picture?.length).toBeGreaterThan(15_000);
});

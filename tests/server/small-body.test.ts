import { expect, test } from 'vitest';
import { mostBodyBytes, readSmallBody } from '#server/small-body.ts';

async function* endless(counted: { bytes: number }): AsyncGenerator<Uint8Array> {
  for (;;) {
    const chunk = new Uint8Array(16 * 1024);
    counted.bytes += chunk.length;
    yield chunk;
  }
}

test('a body is read up to its limit, and not a chunk further', async () => {
  const counted = { bytes: 0 };
  await expect(readSmallBody(endless(counted), null, '/casebook')).rejects.toMatchObject({
    status: 413,
    code: 'body-too-large',
    message: expect.stringContaining('PUT /casebook/api/captures/TAG/NAME') as string,
  });
  expect(counted.bytes).toBeLessThanOrEqual(mostBodyBytes + 16 * 1024);
});

test('one that says it is too large is not read at all', async () => {
  const counted = { bytes: 0 };
  await expect(readSmallBody(endless(counted), String(mostBodyBytes + 1), '')).rejects.toMatchObject({
    status: 413,
  });
  expect(counted.bytes).toBe(0);
});

test('a small one comes whole, in whatever pieces', async () => {
  async function* pieces() {
    yield new TextEncoder().encode('{"na');
    yield new TextEncoder().encode('me":"x"}');
  }
  expect(new TextDecoder().decode(await readSmallBody(pieces(), null, ''))).toBe('{"name":"x"}');
});

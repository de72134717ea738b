import { deflateSync, inflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase64Url, encodeBase64Url } from '#bytes/base64url.ts';
import { packCapture, PackError, packFiles } from '#view/pack.ts';
import { unpackCapture, unpackPartly } from './unpack.ts';
import { noise } from '../noise.ts';

const log = new TextEncoder().encode(
  Array.from({ length: 400 }, (_, i) => `goroutine ${i} [chan receive, ${(i * 7919) % 60} minutes]:`).join(
    '\n',
  ),
);

describe('base64url', () => {
  test('is Node’s', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = encodeBase64Url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(decodeBase64Url(text)).toEqual({ bytes, end: text.length });
      }),
    );
  });

  test('passes over white space and padding, and takes plain base64', () => {
    expect(decodeBase64Url('+/ 8\r\n=')).toEqual({ bytes: Uint8Array.of(0xfb, 0xff), end: 7 });
    expect(decodeBase64Url('-_8.AA')).toEqual({ bytes: Uint8Array.of(0xfb, 0xff), end: 3 });
    expect(decodeBase64Url('AA火A').end).toBe(2);
  });
});

describe('a capture in a link', () => {
  test('packs and unpacks to the same bytes', async () => {
    const data = await packCapture(log);
    expect(data).toMatch(/^[\w-]+$/);
    expect(data?.length).toBeLessThan(log.length / 4);
    expect(await unpackCapture(data ?? '')).toEqual(log);
    expect(inflateSync(Buffer.from(data ?? '', 'base64url')).equals(log)).toBe(true);
  });

  test('packs where streams are not async iterable, as in WebKit', async () => {
    const { prototype } = ReadableStream;
    const iterate = Object.getOwnPropertyDescriptor(prototype, Symbol.asyncIterator) as PropertyDescriptor;
    Reflect.deleteProperty(prototype, Symbol.asyncIterator);
    try {
      expect(await unpackCapture((await packCapture(log)) ?? '')).toEqual(log);
    } finally {
      Object.defineProperty(prototype, Symbol.asyncIterator, iterate);
    }
  });

  test('carries 24 KB compressed, and no more', async () => {
    // Random bytes are stored as they are, with 6 bytes around them and 5 for each piece.
    const most = noise(24 * 1024 - 16);
    const data = await packCapture(most);
    const packed = Buffer.from(data ?? '', 'base64url');
    expect(packed.length).toBeGreaterThan(24 * 1024 - 16);
    expect(packed.length).toBeLessThanOrEqual(24 * 1024);
    expect(Buffer.compare(await unpackCapture(data ?? ''), most)).toBe(0);
    expect(await packCapture(noise(24 * 1024))).toBeUndefined();
    expect(await packCapture(noise(5_000_000))).toBeUndefined();
  });

  test('several files share the 24 KB', async () => {
    const file = (name: string, bytes: Uint8Array) => ({ name, bytes });
    const small = [file('process-1.data', noise(11_000)), file('info-1.data', log)];
    const packed = await packFiles(small);
    expect(packed).toHaveLength(2);
    expect(await unpackCapture(packed?.[1] ?? '')).toEqual(log);
    expect(await packFiles([...small, file('snapshot-1.data', noise(13_000))])).toBeUndefined();
  });

  test('cut anywhere, gives what came before and says so', async () => {
    const data = (await packCapture(log)) ?? '';
    let longest = 0;
    for (let length = 1; length < data.length - 1; length += 7) {
      const { bytes, problem } = unpackPartly(data.slice(0, length));
      expect(problem?.code).toBe('link-data-cut');
      expect(problem?.message).toBe(
        `link: the data ends too early; ${bytes.length} bytes of it could be read`,
      );
      expect(Buffer.compare(bytes, log.subarray(0, bytes.length))).toBe(0);
      expect(bytes.length).toBeGreaterThanOrEqual(longest);
      longest = bytes.length;
    }
    // Only the checksum is missing at the end: all of it was read.
    expect(longest).toBe(log.length);
    await expect(unpackCapture(data.slice(0, 99))).rejects.toThrow(PackError);
  });

  test('changed on its way, is told from one that was cut', async () => {
    const data = (await packCapture(log)) ?? '';
    const middle = data.length >> 1;
    const changed = data.slice(0, middle) + (data[middle] === 'A' ? 'B' : 'A') + data.slice(middle + 1);
    expect(unpackPartly(changed).problem).toMatchObject({ code: 'link-data-broken' });
    const { bytes, problem } = unpackPartly(`${data.slice(0, middle)}…${data.slice(middle)}`);
    expect(problem?.code).toBe('link-data-broken');
    expect(Buffer.compare(bytes, log.subarray(0, bytes.length))).toBe(0);
    expect(bytes.length).toBeGreaterThan(1000);
    expect(unpackPartly('').problem).toMatchObject({ code: 'link-data-empty' });
    expect(unpackPartly('not a capture').problem).toMatchObject({ code: 'link-data-broken' });
  });

  test('made to fill the memory, stops at 64 MiB', () => {
    // 64 MiB of zeros and one more byte.
    const bomb = encodeBase64Url(deflateSync(Buffer.alloc(64 * 1024 * 1024 + 1)));
    const { bytes, problem } = unpackPartly(bomb);
    expect(bytes.length).toBe(64 * 1024 * 1024);
    expect(problem).toMatchObject({
      code: 'link-data-too-large',
      message: 'link: the data unpacks to more than 64 MiB',
    });
  });

  test('mail may wrap it', async () => {
    const data = (await packCapture(log)) ?? '';
    expect(await unpackCapture(data.replace(/.{76}/g, '$&\r\n'))).toEqual(log);
  });
});

import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readSettings } from '#server/settings.ts';

test('without anything set: a folder here, and sensible limits', () => {
  expect(readSettings({})).toEqual({
    store: { kind: 'disk', folder: resolve('data') },
    base: '',
    publicUrl: undefined,
    uploadToken: undefined,
    listToken: undefined,
    maxBytes: 2 ** 30,
    maxTotalBytes: Infinity,
    uploadsPerMinute: 120,
    bytesPerDay: 20 * 2 ** 30,
    wrongTokensPerMinute: 30,
    connectionsPerAddress: 256,
    keepDays: 30,
    keepMaxDays: 365,
    frameAncestors: "'self'",
    proxies: 0,
    sweepMinutes: 10,
    describeBytes: 32 * 2 ** 20,
    stopSeconds: 20,
    log: 'json',
  });
});

test.each([
  ['none', { kind: 'none' }],
  ['/var/lib/casebook', { kind: 'disk', folder: '/var/lib/casebook' }],
  ['s3://captures', { kind: 's3', spec: { bucket: 'captures' } }],
  [
    's3://captures/team/a/?endpoint=https%3A%2F%2Fs3.example.net&region=eu-1&path-style=no',
    {
      kind: 's3',
      spec: {
        bucket: 'captures',
        prefix: 'team/a/',
        endpoint: 'https://s3.example.net',
        region: 'eu-1',
        pathStyle: false,
      },
    },
  ],
])('CASEBOOK_STORE=%s', (text, store) => {
  expect(readSettings({ CASEBOOK_STORE: text }).store).toEqual(store);
});

test.each([
  ['512', 512],
  ['2GB', 2e9],
  ['1.5 GiB', 1.5 * 2 ** 30],
  ['64k', 64_000],
  ['64Ki', 65_536],
])('a size of %s', (text, bytes) => {
  expect(readSettings({ CASEBOOK_MAX_SIZE: text }).maxBytes).toBe(bytes);
});

test.each([
  ['CASEBOOK_STORE', 'http://captures'],
  ['CASEBOOK_STORE', 's3://captures?endpoint=nonsense'],
  ['CASEBOOK_STORE', 's3://captures?secret=x'],
  ['CASEBOOK_URL', 'casebook.example.net'],
  ['CASEBOOK_URL', 'https://example.net/casebook'],
  ['CASEBOOK_MAX_SIZE', 'large'],
  ['CASEBOOK_RATE', '0'],
  ['CASEBOOK_RATE', '-1'],
  ['CASEBOOK_KEEP', '400'],
  ['CASEBOOK_KEEP_MAX', 'ever'],
  ['CASEBOOK_FRAME_ANCESTORS', "'self'; script-src *"],
  ['CASEBOOK_LOG', 'xml'],
])('%s=%s is refused by name', (name, value) => {
  expect(() => readSettings({ [name]: value })).toThrow(name);
});

test.each([
  ['https://example.net', 'https://example.net/casebook'],
  ['https://example.net/', 'https://example.net/casebook'],
  ['https://example.net/casebook', 'https://example.net/casebook'],
  ['https://example.net:8443/casebook/', 'https://example.net:8443/casebook'],
])('of a site below a base CASEBOOK_URL=%s is %s', (text, publicUrl) => {
  expect(readSettings({ CASEBOOK_URL: text }, '/casebook').publicUrl).toBe(publicUrl);
});

test.each([
  ['', 'https://example.net/casebook', 'built for /, not for /casebook: BASE=/casebook/ npm run build'],
  ['/casebook', 'https://example.net/other/', 'built for /casebook, not for /other'],
])('a site for %j cannot stand at %s', (base, text, message) => {
  expect(() => readSettings({ CASEBOOK_URL: text }, base)).toThrow(message);
});

test.each(['CASEBOOK_MAX_SIZE', 'CASEBOOK_MAX_TOTAL', 'CASEBOOK_RATE_BYTES'])(
  '%s of nothing is refused; of what may be nothing it is not',
  (name) => {
    for (const value of ['0', '0 MiB', '0.1'])
      expect(() => readSettings({ [name]: value })).toThrow(
        `${name}: a size such as 512MiB or 2GB, not ${value}: nothing could be stored`,
      );
    expect(readSettings({ CASEBOOK_KEEP_FREE: '0', CASEBOOK_DESCRIBE: '0' })).toMatchObject({
      keepFreeBytes: 0,
      describeBytes: 0,
    });
  },
);

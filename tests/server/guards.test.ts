import { expect, test } from 'vitest';
import { checkOrigin, checkToken, toCaller } from '#server/access.ts';
import { toKeepChoices, toKeepSeconds } from '#server/keep.ts';
import { Limits } from '#server/limits.ts';
import { createLog } from '#server/log.ts';
import { readSettings } from '#server/settings.ts';

const settings = (env: Record<string, string> = {}) => readSettings(env);
const request = (headers: Record<string, string> = {}, method = 'GET') =>
  new Request('http://10.0.0.1:4321/api/ready', { method, headers });

test('uploads of an address: so many a minute, then in their time', () => {
  let now = 0;
  const limits = new Limits(settings({ CASEBOOK_RATE: '60' }), () => now);
  for (let n = 0; n < 60; n++) limits.admit('a', 10);
  expect(() => limits.admit('a', 10)).toThrow(
    'Too many uploads from your address: the limit is 60 a minute.',
  );
  expect(() => limits.admit('a', 10)).toThrow(
    expect.objectContaining({ status: 429, headers: { 'Retry-After': '1' } }),
  );
  limits.admit('b', 10);
  now += 1000;
  limits.admit('a', 10);
  expect(() => limits.admit('a', 10)).toThrow('Too many');
  now += 3_600_000;
  for (let n = 0; n < 60; n++) limits.admit('a', 10);
  expect(() => limits.admit('a', 10)).toThrow('Too many');
});

test('bytes of an address: so many a day', () => {
  let now = 0;
  const limits = new Limits(settings({ CASEBOOK_RATE_BYTES: '1000', CASEBOOK_MAX_SIZE: '800' }), () => now);
  expect(limits.admit('a', undefined)).toBe(800);
  limits.count('a', 700);
  expect(limits.admit('a', undefined)).toBe(300);
  expect(() => limits.admit('a', 301)).toThrow(expect.objectContaining({ status: 429 }));
  limits.count('a', 300);
  expect(() => limits.admit('a', 1)).toThrow('the limit is 1000 bytes a day');
  expect(limits.admit('b', 1)).toBe(800);
  now += 86_400_000;
  expect(limits.admit('a', 1)).toBe(800);
});

test('bytes of all: full is told as full', () => {
  const limits = new Limits(settings({ CASEBOOK_MAX_TOTAL: '1000' }));
  limits.storedBytes = 900;
  expect(limits.admit('a', 100)).toBe(100);
  expect(() => limits.admit('a', 101)).toThrow(expect.objectContaining({ code: 'store-full', status: 507 }));
  limits.count('a', 100);
  expect(() => limits.admit('b', undefined)).toThrow('The store is full');
});

test.each([
  [{ authorization: 'Bearer secret' }, true],
  [{ authorization: 'bearer secret' }, true],
  [{ authorization: `Basic ${btoa(':secret')}` }, true],
  [{ authorization: `Basic ${btoa('anyone:secret')}` }, true],
  [{ authorization: 'Bearer secre' }, false],
  [{ authorization: 'Bearer secretX' }, false],
  [{ authorization: `Basic ${btoa('secret')}` }, true],
  [{ authorization: 'secret' }, false],
  [{}, false],
])('a token in %j', (headers, allowed) => {
  const check = () => checkToken(request(headers as Record<string, string>), 'secret', 'Uploading');
  if (allowed) expect(check).not.toThrow();
  else expect(check).toThrow(expect.objectContaining({ status: 401 }));
  expect(() => checkToken(request(headers as Record<string, string>), undefined, 'Uploading')).not.toThrow();
});

test('the address and the base of links come from the proxy that is trusted, and from no other', () => {
  const forwarded = {
    host: 'inner:4321',
    'x-forwarded-for': '6.6.6.6, 1.2.3.4',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'casebook.example.net',
  };
  expect(toCaller(request(forwarded), '10.0.0.9', settings())).toEqual({
    address: '10.0.0.9',
    baseUrl: 'http://inner:4321',
  });
  expect(toCaller(request(forwarded), '10.0.0.9', settings({ CASEBOOK_TRUST_PROXY: '1' }))).toEqual({
    address: '1.2.3.4',
    baseUrl: 'https://casebook.example.net',
  });
  expect(
    toCaller(request(forwarded), '10.0.0.9', settings({ CASEBOOK_URL: 'https://public.example' })).baseUrl,
  ).toBe('https://public.example');
  const hostile = { host: 'evil"><script>' };
  expect(toCaller(request(hostile), '1', settings()).baseUrl).toBe('http://10.0.0.1:4321');
});

test('a page of another origin reads at most', () => {
  const caller = { address: '1', baseUrl: 'https://casebook.example.net' };
  const from =
    (origin: string, method = 'PUT') =>
    () =>
      checkOrigin(request({ origin }, method), caller);
  expect(from('https://casebook.example.net')).not.toThrow();
  expect(from('https://elsewhere.example', 'GET')).not.toThrow();
  expect(from('https://elsewhere.example')).toThrow('Pages of https://elsewhere.example');
  expect(from('null')).toThrow('Pages of another origin');
});

test('how long: days, never, nothing else', () => {
  const usual = settings();
  const free = settings({ CASEBOOK_KEEP_MAX: 'never' });
  expect(toKeepSeconds(undefined, usual)).toBe(30 * 86_400);
  expect(toKeepSeconds('7', usual)).toBe(7 * 86_400);
  expect(toKeepSeconds('never', free)).toBeUndefined();
  for (const text of ['never', '366', '0', '-7', 'NaN', 'Infinity', ' 7']) {
    expect(() => toKeepSeconds(text, usual)).toThrow('A capture can be kept up to 365 days');
  }
  expect(toKeepChoices(usual)).toEqual([1, 7, 30, 365]);
  expect(toKeepChoices(settings({ CASEBOOK_KEEP_MAX: '30' }))).toEqual([1, 7, 30]);
  expect(toKeepChoices(free)).toEqual([1, 7, 30, 365, 'never']);
});

test('the log is a line of JSON an event', () => {
  const lines: string[] = [];
  createLog(
    (text) => lines.push(text),
    () => 0,
  )('stored', { tag: 'a\nb', sizeBytes: 3, none: undefined });
  expect(lines).toEqual([
    '{"time":"1970-01-01T00:00:00.000Z","event":"stored","tag":"a\\nb","sizeBytes":3}\n',
  ]);
});

import { expect, test } from 'vitest';
import { Allowances } from '#server/allowances.ts';
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
  for (let n = 0; n < 60; n++) limits.begin('a', 10);
  expect(() => limits.begin('a', 10)).toThrow(
    'Too many uploads from your address: the limit is 60 a minute.',
  );
  expect(() => limits.begin('a', 10)).toThrow(
    expect.objectContaining({ status: 429, headers: { 'Retry-After': '1' } }),
  );
  limits.begin('b', 10);
  now += 1000;
  limits.begin('a', 10);
  expect(() => limits.begin('a', 10)).toThrow('Too many');
  now += 3_600_000;
  for (let n = 0; n < 60; n++) limits.begin('a', 10);
  expect(() => limits.begin('a', 10)).toThrow('Too many');
});

test('bytes of an address: so many a day, those that it has said will come among them', () => {
  let now = 0;
  const limits = new Limits(settings({ CASEBOOK_RATE_BYTES: '1000', CASEBOOK_MAX_SIZE: '800' }), () => now);
  const first = limits.begin('a', 700);
  expect(() => limits.begin('a', 301)).toThrow(expect.objectContaining({ status: 429 }));
  const stream = limits.begin('a', undefined);
  stream.take(300);
  expect(() => stream.take(1)).toThrow('the limit is 1 KB a day');
  first.take(600);
  // Broken off: what has not come does not count, what came does.
  first.drop();
  limits.begin('a', 100);
  expect(() => limits.begin('a', 1)).toThrow('the limit is 1 KB a day');
  limits.begin('b', 1);
  now += 86_400_000;
  limits.begin('a', 1);
});

test('bytes of all: full is told as full', async () => {
  const limits = new Limits(settings({ CASEBOOK_MAX_TOTAL: '1000' }));
  await limits.measure(async () => ({ storedBytes: 900, promised: new Map() }));
  expect(() => limits.begin('a', 101)).toThrow(expect.objectContaining({ code: 'store-full', status: 507 }));
  const last = limits.begin('a', 100);
  expect(() => limits.begin('b', undefined)).toThrow('The store is full');
  last.take(100);
  last.settle();
  expect(() => limits.begin('b', 1)).toThrow('The store is full');
  limits.freed(50);
  limits.begin('b', 50);
});

test('of uploads at once the room of each is its own', async () => {
  const limits = new Limits(settings({ CASEBOOK_MAX_TOTAL: '1000' }));
  const stream = limits.begin('a', undefined);
  stream.take(400);
  limits.keep('x', limits.begin('b', 500));
  expect(() => limits.begin('c', 101)).toThrow('The store is full');
  stream.take(100);
  expect(() => stream.take(1)).toThrow('The store is full');
  // The other goes on in further requests, and has its room still.
  const again = limits.resume('x', 'b', 500);
  again.take(200);
  again.kept(150);
  again.pause();
  expect(() => limits.begin('c', 1)).toThrow('The store is full');
  limits.resume('x', 'b', 350).take(350);
  limits.ended('x');
  expect(() => limits.begin('c', 1)).toThrow('The store is full');
  stream.drop();
  limits.begin('c', 500);
});

test('an upload that is gone on with asks for its room where nothing is reserved for it', async () => {
  let now = 0;
  const limits = new Limits(settings({ CASEBOOK_MAX_TOTAL: '1000' }), () => now);
  limits.begin('a', 600);
  expect(() => limits.resume('from-elsewhere', 'b', 401)).toThrow('The store is full');
  limits.resume('from-elsewhere', 'b', 400).pause();
  expect(() => limits.begin('c', 1)).toThrow('The store is full');
  // Nobody goes on with it: others may have its room.
  now += 3_600_001;
  limits.begin('c', 400);
  expect(() => limits.resume('from-elsewhere', 'b', 400)).toThrow('The store is full');
});

test('a measurement counts what comes while it is made, and what others have promised', async () => {
  let now = 0;
  const limits = new Limits(settings({ CASEBOOK_MAX_TOTAL: '1000' }), () => now);
  const running = limits.begin('a', 300);
  running.take(100);
  running.kept(40);
  limits.keep('old', limits.begin('a', 200));
  now += 1000;
  await limits.measure(async () => {
    running.take(50);
    return { storedBytes: 40, promised: new Map([['elsewhere', 400]]) };
  });
  // 40 kept, 60 + 50 on their way, 150 still to come, 400 through another; the old one is over.
  limits.begin('b', 300);
  expect(() => limits.begin('b', 1)).toThrow('The store is full');
});

test('a part of the disk is kept free, by default and as set', async () => {
  const disk = (freeBytes: number, env: Record<string, string> = {}) =>
    new Limits(settings(env), Date.now, async () => ({ freeBytes, totalBytes: 1000 }));
  const usual = disk(150);
  await usual.lookAtSpace();
  expect(() => usual.begin('a', 101)).toThrow('The store is full: the server keeps 50 B of its disk free.');
  const stream = usual.begin('a', undefined);
  stream.take(60);
  expect(() => usual.begin('a', 41)).toThrow(expect.objectContaining({ code: 'store-full' }));
  usual.begin('a', 40);
  expect(() => stream.take(1)).toThrow('The store is full');
  const set = disk(150, { CASEBOOK_KEEP_FREE: '149' });
  await set.lookAtSpace();
  expect(() => set.begin('a', 2)).toThrow('keeps 149 B');
  const none = disk(0, { CASEBOOK_KEEP_FREE: '0' });
  await none.lookAtSpace();
  none.begin('a', 1000);
  const large = new Limits(settings(), Date.now, async () => ({ freeBytes: 2 ** 40, totalBytes: 2 ** 41 }));
  await large.lookAtSpace();
  expect(() => large.begin('a', 2 ** 40 - 2 ** 30 + 1)).toThrow('keeps 1 GiB');
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
  const check = () => checkToken(request(headers as Record<string, string>), 'secret', 'upload');
  if (allowed) expect(check).not.toThrow();
  else expect(check).toThrow(expect.objectContaining({ status: 401 }));
  expect(() => checkToken(request(headers as Record<string, string>), undefined, 'upload')).not.toThrow();
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

test('an allowance of each address: so many a minute, saved while it waits', () => {
  let now = 0;
  const allowances = new Allowances(60, () => now);
  for (let n = 0; n < 60; n++) {
    expect(allowances.wait('2001:db8::1')).toBe(0);
    allowances.use('2001:db8::1');
  }
  // Another address of the same line.
  expect(allowances.wait('2001:db8::2')).toBe(1);
  expect(allowances.wait('2001:db8:0:1::1')).toBe(0);
  expect(allowances.wait('192.0.2.1')).toBe(0);
  now += 1000;
  expect(allowances.wait('2001:db8::2')).toBe(0);
  allowances.use('2001:db8::2');
  allowances.use('2001:db8::2');
  expect(allowances.wait('2001:db8::2')).toBe(2);
});

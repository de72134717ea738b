import { expect, test } from 'vitest';
import { sayOfStore } from '#api/says.ts';
import { isClientGone, toCause } from '#server/causes.ts';
import { StoreError } from '#store/errors.ts';

const refused = (name: string, message: string, fields: object = {}) =>
  new StoreError(
    sayOfStore('store-unavailable', { why: 'bucket' }),
    Object.assign(new Error(message), { name, ...fields }),
  );

test.each([
  ['InvalidAccessKeyId', /AWS_ACCESS_KEY_ID is not known/],
  ['SignatureDoesNotMatch', /AWS_SECRET_ACCESS_KEY does not belong/],
  ['NoSuchBucket', /There is no such bucket/],
  ['RequestTimeTooSkewed', /clocks .* differ by more than a quarter/],
  ['AccessDenied', /may not do this/],
  ['ExpiredToken', /for a time that is over/],
  ['AuthorizationHeaderMalformed', /another region/],
  ['CredentialsProviderError', /are not set/],
])('%s is named, with what to do about it', (name, hint) => {
  const { cause, hint: found } = toCause(refused(name, 'as the server said'));
  expect(cause).toBe(`${name}: as the server said`);
  expect(found).toMatch(hint);
});

test.each(['hasOwnProperty', 'constructor', '__proto__'])('an error called %s has no hint', (name) => {
  expect(toCause(refused(name, 'x')).hint).toBeUndefined();
});

test('a refusal without words is known by its status, several addresses by the first', () => {
  expect(
    toCause(refused('UnknownError', 'UnknownError', { $metadata: { httpStatusCode: 403 } })).hint,
  ).toMatch(/may not/);
  const none = new AggregateError([
    Object.assign(new Error('connect ECONNREFUSED ::1'), { code: 'ECONNREFUSED' }),
  ]);
  expect(toCause(new StoreError(sayOfStore('store-unavailable', { why: 'bucket' }), none))).toMatchObject({
    cause: expect.stringContaining('ECONNREFUSED') as string,
    hint: expect.stringContaining('cannot be reached') as string,
  });
});

test.each([
  ['EACCES', /writable by the user/],
  ['EROFS', /mounted read-only/],
  ['ENOSPC', /disk .* is full/],
  ['ENOTDIR', /is a file, not a folder/],
])('%s of a disk too', (code, hint) => {
  expect(toCause(refused('Error', `${code}: x`, { code }))).toMatchObject({
    cause: `${code}: x`,
    hint: expect.stringMatching(hint) as string,
  });
});

test('who goes away is no failure; a bucket whose connection breaks is one', () => {
  const aborted = Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
  expect(isClientGone(aborted)).toBe(true);
  expect(isClientGone(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }))).toBe(false);
  expect(isClientGone(refused('Error', 'aborted', { code: 'ECONNRESET' }))).toBe(false);
  expect(isClientGone(Object.assign(new Error('x'), { code: 'ERR_STREAM_PREMATURE_CLOSE' }))).toBe(true);
});

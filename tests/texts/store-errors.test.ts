import { describe, expect, test } from 'vitest';
import {
  clientSentences,
  type ClientErrors,
  sayOfClient,
  sayOfStore,
  type StoreErrors,
  storeSentences,
} from '#api/says.ts';
import { storeErrorTexts } from '#texts/store-errors.ts';

/** Parameters of every code that stand for all that it may be given. */
const storeParams: { [Code in keyof StoreErrors]: StoreErrors[Code][] } = {
  'bad-address': [
    { what: 'empty-part', base: '/casebook' },
    { what: 'backslash', base: '/casebook' },
    { what: 'dots', base: '/casebook' },
    { what: 'no-tag', base: '/casebook' },
    { what: 'many-parts', base: '/casebook' },
  ],
  'bad-id': [{}],
  'bad-tag': [{}],
  'bad-name': [{}],
  'bad-value': [{ what: 'sha256' }, { what: 'follow' }, { what: 'change' }],
  'bad-keep': [{ most: 365 }, {}],
  'bad-length': [{}],
  'bad-metadata': [{}],
  empty: [{ what: 'capture' }, { what: 'upload' }],
  'cut-short': [{ sizeBytes: 41, declaredBytes: 97 }],
  'token-needed': [{ what: 'upload' }, { what: 'list' }],
  'bad-key': [{ given: 'none' }, { given: 'other' }],
  'foreign-origin': [{ origin: 'https://other.example' }, {}],
  'no-store': [{}],
  'not-found': [
    { what: 'capture' },
    { what: 'upload' },
    { what: 'stream' },
    { what: 'part' },
    { what: 'address' },
  ],
  'no-picture': [{}],
  'no-such-method': [
    { what: 'uploads' },
    { what: 'file-without-store' },
    { what: 'file', base: '/casebook' },
    { what: 'address', method: 'POST', allowed: 'GET, HEAD' },
  ],
  'wrong-offset': [{ offset: 41, given: 97 }],
  'already-complete': [{}],
  gone: [
    { at: '2026-11-20T08:00:00.000Z', why: 'expired' },
    { at: '2026-11-20T08:00:00.000Z', why: 'removed' },
  ],
  'upload-ended': [{}],
  'too-large': [{ limitBytes: 1073741824 }],
  'too-long': [{}],
  'body-too-large': [{ mostBytes: 65536, base: '/casebook' }],
  'bad-range': [{ sizeBytes: 97 }],
  'wrong-checksum': [{ found: 'aa41', wanted: 'bb97' }],
  'too-many-uploads': [{ uploadsPerMinute: 97, seconds: 41 }],
  'too-many-tokens': [{ seconds: 41 }],
  'too-many-connections': [{ most: 97 }],
  'too-many-bytes': [{ bytesPerDay: 97, seconds: 41 }],
  stopping: [{ what: 'server' }, { what: 'upload' }],
  'picture-later': [{}],
  'store-unavailable': [{ why: 'newer' }, { why: 'piece' }, { why: 'disk' }, { why: 'bucket' }],
  'newer-layout': [{ version: 97, known: 41 }],
  'store-full': [{ maxTotalBytes: 97 }, { keepFreeBytes: 41 }, { why: 'disk' }, { why: 'bucket' }],
  tus: [{ what: 'Upload-Offset is missing' }],
  unexpected: [{}],
};

const clientParams: { [Code in keyof ClientErrors]: ClientErrors[Code][] } = {
  unreachable: [{ what: 'connect ECONNREFUSED' }, {}],
  'http-status': [{ status: 502 }],
  cancelled: [{}],
  'no-link': [{}],
};

const failures = [
  ...Object.entries(storeParams).flatMap(([code, all]) =>
    all.map((params) => sayOfStore(code as never, ...([params] as never))),
  ),
  ...Object.entries(clientParams).flatMap(([code, all]) =>
    all.map((params) => sayOfClient(code as never, ...([params] as never))),
  ),
] as { code: string; params: object; message: string }[];

describe('what the store refuses, and what its client finds', () => {
  test('has parameters here for every code', () => {
    expect(Object.keys({ ...storeParams, ...clientParams }).sort()).toEqual(
      Object.keys({ ...storeSentences, ...clientSentences }).sort(),
    );
  });

  test.each(failures)('$code $params is said in both languages', (failure) => {
    const english = storeErrorTexts.en.say(failure);
    const chinese = storeErrorTexts['zh-cn'].say(failure);
    expect(english).toBe(failure.message);
    for (const said of [english, chinese]) expect(said).not.toMatch(/undefined|NaN|\[object/);
    // The upload protocol's own words have no translation.
    if (failure.code === 'tus') expect(chinese).toContain('Upload-Offset is missing');
    else expect(chinese).toMatch(/[\u4e00-\u9fff]/);
  });

  test('sizes are written as everywhere else, to the byte', () => {
    const short = sayOfStore('cut-short', { sizeBytes: 41, declaredBytes: 15_723 });
    expect(storeErrorTexts.en.say(short)).toBe(
      '41 B of 16 KB (15,723 B) are here: the upload is not complete.',
    );
    expect(storeErrorTexts['zh-cn'].say(short)).toBe('16 KB (15,723 B) 中只收到 41 B：上传没有完成。');
    const range = sayOfStore('bad-range', { sizeBytes: 1821 });
    expect(storeErrorTexts.en.say(range)).toBe('The capture has 1.8 KB (1,821 B).');
    expect(storeErrorTexts['zh-cn'].say(range)).toBe('这份数据有 1.8 KB (1,821 B)。');
  });

  test('a limit is named as it is set, in both languages', () => {
    const said = sayOfStore('too-large', { limitBytes: 64 * 2 ** 20 });
    expect(storeErrorTexts.en.say(said)).toBe('Too large: the limit is 64 MiB.');
    expect(storeErrorTexts['zh-cn'].say(said)).toBe('太大了：上限是 64 MiB。');
  });

  test.each([
    ['a code of a newer server', { code: 'too-early', params: { seconds: 3 }, message: 'Too early by 3 s.' }],
    [
      'a code without what its sentence needs',
      { code: 'wrong-offset', params: {}, message: 'Go on elsewhere.' },
    ],
    ['a code whose sentence writes a size that is not there', { code: 'too-large', message: 'Too large.' }],
    ['a code that every object has', { code: 'constructor', message: 'No such thing.' }],
  ])('%s is said in the server’s own words', (_, failure) => {
    expect(storeErrorTexts['zh-cn'].say(failure)).toBe(failure.message);
  });
});

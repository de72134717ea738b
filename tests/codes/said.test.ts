import { describe, expect, test } from 'vitest';
import { toSay, translate } from '#codes/said.ts';

const table = {
  'disk-full': ({ freeBytes, folder }: { freeBytes: number; folder: string }) =>
    `the disk of ${folder} has ${freeBytes} bytes left`,
  gone: () => 'it is gone',
  late: (params: object) => ('by' in params ? `late by ${String(params.by)}` : 'late'),
};
const say = toSay(table);

test('a code is said with its parameters and its sentence', () => {
  expect(say('disk-full', { freeBytes: 7, folder: '/srv' })).toEqual({
    code: 'disk-full',
    params: { freeBytes: 7, folder: '/srv' },
    message: 'the disk of /srv has 7 bytes left',
  });
  expect(say('gone')).toEqual({ code: 'gone', params: {}, message: 'it is gone' });
});

describe('in another language', () => {
  const chinese = {
    'disk-full': ({ freeBytes, folder }: { freeBytes: number; folder: string }) =>
      `${folder} 只剩 ${freeBytes} 字节`,
    gone: () => '已不在',
    late: (params: object) => ('by' in params ? `晚了 ${String(params.by)}` : '晚了'),
  };

  test('the table says it', () => {
    expect(translate(chinese, say('disk-full', { freeBytes: 0, folder: '{x} $&' }))).toBe(
      '{x} $& 只剩 0 字节',
    );
    expect(translate(chinese, say('gone'))).toBe('已不在');
    expect(translate(chinese, say('late', {}))).toBe('晚了');
    expect(translate(chinese, say('late', { by: 3 }))).toBe('晚了 3');
  });

  test('the English stands where the code is of another version, or a parameter is missing', () => {
    const message = 'the English';
    expect(translate(chinese, { code: 'from-the-future', params: {}, message })).toBe(message);
    expect(translate(chinese, { code: 'toString', params: {}, message })).toBe(message);
    expect(translate(chinese, { code: 'disk-full', params: { freeBytes: 3 }, message })).toBe(message);
    expect(translate(chinese, { code: 'disk-full', message })).toBe(message);
  });
});

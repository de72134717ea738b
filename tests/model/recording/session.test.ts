import { expect, test } from 'vitest';
import { findSession } from '#model/recording/session.ts';

test('what stands between the part and .data is the session', () => {
  expect(findSession('process-20211111-xdtfmvhd.data')).toEqual({ id: '20211111-xdtfmvhd', part: 'process' });
  expect(findSession('snapshot-1992780262.data')).toEqual({ id: '1992780262', part: 'snapshot' });
  expect(findSession('info-1992780262.data.gz')).toEqual({ id: '1992780262', part: 'info' });
  expect(findSession('TAG/process-1992780262.data')).toEqual({ id: '1992780262', part: 'process' });
  expect(findSession('C:\\logs\\process-1992780262.data')).toEqual({ id: '1992780262', part: 'process' });
});

test('as browsers name a file whose name is taken', () => {
  for (const name of [
    'process-1992780262 (1).data',
    'process-1992780262(1).data',
    'process-1992780262.data (12)',
    'process-1992780262 (1).data.gz',
    'process-1992780262.data (1).gz',
    'process-1992780262.data(1).gz',
    'Process-1992780262.DATA',
  ]) {
    expect(findSession(name), name).toEqual({ id: '1992780262', part: 'process' });
  }
});

test('other names have none', () => {
  for (const name of [
    'process.data',
    'process-.data',
    'myprocess-1.data',
    'process-1.json',
    'process-1.data.txt',
    '',
  ]) {
    expect(findSession(name), name).toBeUndefined();
  }
});

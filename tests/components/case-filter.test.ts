import { expect, test } from 'vitest';
import { readCaseFilter, writeCaseFilter } from '#components/case-filter.ts';

test.each([
  [{ status: '', tag: '' }, ''],
  [{ status: 'open', tag: '' }, '#status=open'],
  [{ status: '', tag: 'crash' }, '#tag=crash'],
  [{ status: 'open', tag: 'c++ & go' }, '#status=open&tag=c%2B%2B+%26+go'],
])('%o', (filter, fragment) => {
  expect(writeCaseFilter(filter)).toBe(fragment);
  expect(readCaseFilter(fragment)).toEqual(filter);
});

import { expect, test } from 'vitest';
import { toPrinted } from '#components/print-address.ts';

test('the address of a view is printed as it is', () => {
  const href = 'https://casebook.example/open/#v=3&window=1,2';
  expect(toPrinted(href, '(too long)')).toBe(href);
});

test('one that carries its data is not cut: the page’s own is printed, and why', () => {
  const href = `https://casebook.example/open/?theme=dark#data=${'a'.repeat(5000)}`;
  expect(toPrinted(href, '(too long)')).toBe('https://casebook.example/open/?theme=dark (too long)');
});

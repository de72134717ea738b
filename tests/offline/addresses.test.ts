import { expect, test } from 'vitest';
import { isOfSite, toCacheName, toScope } from '#offline/addresses.ts';

test('a site has caches of its own, whatever else stands at the same host', () => {
  const atRoot = toScope('https://host.example', '');
  const below = toScope('https://host.example', '/casebook');
  expect([atRoot, below]).toEqual(['https://host.example/', 'https://host.example/casebook/']);
  for (const use of ['site', 'go-tools'] as const) {
    expect(isOfSite(toCacheName(use, below), below)).toBe(true);
    expect(isOfSite(toCacheName(use, below), atRoot)).toBe(false);
    expect(isOfSite(toCacheName(use, atRoot), below)).toBe(false);
  }
  expect(isOfSite('another', atRoot)).toBe(false);
});

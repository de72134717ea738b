import { expect, test } from 'vitest';
import { NO_STACK, ProfileBuilder } from '#model/profile/profile-builder.ts';
import { toPlaces } from '#model/profile/places.ts';
import { readPprofFixture } from './read-profile.ts';

test('a function stands where it begins, or at the first of its lines that was seen', () => {
  const builder = new ProfileBuilder([{ type: 'n', unit: 'count' }]);
  const file = builder.textOf('/x/main.go');
  const [known, seen, bare] = [
    ['known', 10],
    ['seen', 0],
    ['bare', 0],
  ].map(([name, line]) => {
    const text = builder.textOf(name as string);
    return builder.addFunction(text, text, name === 'bare' ? 0 : file, line as number);
  });
  for (const [number, line] of [
    [known, 14],
    [seen, 31],
    [seen, 27],
    [bare, 0],
  ]) {
    builder.stackOf(NO_STACK, builder.addNamedLocation(number!, line!));
  }
  expect(toPlaces(builder.finish({ format: 'pprof' }))).toEqual(
    new Map([
      ['known', { file: '/x/main.go', line: 10 }],
      ['seen', { file: '/x/main.go', line: 27 }],
    ]),
  );
});

test('of a real program', () => {
  const place = toPlaces(readPprofFixture('pprof/valid/cpu-labels.pb.gz')).get('main.descend')!;
  expect(place.file).toMatch(/main\.go$/);
  expect(place.line).toBeGreaterThan(0);
});

import { expect, test } from 'vitest';
import type { Granularity } from '#model/profile/frames.ts';
import { NO_STACK, ProfileBuilder } from '#model/profile/profile-builder.ts';
import { topOf } from './read-profile.ts';

/** A stack for each: a call of a function, another of it, one in another file, and what nobody knows. */
function makeProfile() {
  const builder = new ProfileBuilder([{ type: 'samples', unit: 'count' }]);
  const mapping = (file: string) =>
    builder.addMapping({ start: 0n, limit: 0n, offset: 0n, file, buildId: '' });
  const [libc, kernel] = [mapping('/usr/lib/libc.so.6'), mapping('[kernel.kallsyms]')];
  const handle = builder.functionOf('example.com/app/web.(*Server).handle', '/src/web/server.go');
  const locations = [
    builder.addNamedLocation(handle, 7),
    builder.addNamedLocation(handle, 9),
    builder.addNamedLocation(builder.functionOf('example.com/app/web.log', '/src/web/log.go'), 3),
    builder.addNamedLocation(builder.functionOf('memcpy'), 0),
    builder.addLocation(0x1000, 0, libc),
    builder.addLocation(0x2000, 0, libc),
    builder.addLocation(0x3000, 0, kernel),
    builder.addLocation(0x4000, 0, 0),
    builder.addNamedLocation(0, 5),
  ];
  locations.forEach((location, at) => {
    builder.startSample(builder.stackOf(NO_STACK, location));
    builder.addBigValue(0, 10n ** BigInt(at));
  });
  return builder.finish({ format: 'pprof' });
}

const unknown: [string, number][] = [
  ['[libc.so.6]', 110_000],
  ['[kernel.kallsyms]', 1_000_000],
  ['<unknown>', 110_000_000],
];

test.each<[Granularity, [string, number][]]>([
  [
    'functions',
    [
      ['example.com/app/web.(*Server).handle', 11],
      ['example.com/app/web.log', 100],
      ['memcpy', 1000],
      ...unknown,
    ],
  ],
  [
    'lines',
    [
      ['example.com/app/web.(*Server).handle /src/web/server.go:7', 1],
      ['example.com/app/web.(*Server).handle /src/web/server.go:9', 10],
      ['example.com/app/web.log /src/web/log.go:3', 100],
      ['memcpy', 1000],
      ...unknown,
    ],
  ],
  ['files', [['/src/web/server.go', 11], ['/src/web/log.go', 100], ['[libc.so.6]', 110_000], ['[kernel.kallsyms]', 1_000_000], ['<unknown>', 110_001_000]]],
  ['packages', [['example.com/app/web', 111], ['[libc.so.6]', 110_000], ['[kernel.kallsyms]', 1_000_000], ['<unknown>', 110_001_000]]],
])('%s', (granularity, expected) => {
  const rows = [...topOf(makeProfile(), 0, { granularity })].map(([name, [flat]]) => [name, flat]);
  expect(rows.sort()).toEqual(expected.sort());
}); // prettier-ignore

test('a function without a name goes by the program that it is called in', () => {
  const builder = new ProfileBuilder([{ type: 'samples', unit: 'count' }]);
  const nameless = builder.functionOf('');
  for (const file of ['/bin/a', '/bin/b']) {
    const mapping = builder.addMapping({ start: 0n, limit: 0n, offset: 0n, file, buildId: '' });
    const location = builder.addLocation(0x1000, 0, mapping);
    builder.addLine(nameless, 0);
    builder.startSample(builder.stackOf(NO_STACK, location));
    builder.addBigValue(0, 1n);
  }
  expect([...topOf(builder.finish({ format: 'pprof' }), 0).keys()].sort()).toEqual(['[a]', '[b]']);
});

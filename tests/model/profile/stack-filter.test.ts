import { describe, expect, test } from 'vitest';
import { toFolded } from '#formats/folded/write-folded.ts';
import { NO_STACK, ProfileBuilder } from '#model/profile/profile-builder.ts';
import type { Profile } from '#model/profile/profile.ts';
import type { StackFilter } from '#model/profile/stack-filter.ts';
import { makeProfile } from './make-profile.ts';
import { treeOf } from './read-profile.ts';

const profile = makeProfile([
  { stack: ['main', 'work', 'read'], value: 1 },
  { stack: ['main', 'work|step', 'read'], value: 2 },
  { stack: ['main', 'idle'], value: 4 },
  { stack: ['gc', 'work'], value: 8 },
  { stack: [], value: 16 },
]);

function fold(filter: StackFilter, of: Profile = profile): string[] {
  return [...toFolded(treeOf(of, 0, { filter }))].map((line) => line.trim()).sort();
}

const all = ['gc;work 8', 'main;idle 4', 'main;work;read 1', 'main;work;step;read 2'];

test.each<[string, StackFilter, string[]]>([
  ['nothing', {}, all],
  ['focus', { focus: /read/ }, ['main;work;read 1', 'main;work;step;read 2']],
  ['focus by file', { focus: /^idle\.go$/ }, ['main;idle 4']],
  ['ignore', { ignore: /main/ }, ['gc;work 8']],
  ['focus and ignore', { focus: /work/, ignore: /gc|step/ }, ['main;work;read 1']],
  ['hide', { hide: /work/ }, ['gc 8', 'main;idle 4', 'main;read 1', 'main;step;read 2']],
  ['hide of the leaf', { hide: /read/ }, ['gc;work 8', 'main;idle 4', 'main;work 1', 'main;work;step 2']],
  ['hide of a whole stack', { hide: /gc|work/ }, ['main;idle 4', 'main;read 1', 'main;step;read 2']],
  ['show', { show: /work|step/ }, ['work 9', 'work;step 2']],
  ['show from', { showFrom: /work/ }, ['work 8', 'work;read 1', 'work;step;read 2']],
  ['show from an inlined call', { showFrom: /step/ }, ['step;read 2']],
  ['show from what is hidden', { showFrom: /work|idle/, hide: /work/ }, ['idle 4']],
])('%s', (_, filter, expected) => expect(fold(filter)).toEqual(expected));

test('a stack without frames counts where nothing is asked for, and not else', () => {
  expect(treeOf(profile, 0).total[0]).toBe(31);
  expect(treeOf(profile, 0, { filter: { ignore: /nothing/ } }).total[0]).toBe(15);
});

describe('what its maker wants dropped', () => {
  const dropping: Profile = { ...profile, dropFrames: 'work|read', keepFrames: 'read' };

  test('goes with all that it called, where it was called by another', () => {
    expect(fold({}, dropping)).toEqual(['gc 8', 'main 3', 'main;idle 4']);
  });

  test('is there when it is asked for', () => {
    expect(fold({ dropFrames: false }, dropping)).toEqual(all);
  });

  test('an expression that is none drops nothing', () => {
    expect(fold({}, { ...dropping, dropFrames: '(work' })).toEqual(all);
    expect(fold({}, { ...dropping, keepFrames: '(' })).toEqual(all);
  });
});

test('what is dropped is neither looked for nor passed over', () => {
  const dropping: Profile = { ...profile, dropFrames: 'work|read' };
  expect(fold({ ignore: /read/ }, dropping)).toEqual(['gc 8', 'main 3', 'main;idle 4']);
  expect(fold({ focus: /read/ }, dropping)).toEqual([]);
});

test('what has no name goes by its program, and is shown by no name', () => {
  const builder = new ProfileBuilder([{ type: 'samples', unit: 'count' }]);
  const file = '/usr/lib/libc.so.6';
  const mapping = builder.addMapping({ start: 0n, limit: 0n, offset: 0n, file, buildId: '' });
  const main = builder.stackOf(NO_STACK, builder.addNamedLocation(builder.functionOf('main')));
  const bare = builder.addLocation(0x1000, 0, mapping);
  const nameless = builder.addLocation(0x2000, 0, mapping);
  builder.addLine(0, 7);
  for (const location of [bare, nameless]) {
    builder.startSample(builder.stackOf(main, location));
    builder.addBigValue(0, 1n);
  }
  const made = builder.finish({ format: 'pprof' });
  expect(fold({}, made)).toEqual(['main;[libc.so.6] 2']);
  expect(fold({ focus: /libc/ }, made)).toEqual(['main;[libc.so.6] 2']);
  expect(fold({ hide: /libc/ }, made)).toEqual(['main 2']);
  // As pprof has it: a line of no function is no line that another name could be meant by.
  expect(fold({ show: /main/ }, made)).toEqual(['main 1', 'main;[libc.so.6] 1']);
  expect(fold({ show: /libc/ }, made)).toEqual(['[libc.so.6] 1']);
});

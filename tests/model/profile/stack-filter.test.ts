import { describe, expect, test } from 'vitest';
import { toFolded } from '#formats/folded/write-folded.ts';
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

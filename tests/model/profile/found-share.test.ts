import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { toFound } from '#model/profile/found-share.ts';
import { madeSamples, makeProfile, toFrames } from './make-profile.ts';
import { treeOf } from './read-profile.ts';

const names = fc.subarray(['a', 'b', 'c', 'd']);

test('each stack counts once, however many of its frames are found', () => {
  fc.assert(
    fc.property(madeSamples, names, (samples, searched) => {
      const tree = treeOf(makeProfile(samples), 0);
      const found = Uint8Array.from(tree.frames, ({ name }) => Number(searched.includes(name)));
      const inStacks = new Map<string, number>();
      const seen = new Set<string>();
      for (const sample of samples) {
        const frames = toFrames(sample);
        const hits = frames.filter((name) => searched.includes(name));
        for (const name of hits) seen.add(name);
        const key = frames.join('/');
        if (hits.length > 0) inStacks.set(key, (inStacks.get(key) ?? 0) + sample.value);
      }
      const values = [...inStacks.values()];
      expect(toFound(tree, found)).toEqual({
        frames: seen.size,
        total: values.reduce((sum, value) => sum + value, 0),
        size: values.reduce((sum, value) => sum + Math.abs(value), 0),
      });
    }),
  );
});

test('nothing is found in an empty tree', () => {
  const tree = treeOf(makeProfile([]), 0);
  expect(toFound(tree, new Uint8Array(tree.frames.length))).toEqual({ frames: 0, total: 0, size: 0 });
});

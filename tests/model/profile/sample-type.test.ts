import { describe, expect, test } from 'vitest';
import { findSampleType } from '#model/profile/sample-type.ts';
import { fixturePath, hasGo, runPprof } from '../../formats/pprof/go-pprof.ts';
import { readPprofFixture } from './read-profile.ts';

const types = ['alloc_space', 'inuse_space'].map((type) => ({ type, unit: 'bytes' }));

test('the one that is asked for, else the one that the profile says, else the last', () => {
  const said = { sampleTypes: types, defaultSampleType: 'alloc_space' };
  const silent = { sampleTypes: types, defaultSampleType: '' };
  expect(findSampleType(said)).toBe(0);
  expect(findSampleType(silent)).toBe(1);
  expect(findSampleType(said, 'inuse_space')).toBe(1);
  expect(findSampleType(said, 'cpu')).toBeUndefined();
  expect(findSampleType({ sampleTypes: types, defaultSampleType: 'gone' })).toBe(1);
  expect(findSampleType({ sampleTypes: [], defaultSampleType: '' })).toBeUndefined();
});

describe.skipIf(!hasGo)('is that of go tool pprof', () => {
  test.each(['cpu-labels.pb.gz', 'heap.pb.gz', 'allocs.pb.gz', 'block.pb', 'mutex.pb.gz', 'goroutine.pb.gz'])(
    '%s',
    async (file) => {
      const profile = readPprofFixture(`pprof/valid/${file}`);
      const { type } = profile.sampleTypes[findSampleType(profile)!]!;
      expect(await runPprof('-top', fixturePath(`pprof/valid/${file}`))).toContain(`\nType: ${type}\n`);
    },
  );
});

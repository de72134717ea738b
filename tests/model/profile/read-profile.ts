import { gunzipSync } from 'node:zlib';
import { decodeProfile } from '#formats/pprof/decode-profile.ts';
import { type CallTree, type CallTreeOptions, foldStacks, toCallTree } from '#model/profile/call-tree.ts';
import type { Profile } from '#model/profile/profile.ts';
import { toTop } from '#model/profile/top.ts';
import { toWeights } from '#model/profile/weights.ts';
import { readFixture } from '../../formats/read-fixture.ts';

/** A fixture of pprof's, gzipped or not. */
export function readPprofFixture(path: string): Profile {
  const bytes = readFixture(path);
  const { profile, notices } = decodeProfile(
    path.endsWith('.gz') ? new Uint8Array(gunzipSync(bytes)) : bytes,
  );
  if (!profile || notices.length > 0)
    throw new Error(`${path}: ${notices.map(({ message }) => message).join()}`);
  return profile;
}

export function typeOf({ sampleTypes }: Profile, name: string): number {
  return sampleTypes.findIndex(({ type }) => type === name);
}

export function treeOf(profile: Profile, type: number, options?: CallTreeOptions): CallTree {
  return toCallTree(profile, foldStacks(profile, options), toWeights(profile, type));
}

/** Flat and cum by name. */
export function topOf(
  profile: Profile,
  type: number,
  options?: CallTreeOptions,
): Map<string, [number, number]> {
  return new Map(
    toTop(treeOf(profile, type, options)).map(({ frame, flat, cum }) => [frame.name, [flat, cum]]),
  );
}

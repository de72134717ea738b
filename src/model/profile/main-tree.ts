import { type CallTree, foldStacks, toCallTree } from './call-tree.ts';
import type { Profile } from './profile.ts';
import { findSampleType } from './sample-type.ts';
import { toWeights } from './weights.ts';

/** What a profile is shown by where nobody asks for anything else. */
export interface MainTree {
  /** An index into the profile's sample types. */
  type: number;
  /** By function. */
  tree: CallTree;
}

/** @param asked a sample type by name, instead of the one that the maker would have shown first; undefined where there is none of it */
export function toMainTree(profile: Profile, asked?: string): MainTree | undefined {
  const type = findSampleType(profile, asked);
  if (type === undefined) return undefined;
  return { type, tree: toCallTree(profile, foldStacks(profile), toWeights(profile, type)) };
}

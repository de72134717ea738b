import type { Profile } from './profile.ts';
import { toTotal } from './weights.ts';

/**
 * How often it was looked at: what its sample type `samples` comes to. Where it has none: how many samples the file
 * has, of which one may stand for many (a place of allocations).
 */
export function countSamples(profile: Profile): bigint {
  const type = profile.sampleTypes.findIndex(
    ({ type: name, unit }) => name === 'samples' && unit === 'count',
  );
  return type < 0 ? BigInt(profile.samples.count) : toTotal(profile, type);
}

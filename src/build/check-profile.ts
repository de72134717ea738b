import { type ByKind, callByKind, type Model } from '#model/capture/models.ts';
import { findSampleType } from '#model/profile/sample-type.ts';
import type { CatalogEntry } from '#viewer/captures/catalog.ts';
import { readPublished } from './published.ts';

/** What an author's `type` asks for. */
const faults: ByKind<string | undefined, [type: string | undefined]> = {
  recording: () => 'it is a recording, which <Usage> shows',
  'crash-log': () => 'it is a crash log, which <CrashLog> shows',
  profile: (profile, type) =>
    findSampleType(profile, type) === undefined
      ? `type: there is no ${type}; there are ${profile.sampleTypes.map((one) => one.type).join(', ')}`
      : undefined,
};

/**
 * Holds a published capture to be a profile with a sample type.
 *
 * @throws Error naming the capture and what there is instead
 */
export async function checkProfile(entry: CatalogEntry, type: string | undefined): Promise<void> {
  const fault = findProfileFault(await readPublished(entry), type);
  if (fault !== undefined) throw new Error(`<FlameGraph>: ${entry.name}: ${fault}`);
}

/** Why a flame graph cannot show it; undefined where it can. */
export function findProfileFault(value: Model, type: string | undefined): string | undefined {
  return callByKind(faults, value, type);
}

import { type ByKind, callByKind } from '#model/capture/models.ts';
import type { CrashFile } from '#model/crash/crash-log.ts';
import { findCollections } from '#model/crash/gc-trace.ts';
import { isEmptyRecording } from '#model/recording/join.ts';
import type { Profile } from '#model/profile/profile.ts';
import { countSamples } from '#model/profile/sample-count.ts';
import { findSampleType } from '#model/profile/sample-type.ts';
import { toTotal } from '#model/profile/weights.ts';
import type { Recording } from '#model/recording/recording.ts';
import { formatAmount } from '#locale/amount.ts';
import type { Locale } from '#locale/locale.ts';
import { type CaptureTexts, captureTexts } from '#texts/captures.ts';
import type { OpenItem } from './source.ts';

/** What an item is, in a few words: `Recording, 120 samples, 14 series`. */
export function describeItem(item: OpenItem, locale: Locale): string {
  const texts = captureTexts[locale];
  const { value } = item;
  if (!value) return '';
  const parts = [texts.kinds[value.kind], ...callByKind(contents, value, texts)];
  const files = item.sources.reduce((sum, source) => sum + source.files.length, 0);
  if (files > 1) parts.push(texts.files(files));
  return texts.listed(parts);
}

/** What is in it, in parts. */
const contents: ByKind<string[], [CaptureTexts]> = {
  recording: describeRecording,
  'crash-log': (file, texts) =>
    file.crashes.length > 0
      ? [texts.crashes(file.crashes.length)]
      : [texts.collections(countCollections(file))],
  profile: describeProfile,
};

/** The list is drawn with every step that anything is read by; all lines of a log are gone through once. */
const collectionCounts = new WeakMap<CrashFile, number>();

function countCollections(file: CrashFile): number {
  let count = collectionCounts.get(file);
  if (count === undefined) collectionCounts.set(file, (count = findCollections(file.lines).length));
  return count;
}

function describeRecording(recording: Recording, texts: CaptureTexts): string[] {
  const { times, series, snapshots, info } = recording;
  if (times.length > 0) return [texts.samplesAndSeries(times.length, series.length)];
  return [
    ...(snapshots.length > 0 ? [texts.snapshotsOnly(snapshots.length)] : []),
    ...(info ? [texts.infoOnly] : []),
    ...(isEmptyRecording(recording) ? [texts.nothingInIt] : []),
  ];
}

function describeProfile(profile: Profile, texts: CaptureTexts): string[] {
  if (profile.samples.count === 0) return [texts.profileSamples(0n)];
  const samples = texts.profileSamples(countSamples(profile));
  const index = findSampleType(profile);
  const { type = '', unit = '' } = profile.sampleTypes[index ?? -1] ?? {};
  if (index === undefined || type === 'samples') return [samples];
  return [samples, `${type} ${formatAmount(toTotal(profile, index), unit)}`];
}

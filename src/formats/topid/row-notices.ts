import { atPlace, type Notice } from '#model/notice.ts';
import type { RecordingBuilder } from '#model/recording/recording-builder.ts';
import type { Recording } from '#model/recording/recording.ts';
import { sayOfTopid } from './says.ts';

/** Samples after which topid stops of itself. */
const SAMPLE_LIMIT = 3600;

/** What is odd about how many rows and samples there are. */
export function toRowNotices(
  { rows, times }: Pick<Recording, 'rows' | 'times'>,
  { surplus }: RecordingBuilder,
): Notice[] {
  const notices: Notice[] = [];
  if (rows === 0) {
    notices.push(sayOfTopid('topid-no-processes', { samples: times.length }));
  }
  if (surplus.rows > 0) {
    const sample = surplus.sample + 1;
    notices.push(atPlace({ sample }, sayOfTopid('topid-surplus-rows', { rows: surplus.rows, sample })));
  }
  if (times.length === SAMPLE_LIMIT) {
    notices.push(sayOfTopid('topid-sample-limit', { samples: SAMPLE_LIMIT }));
  }
  return notices;
}

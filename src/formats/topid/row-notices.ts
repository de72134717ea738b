import type { Notice } from '#model/notice.ts';
import type { RecordingBuilder } from '#model/recording/recording-builder.ts';
import type { Recording } from '#model/recording/recording.ts';

/** Samples after which topid stops of itself. */
const SAMPLE_LIMIT = 3600;

/** What is odd about how many rows and samples there are. */
export function toRowNotices(
  { rows, times }: Pick<Recording, 'rows' | 'times'>,
  { surplus }: RecordingBuilder,
): Notice[] {
  const notices: Notice[] = [];
  if (rows === 0) {
    notices.push({
      code: 'topid-no-processes',
      message: `topid: none of the ${times.length} samples has a process`,
      params: { samples: times.length },
    });
  }
  if (surplus.rows > 0) {
    const params = { rows: surplus.rows, sample: surplus.sample + 1 };
    notices.push({
      code: 'topid-surplus-rows',
      message: `topid: ${params.rows} rows, the first of them in sample ${params.sample}, are left out: one sample has more than 100 of their name and pid`,
      params,
      where: { sample: params.sample },
    });
  }
  if (times.length === SAMPLE_LIMIT) {
    notices.push({
      code: 'topid-sample-limit',
      message: `topid: the recording has ${SAMPLE_LIMIT} samples, after which topid stops; what it watched may have gone on`,
      params: { samples: SAMPLE_LIMIT },
    });
  }
  return notices;
}

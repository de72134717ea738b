import { formatSize } from '#locale/format.ts';
import { toCollectionSummary } from './collection-summary.ts';
import { toCrashSummary } from './crash-summary.ts';
import { callByKind } from '#model/capture/models.ts';
import type { ByFoundKind, Found, ReadFile } from './inspect.ts';
import { toProfileSummary } from './profile-summary.ts';
import { toRecordingSummary } from './recording-summary.ts';
import { toColumns, toTerminalText } from './terminal-text.ts';

const summaries: ByFoundKind<string[]> = {
  recording: ({ recording }) => toRecordingSummary(recording),
  'crash-log': ({ crash, lines, collections }) => [
    ...(crash ? toCrashSummary(crash, lines) : []),
    ...toCollectionSummary(collections),
  ],
  profile: ({ profile, asked }) => toProfileSummary(profile, asked),
};

/** What `casebook inspect` prints of one thing: lines without line ends, for people. */
export function toInspectText(found: Found): string[] {
  const body = callByKind<Found, string[], []>(summaries, found);
  return [
    ...toColumns(found.files.map(toFileRow)),
    ...body.map((line) => (line === '' ? '' : `  ${line}`)),
    ...found.notices.map(({ message }) => `  ! ${toTerminalText(message)}`),
  ];
}

function toFileRow({ name, format, sizeBytes, gzipped }: ReadFile): string[] {
  return [toTerminalText(name), `${format}, ${formatSize(sizeBytes)}${gzipped ? ', gzipped' : ''}`];
}

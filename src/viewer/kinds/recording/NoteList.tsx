import type { TimeMark } from '#charts/time-chart.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import { formatPosition } from './numbers.ts';
import type { UsageView } from './usage-view.ts';

/** What the numbers in the charts stand for. */
export function NoteList({
  notes,
  view: { axis, zone },
  texts,
}: {
  notes: readonly TimeMark[];
  view: Pick<UsageView, 'axis' | 'zone'>;
  texts: RecordingTexts;
}) {
  if (notes.length === 0) return null;
  const at = (position: number): string => formatPosition(axis, position, zone);
  return (
    <ol class="cb-rec-notelist" aria-label={texts.authorNotes}>
      {notes.map(({ number, from, to, label }) => (
        <li key={number} value={number}>
          {label} <small>{to === undefined ? at(from) : `${at(from)} – ${at(to)}`}</small>
        </li>
      ))}
    </ol>
  );
}

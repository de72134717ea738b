import { useMemo } from 'preact/hooks';
import type { Recording } from '#model/recording/recording.ts';
import { totalsOfSeries } from '#model/recording/series-totals.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import { formatDuration } from '#locale/format.ts';
import type { UsageView } from './usage-view.ts';

/** Steps and gaps told one by one. */
const MOST = 20;

/** What a reader should know of the numbers: the recorder's traits where they apply, steps of the clock, gaps. */
export function Notes({ view, texts }: { view: UsageView; texts: RecordingTexts }) {
  const { recording, axis, marks } = view;
  const notes = useMemo(() => toNotes(recording, axis.interval, texts), [recording, axis, texts]);
  // The reader of topid's own files says so, and of nothing else.
  const limit = recording.notices.some(({ code }) => code === 'topid-sample-limit');
  return (
    <>
      {limit && <p class="cb-rec-warning">{texts.noteLimit(recording.times.length)}</p>}
      {marks.length > 0 && (
        <details class="cb-rec-notes" open={marks.length <= 3}>
          <summary>
            {texts.marks} ({marks.length})
          </summary>
          <ul>
            {marks.slice(0, MOST).map(({ label, from }) => (
              <li key={from}>{label}</li>
            ))}
            {marks.length > MOST && <li>{texts.more(marks.length - MOST)}</li>}
          </ul>
        </details>
      )}
      <details class="cb-rec-notes">
        <summary>{texts.notes}</summary>
        <ul>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </details>
    </>
  );
}

function toNotes(recording: Recording, interval: number, texts: RecordingTexts): string[] {
  const notes: string[] = [texts.unitCpuLong(0)];
  const nonFinite = countNonFinite(recording);
  if (recording.clock === 'none') notes.push(texts.noteNoTimes(formatDuration(interval)));
  else notes.push(texts.noteInterval(formatDuration(interval)));
  if (isTopid(recording)) notes.push(texts.noteFirst, texts.noteIowait, texts.noteMemory);
  if (!recording.cpuSplit) notes.push(texts.cpuNotSplit);
  if (recording.snapshotEchoes > 0) notes.push(texts.noteEchoes(recording.snapshotEchoes));
  if (nonFinite > 0) notes.push(texts.noteNonFinite(nonFinite));
  return notes;
}

function isTopid(recording: Recording): boolean {
  return recording.format === 'topid' || recording.format === 'topid-process';
}

function countNonFinite(recording: Recording): number {
  return recording.series.reduce((count, series) => {
    const { cpu, memKb } = totalsOfSeries(series);
    return count + 2 * series.at.length - cpu.count - memKb.count;
  }, 0);
}

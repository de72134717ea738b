import type { Snapshot } from './recording.ts';

/**
 * Snapshots as text, each behind a line with its time in Unix seconds and for people:
 *
 *     ------Snapshot------ 1636624800 2021-11-11T10:00:00.000Z
 *       PID PRIO    uCPU    sCPU      MEM COMM
 */
export function toSnapshotText(snapshots: readonly Snapshot[]): string {
  return snapshots
    .map(({ time, text }) => {
      const seconds = Number.isFinite(time) ? time : 0;
      const date = Math.abs(seconds) <= 8.64e12 ? ` ${new Date(seconds * 1000).toISOString()}` : '';
      // A line of the text's own that looks like one that begins a snapshot.
      const body = text.replace(/^(?=-{4,}Snapshot-{4,})/gm, ' ');
      return `------Snapshot------ ${seconds}${date}\n${body}${body.endsWith('\n') ? '' : '\n'}`;
    })
    .join('');
}

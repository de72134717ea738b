import type { Recording, Series } from '#model/recording/recording.ts';
import { toSnapshotText } from '#model/recording/to-snapshot-text.ts';
import { toFreeNames } from '#model/free-names.ts';
import { toTable, toUniqueNames } from '#model/recording/to-table.ts';
import { findProgram, readCommands } from './process-lists.ts';
import { redactLines } from './redact-text.ts';
import type { Redactor } from './redactor.ts';

/** A file as it leaves: its text, or its bytes, in pieces. */
export interface RedactedFile {
  name: string;
  kind: 'table' | 'snapshots' | 'info' | 'crash-log' | 'profile' | 'text';
  pieces: (string | Uint8Array<ArrayBuffer>)[];
}

/** What a recording became, and under which keys its series are found there. */
export interface RedactedRecording {
  /** Without their common name yet: `process-`, `snapshot-`, `info-` and an ending. */
  files: RedactedFile[];
  keys: Map<string, string>;
}

export function learnRecording({ series, snapshots, info }: Recording, redactor: Redactor): void {
  redactor.learn(series.map(({ name }) => name));
  for (const { text } of snapshots) redactor.learn(text.split('\n'));
  if (info) redactor.learn(info.text.split('\n'));
  if (!redactor.has('process')) return;
  const commands = [
    ...series.filter(({ kind }) => kind === 'process').map(({ name }) => name),
    ...snapshots.flatMap(({ text }) => [...readCommands(text.split('\n'))]),
  ];
  for (const command of commands) {
    const program = findProgram(command);
    if (program !== undefined) redactor.learnProcess(program);
  }
}

const emptySections = '------CPUInfo------\n------KernelInfo------\n------ExtraInfo------\n';

/** As the table format, with its snapshots and information as text files beside it. */
export function redactRecording(recording: Recording, redactor: Redactor): RedactedRecording {
  const toName = ({ kind, name }: Series) => (kind === 'system' ? name : redactor.command(name));
  const redacted = new Map(recording.series.map((series) => [series, toName(series)]));
  const nameOf = (series: Series) => redacted.get(series) ?? '';
  const files: RedactedFile[] = [];
  if (recording.times.length > 0) {
    files.push({ name: 'process.csv', kind: 'table', pieces: [...toTable(recording, nameOf)] });
  }
  if (recording.snapshots.length > 0) {
    const snapshots = recording.snapshots.map(({ time, text }) => ({
      time,
      text: redactLines(text.split('\n'), redactor).join('\n'),
    }));
    files.push({ name: 'snapshot.txt', kind: 'snapshots', pieces: [toSnapshotText(snapshots)] });
  }
  if (recording.info) {
    const lines = redactLines(recording.info.text.split('\n'), redactor);
    // What stood around the tables of topid's text has no sections, by which the file is told.
    const sections = /^\s*-{4,}\w+Info-{4,}/.test(recording.info.text) ? '' : emptySections;
    files.push({ name: 'info.txt', kind: 'info', pieces: [sections + lines.join('\n')] });
  }
  return { files, keys: toKeys(recording.series, nameOf) };
}

/** The keys that a reader of the table gives the series, see RecordingBuilder. */
function toKeys(series: readonly Series[], nameOf: (series: Series) => string): Map<string, string> {
  const names = toUniqueNames(series, nameOf);
  const toFree = toFreeNames();
  return new Map(
    series.map(({ key: before, pid, kind }, index) => {
      const name = names[index] ?? '';
      return [before, toFree(kind === 'system' ? name : `${name}-${pid}`)];
    }),
  );
}

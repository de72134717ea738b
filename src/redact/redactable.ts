import type { Model } from '#model/capture/models.ts';
import type { CrashFile } from '#model/crash/crash-log.ts';
import type { Recording } from '#model/recording/recording.ts';
import { learnCrash, redactCrash, toCrashNames } from './redact-crash.ts';
import { countProfile, learnProfile, listProfileNames, redactProfile } from './redact-profile.ts';
import { learnRecording, redactRecording, type RedactedFile } from './redact-recording.ts';
import type { NewNamesOf } from './redact-view.ts';
import { redactLines, toPieces } from './redact-text.ts';
import type { Redactor } from './redactor.ts';

/** Text of no known format. */
interface PlainText {
  kind: 'text';
  lines: string[];
}

type RedactableValue = Model | PlainText;

/** What is open under a slot. */
export interface Redactable {
  slot: string;
  value: RedactableValue;
}

interface RedactedValue {
  files: RedactedFile[];
  keys?: NewNamesOf;
  /** What stands in it for a reader, where the files are no text. */
  texts?: readonly string[];
}

/** How a value of one kind is redacted. */
interface KindRedaction<Value> {
  /** All that it says goes to the redactor before anything is taken out. */
  learn(value: Value, redactor: Redactor): void;
  /**
   * The files that it leaves as, without a name of their own yet, and what a view names of it by the names of
   * before: series' keys, frames, labels (see `toLabelName`).
   */
  redact(value: Value, redactor: Redactor): RedactedValue;
  /** Names in it by which a view may name a part of it: keys of series, processes, packages, frames, labels. */
  names(value: Value): Iterable<string>;
  /** What a reader of those files would call the capture. */
  toSlot(id: string, files: readonly RedactedFile[]): string;
  /** Characters that the two go through. */
  count(value: Value): number;
}

const redactions: {
  readonly [K in RedactableValue['kind']]: KindRedaction<Extract<RedactableValue, { kind: K }>>;
} = {
  recording: {
    learn: learnRecording,
    redact: redactRecording,
    names: ({ series }) => series.flatMap(({ key, name }) => [key, name]),
    toSlot: (id) => id,
    count: countRecording,
  },
  'crash-log': {
    learn: learnCrash,
    redact: (file, redactor) => ({
      files: [redactCrash(file, redactor)],
      keys: toCrashNames(file, redactor),
    }),
    names: listPackages,
    toSlot: toFileName,
    count: countLines,
  },
  profile: {
    learn: learnProfile,
    redact: redactProfile,
    names: listProfileNames,
    toSlot: toFileName,
    count: countProfile,
  },
  text: {
    learn: ({ lines }, redactor) => redactor.learn(lines),
    redact: ({ lines }, redactor) => ({
      files: [{ name: 'text.txt', kind: 'text', pieces: toPieces(redactLines(lines, redactor)) }],
    }),
    names: () => [],
    toSlot: toFileName,
    count: countLines,
  },
};

export function redactionOf<Value extends RedactableValue>(value: Value): KindRedaction<Value> {
  // The table has a row for the value's kind; TypeScript does not follow that through a lookup.
  return redactions[value.kind] as KindRedaction<RedactableValue>;
}

function toFileName(id: string, [file]: readonly RedactedFile[]): string {
  return file?.name ?? id;
}

function listPackages({ crashes }: CrashFile): string[] {
  const places = crashes
    .flatMap(({ goroutines }) => goroutines)
    .flatMap(({ frames, createdBy }) => (createdBy ? [...frames, createdBy] : frames));
  return places.map((place) => place.package);
}

/** All text is gone through twice: to learn from, and to take out of. */
function countLines({ lines }: CrashFile | PlainText): number {
  return 2 * count(lines);
}

function countRecording({ series, snapshots, info }: Recording): number {
  return (
    count(series.map(({ name }) => name)) +
    2 * count([...snapshots.map(({ text }) => text), info?.text ?? ''])
  );
}

function count(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
}

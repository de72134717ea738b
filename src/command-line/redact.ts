import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FormatError } from '#formats/format.ts';
import { type Capture, readCapture } from '#formats/index.ts';
import { readTextLines } from '#formats/read-text.ts';
import { type ByKind, callByKind } from '#model/capture/models.ts';
import type { Notice } from '#model/notice.ts';
import { joinRecordings } from '#model/recording/join.ts';
import type { Recording } from '#model/recording/recording.ts';
import {
  type Redactable,
  redactCaptures,
  type RedactedFile,
  type RedactionKind,
  redactionKinds,
  type RedactionSpec,
  type Replacement,
  usualKinds,
} from '#redact/index.ts';
import { CommandCall } from './command-call.ts';
import { readFile, toFailure } from './inspect.ts';

const redactHelp = `usage: casebook redact FILE... [-o FOLDER] [--kinds usual|all|NAME,NAME...] [--words WORD,WORD...]

Takes out of recordings, logs and profiles what tells of people and machines; the same name becomes the
same pseudonym in all the files. A log keeps its lines, a recording becomes a table (CSV), a snapshot and
an information file text, a profile one as pprof writes it (not gzipped); all of them are read by Casebook
again. What is no known capture is redacted as text. One file goes to standard output. A FILE of - is standard input. Nothing knows every secret: look
at the result before it goes.

  -o, --out FOLDER  write the files there, under new names, and print their paths
  --kinds NAMES     usual (where nothing is said), all, or names:
                    ${redactionKinds.slice(0, 9).join(', ')},
                    ${redactionKinds.slice(9).join(', ')}
  --words WORDS     more to take out: a project, a customer
  -h, --help        this

What was taken out is counted on standard error. Exit code: 0, 1 if a file could not be read (the
others are still redacted), 2 for a wrong call.
`;

/** @returns the exit code */
export async function redactFiles(args: string[], stdin: AsyncIterable<Uint8Array>): Promise<number> {
  const call = new CommandCall('casebook redact', redactHelp);
  const parsed = call.read(args, {
    out: { type: 'string', short: 'o' },
    kinds: { type: 'string' },
    words: { type: 'string' },
  });
  if (typeof parsed === 'number') return parsed;
  const { values, positionals } = parsed;
  const spec = toSpec(values.kinds, values.words);
  if (typeof spec === 'string') return call.refuse(spec);
  if (positionals.length === 0) return call.refuse('no file');
  if (positionals.length > 1 && values.out === undefined) {
    return call.refuse(`${positionals.length} files become several: name a folder for them, -o FOLDER`);
  }

  const { files, failures, remarks, replacements } = await redactPaths(positionals, spec, stdin);
  for (const line of [...failures, ...remarks]) process.stderr.write(`casebook: ${line}\n`);
  if (files.length > 0) {
    process.stderr.write(`casebook: ${toCounts(replacements)}\n`);
    if (values.out === undefined) {
      const [first, ...others] = files;
      if (others.length > 0) {
        const kinds = others.map(({ kind }) => kind).join(' and ');
        process.stderr.write(`casebook: its ${kinds} is left out; -o FOLDER keeps all of it\n`);
      }
      for (const piece of first?.pieces ?? []) await writeOut(piece);
    } else {
      try {
        await mkdir(values.out, { recursive: true });
        for (const { name, pieces } of files) {
          const path = join(values.out, name);
          await writeFile(path, pieces);
          await writeOut(`${path}\n`);
        }
      } catch (error) {
        process.stderr.write(`casebook: ${(error as Error).message}\n`);
        return 1;
      }
    }
  }
  return failures.length > 0 ? 1 : 0;
}

/** @returns what to take out, or what is wrong with the words for it */
export function toSpec(kinds = 'usual', words = ''): RedactionSpec | string {
  const names = toList(kinds);
  const unknown = names.filter((name) => !['usual', 'all', ...redactionKinds].includes(name));
  if (unknown.length > 0 || names.length === 0) {
    const wrong = unknown.length > 0 ? `no kind is called ${unknown.join(', ')}` : '--kinds names no kind';
    return `${wrong}; there are usual, all, ${redactionKinds.join(', ')}`;
  }
  const wanted = new Set<string>(names);
  if (wanted.has('usual')) for (const kind of usualKinds) wanted.add(kind);
  const isWanted = (kind: RedactionKind) => wanted.has('all') || wanted.has(kind);
  return { kinds: redactionKinds.filter(isWanted), words: toList(words) };
}

function toList(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

export interface RedactedPaths {
  files: RedactedFile[];
  /** One line for each file that could not be read. */
  failures: string[];
  /** What one should know of files that were. */
  remarks: string[];
  replacements: Replacement[];
}

/** Redacts files together: those of one session become one recording's, and a name is the same in all. */
export async function redactPaths(
  paths: readonly string[],
  spec: RedactionSpec,
  stdin: AsyncIterable<Uint8Array>,
): Promise<RedactedPaths> {
  const failures: string[] = [];
  const remarks: string[] = [];
  const recordings: Recording[] = [];
  const others: Redactable[] = [];
  for (const [index, path] of paths.entries()) {
    const name = path === '-' ? 'stdin' : path;
    const open = path === '-' ? keep(stdin) : () => readFile(path);
    try {
      const capture = await readCapture(name, open());
      const { value, sizeBytes } = capture;
      // topid's chart server leaves an empty file where no snapshot was taken.
      if (sizeBytes === 0) {
        remarks.push(`${name}: is empty and left out`);
        continue;
      }
      if (callByKind(isCut, value, capture)) {
        remarks.push(`${name}: what could not be read of it is left out`);
      }
      callByKind(gather, value, { recordings, others }, String(index));
      continue;
    } catch (error) {
      const { code } = error as Partial<FormatError>;
      if (!isFormatError(error) || code === 'empty-file') {
        failures.push(toFailure(name, error));
        continue;
      }
    }
    try {
      others.push({ slot: String(index), value: { kind: 'text', lines: await readTextLines(name, open()) } });
      remarks.push(`${name}: no known capture, redacted as text`);
    } catch (error) {
      failures.push(toFailure(name, error));
    }
  }
  const joined = joinRecordings(recordings).map((value, index) => ({ slot: `recording ${index}`, value }));
  const { captures, replacements } = redactCaptures(
    [...joined, ...others],
    { captures: [], states: {} },
    spec,
  );
  return { files: captures.flatMap(({ files }) => files), failures, remarks, replacements };
}

/** Whether something of a file is not there. */
const isCut: ByKind<boolean, [capture: Pick<Capture, 'end' | 'notices'>]> = {
  recording: (_, { end }) => !end.complete,
  // Of a log all lines are there, however its stacks end.
  'crash-log': (_, { notices }) => notices.some(({ code }) => lossCodes.has(code)),
  profile: (_, { end }) => !end.complete,
};

interface Gathered {
  /** To be joined by their sessions. */
  recordings: Recording[];
  others: Redactable[];
}

const gather: ByKind<void, [Gathered, slot: string]> = {
  recording: (value, { recordings }) => void recordings.push(value),
  'crash-log': (value, { others }, slot) => void others.push({ slot, value }),
  profile: (value, { others }, slot) => void others.push({ slot, value }),
};

/** Of notices that tell of bytes that are not there. */
const lossCodes: ReadonlySet<Notice['code']> = new Set<Notice['code']>([
  'too-large',
  'gzip-cut',
  'gzip-corrupt',
  'gzip-checksum',
  'gzip-trailing',
]);

function isFormatError(error: unknown): error is FormatError {
  return error instanceof Error && error.name === 'FormatError';
}

/** Standard input, to be read more than once. */
function keep(stdin: AsyncIterable<Uint8Array>): () => AsyncGenerator<Uint8Array> {
  const kept: Uint8Array[] = [];
  const rest = stdin[Symbol.asyncIterator]();
  return async function* () {
    yield* kept;
    for (let next = await rest.next(); !next.done; next = await rest.next()) {
      kept.push(next.value);
      yield next.value;
    }
  };
}

/** `taken out: 2 ip (5 times), 1 user (3 times)` */
export function toCounts(replacements: readonly Replacement[]): string {
  if (replacements.length === 0) return 'nothing was found to take out';
  const kinds: Replacement['kind'][] = [...redactionKinds, 'word'];
  const counts = kinds.flatMap((kind) => {
    const ofKind = replacements.filter((one) => one.kind === kind);
    if (ofKind.length === 0) return [];
    const times = ofKind.reduce((sum, { count }) => sum + count, 0);
    return [`${ofKind.length} ${kind} (${times === 1 ? 'once' : `${times} times`})`];
  });
  return `taken out: ${counts.join(', ')}`;
}

/** Waits for a slow reader, instead of holding all in memory. */
async function writeOut(text: string | Uint8Array): Promise<void> {
  if (!process.stdout.write(text)) {
    await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
}

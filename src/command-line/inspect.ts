import { open } from 'node:fs/promises';
import { type Capture, readCapture } from '#formats/index.ts';
import { sessionOf } from '#model/capture/join-files.ts';
import { type ByKind, callByKind, type Model, type Models } from '#model/capture/models.ts';
import type { CrashFile, CrashLog } from '#model/crash/crash-log.ts';
import { type Collection, findCollections } from '#model/crash/gc-trace.ts';
import type { Kind } from '#model/kind.ts';
import { isEmptyRecording, joinRecordings } from '#model/recording/join.ts';
import type { Notice } from '#model/notice.ts';
import type { Profile } from '#model/profile/profile.ts';
import { findSampleType } from '#model/profile/sample-type.ts';
import type { Recording } from '#model/recording/recording.ts';

/** One thing that was found in the files: a recording, of one file or of all of its session, one crash of a log, or a profile. */
export type Found = FoundByKind[Kind];

/** By what it is. */
export type FoundByKind = {
  [K in Kind]: { kind: K; files: ReadFile[]; notices: Notice[] } & ThingByKind[K];
};

/** What one thing of each kind is. */
interface ThingByKind {
  recording: { recording: Recording };
  /** Undefined for a log without a crash, which holds collections; these stand with the first crash of a log. */
  'crash-log': { crash: CrashLog | undefined; lines: readonly string[]; collections: Collection[] };
  /** `asked` is the sample type that is to be shown, by its name. */
  profile: { profile: Profile; asked: string | undefined };
}

/** One function for each kind of thing. */
export type ByFoundKind<Result, Rest extends unknown[] = []> = ByKind<Result, Rest, Found>;

export interface ReadFile {
  name: string;
  format: string;
  sizeBytes: number;
  gzipped: boolean;
}

export interface Inspection {
  /** In the order of the files; a joined recording stands where the first of its files does. */
  found: Found[];
  /** One line for each file that could not be read. */
  failures: string[];
}

type FileOf<T> = ReadFile & { value: T; notices: Notice[] };

/** The things in files that belong together: those of a session, or a single one. */
const findings: { readonly [K in Kind]: (files: FileOf<Models[K]>[], options: InspectOptions) => Found[] } = {
  recording: toRecordings,
  'crash-log': (files) => files.flatMap(toCrashes),
  profile: (files, { sampleType }) => files.map((file) => toProfile(file, sampleType)),
};

/** Why a thing is nothing; undefined where it is something. */
const vacancies: ByFoundKind<string | undefined> = {
  // The empty snapshots of a session are no fault beside its process file; alone they are nothing.
  recording: ({ recording }) =>
    isEmptyRecording(recording) ? 'the file is empty, as topid leaves it without -snapshot' : undefined,
  'crash-log': () => undefined,
  profile: ({ profile, asked }) =>
    findSampleType(profile, asked) === undefined
      ? `it has no sample type ${asked}; there are ${profile.sampleTypes.map(({ type }) => type).join(', ')}`
      : undefined,
};

export interface InspectOptions {
  /** Of profiles: the sample type that is shown, by its name; else the one that pprof would show. */
  sampleType?: string | undefined;
}

/** @param paths of files; `-` is standard input */
export async function inspectFiles(
  paths: string[],
  stdin: AsyncIterable<Uint8Array>,
  options: InspectOptions = {},
): Promise<Inspection> {
  const failures: string[] = [];
  const groups: FileOf<Model>[][] = [];
  const sessions = new Map<string, FileOf<Model>[]>();
  for (const path of paths) {
    const name = path === '-' ? 'stdin' : path;
    let capture: Capture;
    try {
      capture = await readCapture(name, path === '-' ? stdin : readFile(path));
    } catch (error) {
      failures.push(toFailure(name, error));
      continue;
    }
    const { value, notices, format, sizeBytes, gzipped } = capture;
    const file = { name, format, sizeBytes, gzipped, value, notices };
    const id = sessionOf(value)?.id;
    const known = id === undefined ? undefined : sessions.get(`${value.kind} ${id}`);
    if (known) known.push(file);
    else {
      const group = [file];
      groups.push(group);
      if (id !== undefined) sessions.set(`${value.kind} ${id}`, group);
    }
  }
  const things: Found[] = [];
  for (const found of groups.flatMap((group) => findThings(group, options))) {
    const why = callByKind<Found, string | undefined, []>(vacancies, found);
    if (why === undefined) things.push(found);
    else failures.push(...found.files.map(({ name }) => `${name}: ${why}`));
  }
  return { found: things, failures };
}

/** @param files all of one kind */
function findThings(files: FileOf<Model>[], options: InspectOptions): Found[] {
  const [first] = files;
  if (!first) return [];
  return (findings[first.value.kind] as (files: FileOf<Model>[], options: InspectOptions) => Found[])(
    files,
    options,
  );
}

/** Mostly one; two of a kind of one session (the same file twice) stay apart. */
function toRecordings(files: FileOf<Recording>[]): Found[] {
  const joined = joinRecordings(files.map(({ value, notices }) => ({ ...value, notices })));
  return joined.map((recording) => ({
    kind: 'recording',
    recording,
    notices: recording.notices,
    files: joined.length === 1 ? files : files.filter(({ notices }) => notices === recording.notices),
  }));
}

/** What is said of the file and of none of its crashes stands with the first. */
function toCrashes(file: FileOf<CrashFile>): Found[] {
  const { crashes, lines } = file.value;
  const collections = findCollections(lines);
  if (crashes.length === 0) {
    return [
      { kind: 'crash-log', crash: undefined, lines, collections, notices: file.notices, files: [file] },
    ];
  }
  const own = crashes.map(({ notices }) => new Set(notices.map(({ message }) => message)));
  const general = file.notices.filter(({ message }) => !own.some((messages) => messages.has(message)));
  return crashes.map((crash, index) => ({
    kind: 'crash-log',
    crash,
    lines,
    collections: index === 0 ? collections : [],
    notices: index === 0 ? [...general, ...crash.notices] : crash.notices,
    files: [file],
  }));
}

function toProfile(file: FileOf<Profile>, asked: string | undefined): Found {
  return { kind: 'profile', profile: file.value, asked, notices: file.notices, files: [file] };
}

/** A file's bytes. A folder is none. */
export async function* readFile(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    if ((await file.stat()).isDirectory()) throw new Error(`${path}: a folder, not a file`);
    yield* file.createReadStream({ autoClose: false, highWaterMark: 256 * 1024 });
  } finally {
    await file.close();
  }
}

/** One line that begins with the file's name. */
export function toFailure(name: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const said = (code !== undefined && systemErrors.get(code)) || message || String(error);
  const line = said.startsWith(`${name}: `) ? said : `${name}: ${said}`;
  return line.replace(/\s*\n\s*/g, ' ');
}

const systemErrors = new Map([
  ['ENOENT', 'there is no such file'],
  ['EACCES', 'it may not be read (permission denied)'],
  ['EPERM', 'it may not be read (not permitted)'],
  ['ENOTDIR', 'there is no such file (a part of its path is no folder)'],
]);

import { findGoVersion } from '#model/go-root.ts';
import type { CodePlace, CrashLog, Frame } from './crash-log.ts';

/** Which Go built the program that crashed, as far as the log tells for certain. */
export interface GoRelease {
  /** `1.13` */
  line: string;
  /** `go1.21.13`, where a path names the whole version. */
  tag?: string;
  /** What tells: the line of the log. */
  evidence: { kind: 'path' | 'known-line'; text: string; line: number };
}

/**
 * By the path of a frame of the standard library (`/usr/local/go1.21.13/src/…`), else by a line of the
 * runtime that stands at that number in one release line alone. Undefined where neither is certain.
 */
export function findGoRelease(crash: CrashLog): GoRelease | undefined {
  const frames = crash.goroutines.flatMap((goroutine) => goroutine.frames);
  return findByPath(frames) ?? findByLine(frames);
}

/** The oldest release that prints what the log has, for where nothing more is known: `gp=` came with 1.22. */
export function findOldestRelease(
  crash: CrashLog,
): { line: string; evidence: { text: string; line: number } } | undefined {
  for (const { id, line, marks, attributes, createdBy } of crash.goroutines) {
    // A profile (`?debug=1`), whose stacks have no number, has labels in every release.
    if (marks.includes('leaked') || (attributes['labels'] !== undefined && id !== undefined))
      return { line: '1.26', evidence: { text: marks.join(', ') || 'labels:{…}', line } };
    if (marks.includes('durable')) return { line: '1.25', evidence: { text: '(durable)', line } };
    if (attributes['gp'] !== undefined)
      return { line: '1.22', evidence: { text: `gp=${attributes['gp']}`, line } };
    if (createdBy?.goroutine !== undefined) {
      return {
        line: '1.21',
        evidence: { text: `in goroutine ${createdBy.goroutine}`, line: createdBy.line },
      };
    }
  }
  for (const { frames } of crash.goroutines) {
    const braced = frames.find(({ args }) => args.includes('{'));
    if (braced)
      return { line: '1.17', evidence: { text: `${braced.function}(${braced.args})`, line: braced.line } };
  }
  return undefined;
}

/** Whether a release line is the other or newer: `1.9` is older than `1.13`. */
export function isAtLeast(line: string, other: string): boolean {
  return Number(line.split('.')[1]) >= Number(other.split('.')[1]);
}

function findByPath(frames: readonly Frame[]): GoRelease | undefined {
  for (const { owner, file, line } of frames) {
    if (file === undefined || (owner !== 'runtime' && owner !== 'std')) continue;
    const version = findGoVersion(file);
    if (version === undefined) continue;
    const [major, minor, patch] = version.split('.');
    const evidence = { kind: 'path', text: file, line } as const;
    const tag = patch === undefined ? {} : { tag: `go${version}` };
    return { line: `${major}.${minor}`, ...tag, evidence };
  }
  return undefined;
}

/**
 * Lines of runtime/panic.go at which `throw` calls fatalthrow, in the first and the last patch release
 * seen of each line. A number that two lines of releases have (1047: 1.19 and 1.20) is left out, and so
 * is any release whose source was not at hand.
 */
const throwLines = new Map([
  [774, '1.13'],
  [1077, '1.21'],
  [1023, '1.22'],
  [1067, '1.23'],
  [1073, '1.23'],
  [1096, '1.24'],
  [1101, '1.24'],
  [1094, '1.25'],
  [1229, '1.26'],
]);

function findByLine(frames: readonly Frame[]): GoRelease | undefined {
  const thrown = frames.find(
    (frame) => frame.function === 'runtime.throw' && isFile(frame, 'runtime/panic.go'),
  );
  const line = thrown?.fileLine === undefined ? undefined : throwLines.get(thrown.fileLine);
  if (!thrown || line === undefined) return undefined;
  return {
    line,
    evidence: { kind: 'known-line', text: `${thrown.file}:${thrown.fileLine}`, line: thrown.line },
  };
}

function isFile({ file }: CodePlace, path: string): boolean {
  return file !== undefined && (file === path || file.replaceAll('\\', '/').endsWith(`/${path}`));
}

import { type Codes, toSay } from '#codes/said.ts';

interface AtLine {
  line: number;
}

/** What is said of one crash, each with its line. */
const crashNotices = {
  'go-crash-cut': ({ line }: AtLine) => `go-crash: a traceback breaks off at line ${line}`,
  'go-crash-no-file': ({ line }: AtLine) => `go-crash: no file line for the call at line ${line}`,
  'go-crash-headless': ({ line }: AtLine) => `go-crash: frames without a goroutine's header at line ${line}`,
  'go-crash-interleaved': ({ line, count }: AtLine & { count: number }) => {
    const lines = count === 1 ? 'a line' : `${count} lines`;
    return `go-crash: ${lines} of something else among the frames, at line ${line}`;
  },
};

const logNotices = {
  'go-crash-wrapped': ({ line, count }: AtLine & { count: number }) =>
    `go-crash: ${count} wrapped lines were put together again, from line ${line} on`,
  'go-crash-newest-first': ({ line }: AtLine) =>
    `go-crash: the lines stand newest first, from line ${line} on; they were read in the order in which they were printed`,
  'go-crash-more': ({ line, more }: AtLine & { more: number }) =>
    `go-crash: ${more} more notices of these kinds, after line ${line}`,
  'go-crash-too-long': ({ lines }: { lines: number }) =>
    `go-crash: the first ${lines} lines were read, those beyond are left out`,
};

const crashErrors = {
  'go-crash-empty': ({ name }: { name: string }) => `go-crash: ${name} is empty`,
  'go-crash-none': ({ name, lines }: { name: string; lines: number }) =>
    `go-crash: no panic, fatal error, goroutine or data race in the ${lines} lines of ${name}`,
  'go-crash-none-so-far': ({ name, lines }: { name: string; lines: number }) =>
    `go-crash: no panic, fatal error, goroutine or data race in the first ${lines} lines of ${name}; those beyond were not read`,
};

declare module '#model/notice.ts' {
  interface Notices extends Codes<typeof crashNotices>, Codes<typeof logNotices> {}
  interface Failures extends Codes<typeof crashErrors> {}
}

export const sayOfCrash = toSay(crashNotices);
export type CrashNotice = ReturnType<typeof sayOfCrash>;
export const sayOfLog = toSay({ ...logNotices, ...crashErrors });
export const crashSentences = { ...crashNotices, ...logNotices, ...crashErrors };

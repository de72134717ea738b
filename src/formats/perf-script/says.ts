import { type Codes, toSay } from '#codes/said.ts';

const perfNotices = {
  'perf-lines': ({ lines, line }: { lines: number; line: number }) =>
    `perf script: ${lines} lines, the first of them line ${line}, are no frame of a stack and were left out`,
  'perf-more-events': ({ events, samples }: { events: number; samples: number }) =>
    `perf script: there are more than ${events} events; ${samples} samples of the others are counted without their periods`,
  'perf-large-periods': ({ samples }: { samples: number }) =>
    `perf script: ${samples} samples have periods beyond 64 bits and are counted without them`,
  'perf-no-stacks': ({ samples }: { samples: number }) =>
    `perf script: none of the ${samples} samples has more than one frame: perf record takes stacks with -g`,
};

const perfErrors = {
  'perf-none': ({ file, lines }: { file: string; lines: number }) =>
    `${file}: no sample with a frame in ${lines} lines of perf script`,
};

declare module '#model/notice.ts' {
  interface Notices extends Codes<typeof perfNotices> {}
  interface Failures extends Codes<typeof perfErrors> {}
}

export const perfSentences = { ...perfNotices, ...perfErrors };
export const sayOfPerf = toSay(perfSentences);

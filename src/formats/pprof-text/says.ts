import { type Codes, toSay } from '#codes/said.ts';

const textNotices = {
  'pprof-text-lines': ({ lines, line }: { lines: number; line: number }) =>
    `pprof: ${lines} lines, the first of them line ${line}, are no sample and were left out`,
  'pprof-text-no-names': ({ frames }: { frames: number }) =>
    `pprof: the text has no names for ${frames} of its addresses`,
};

const textErrors = {
  'pprof-text-none': ({ file, lines }: { file: string; lines: number }) =>
    `${file}: no sample in ${lines} lines of a profile as text`,
};

declare module '#model/notice.ts' {
  interface Notices extends Codes<typeof textNotices> {}
  interface Failures extends Codes<typeof textErrors> {}
}

export const pprofTextSentences = { ...textNotices, ...textErrors };
export const sayOfPprofText = toSay(pprofTextSentences);

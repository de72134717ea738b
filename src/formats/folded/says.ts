import { type Codes, toSay } from '#codes/said.ts';

const foldedNotices = {
  'folded-lines': ({ lines, line }: { lines: number; line: number }) =>
    `folded: ${lines} lines, the first of them line ${line}, do not end in a number that 64 bits hold, or in two as those before them, and were left out`,
};

const foldedErrors = {
  'folded-none': ({ file, lines }: { file: string; lines: number }) =>
    `${file}: none of its ${lines} lines is a folded stack such as main;run;read 12`,
};

declare module '#model/notice.ts' {
  interface Notices extends Codes<typeof foldedNotices> {}
  interface Failures extends Codes<typeof foldedErrors> {}
}

export const foldedSentences = { ...foldedNotices, ...foldedErrors };
export const sayOfFolded = toSay(foldedSentences);

import { type Codes, type Said, toSay } from '#codes/said.ts';
import { formatLimit } from '#locale/format.ts';

interface Unpacked {
  /** How many could be read. */
  bytes: number;
  /** How long the data in the link is, in characters. */
  length: number;
}

/** What is wrong with data in a link: a notice where some of it could be read, else the error. */
export const linkProblems = {
  'link-data-empty': () => 'link: the data is empty',
  'link-data-cut': ({ bytes }: Unpacked) =>
    `link: the data ends too early; ${bytes} bytes of it could be read`,
  'link-data-broken': ({ bytes }: Unpacked) =>
    `link: the data is damaged; ${bytes} bytes of it could be read`,
  'link-data-too-large': ({ maxBytes }: Unpacked & { maxBytes: number }) =>
    `link: the data unpacks to more than ${formatLimit(maxBytes)}`,
};

declare module '#model/notice.ts' {
  interface Notices extends Codes<typeof linkProblems> {}
  interface Failures extends Codes<typeof linkProblems> {}
}

export const sayOfLink = toSay(linkProblems);
export type LinkProblem = Said<Codes<typeof linkProblems>>;

import type { Reason } from '#bytes/reasons.ts';
import { type Codes, type Said, toSay } from '#codes/said.ts';
import { formatLimit } from '#locale/format.ts';

interface Unpacked {
  /** How many could be read. */
  bytes: number;
  /** How long the data in the link is, in characters. */
  length: number;
}

/** What is wrong with data in a link: a notice where some of it could be read, else the error. */
export const linkDataProblems = {
  'link-data-empty': () => 'link: the data is empty',
  'link-data-cut': ({ bytes }: Unpacked) =>
    `link: the data ends too early; ${bytes} bytes of it could be read`,
  'link-data-broken': ({ bytes }: Unpacked) =>
    `link: the data is damaged; ${bytes} bytes of it could be read`,
  'link-data-too-large': ({ maxBytes }: Unpacked & { maxBytes: number }) =>
    `link: the data unpacks to more than ${formatLimit(maxBytes)}`,
};

declare module '#model/notice.ts' {
  interface Notices extends Codes<typeof linkDataProblems> {}
  interface Failures extends Codes<typeof linkDataProblems> {}
}

export const sayOfLinkData = toSay(linkDataProblems);
export type LinkDataProblem = Said<Codes<typeof linkDataProblems>>;

/** Why the value of a key does not read. */
export const linkReasons = {
  'link-escape': () => 'an escape is broken: a percent sign with two hexadecimal digits, of UTF-8',
  'link-version': () => 'not a version number',
  'link-none-of': ({ found, known }: { found: string; known: readonly string[] }) =>
    `${quote(found)} is none of ${known.join(', ')}`,
  'link-number': ({ found }: { found: string }) =>
    found === '' ? 'a number like 12.5 is missing' : `not a number like 12.5: ${quote(found)}`,
  'link-count': ({ found }: { found: string }) => `not a number from 1: ${quote(found)}`,
  'link-range': () => 'not two numbers',
  'link-range-order': () => 'it ends before it begins',
  'link-range-empty': () => 'it ends where it begins',
  'link-zone': ({ found }: { found: string }) => `not a time zone that is known here: ${quote(found)}`,
  'link-filter': () => 'not four numbers: average and maximum CPU, average and maximum memory',
  'link-pin': ({ found, known }: { found: string; known: readonly string[] }) =>
    `${found === '' ? 'an empty part' : quote(found)} does not begin with one of ${known.join(', ')} and a colon`,
  'link-label': () => 'not a key and a value of a label',
  'link-compare': () => 'not a capture, an alignment and a shift',
  'link-edit': () => 'not the name of a cell, a hash of its text and another text',
  'link-edit-hash': ({ found }: { found: string }) => `not a hash of 16 digits: ${quote(found)}`,
  'link-ref': () => 'a capture is one of site:, url:, store:, file: and link:',
  'link-ref-url': () => 'a capture of a link has an absolute path of this site',
  'link-ref-id': () => 'an id of the store is 26 letters and digits',
  'link-ref-size': ({ found }: { found: string }) => `not a size in bytes: ${quote(found)}`,
  'link-ref-hash': () => 'not a SHA-256 of 64 hexadecimal digits',
};

declare module '#bytes/reasons.ts' {
  interface Reasons extends Codes<typeof linkReasons> {}
}

export const linkReason = toSay(linkReasons);

/** What is wrong in a link. None of it is fatal: what could be read stands in the view. */
export const linkProblems = {
  /** Made by a newer Casebook: what this one knows of it was read. */
  'link-newer': ({ version }: { version: number }) => `made by a newer Casebook (link version ${version})`,
  /** A key that this version does not know; its text is kept as it stood. */
  'link-unknown': ({ key }: Entry) => `${key} is not known here`,
  'link-bad-value': ({ key, value, reason }: Entry & { reason: Reason }) =>
    `${key} has a value that does not read: ${shorten(value)} (${reason.message})`,
  /** A key that stands once, found again. */
  'link-repeated': ({ key }: Entry) => `${key} stands twice; the first counts`,
  'link-too-many': ({ key, count, most }: { key: string; count: number; most: number }) =>
    `${key} stands ${count} times; only the first ${most} are read`,
  'link-long-list': ({ key, count, most }: { key: string; count: number; most: number }) =>
    `${key} has ${count} entries; only the first ${most} are read`,
  /** The link says that it carries this file, but the data is not there. */
  'link-missing-data': ({ name }: { name: string }) =>
    `the data of ${name} is not in the link: it was cut on its way`,
  /** Of a capture of another kind. */
  'link-other-kind': ({ keys, name }: { keys: readonly string[]; name: string }) =>
    `${shorten(keys.join(', '))}: ${quote(name)} is no capture that this is set for`,
  /** Of something that the link does not open. */
  'link-not-open': ({ keys, name }: { keys: readonly string[]; name: string }) =>
    `${shorten(keys.join(', '))}: the link opens nothing called ${quote(name)}`,
};

interface Entry {
  key: string;
  value: string;
}

/** Of a value as much as a sentence bears. */
function shorten(value: string): string {
  return value.slice(0, 60);
}

function quote(found: string): string {
  return JSON.stringify(shorten(found));
}

export interface LinkProblems extends Codes<typeof linkProblems> {}
export type LinkProblem = Said<LinkProblems>;
export const sayOfLink = toSay(linkProblems);

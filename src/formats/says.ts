import type { Reason } from '#bytes/reasons.ts';
import { type Codes, type Said, toSay } from '#codes/said.ts';
import { formatLimit } from '#locale/format.ts';
import type { FormatId, FormatName } from '#formats/format.ts';

interface OfFile {
  file: string;
}

const gzipNotices = {
  'gzip-cut': ({ byte }: { byte: number }) =>
    `gzip: the compressed data ends too early, at byte ${byte}; what came before was read`,
  'gzip-corrupt': ({ reason, byte }: { reason: Reason; byte: number }) =>
    `gzip: ${reason.message} at byte ${byte}; what came before was read`,
  'gzip-checksum': () => 'gzip: the checksum does not match the content; some of it may be wrong',
  'gzip-trailing': ({ byte, sizeBytes }: { byte: number; sizeBytes: number }) =>
    `gzip: ${sizeBytes} bytes behind the compressed data, from byte ${byte} on, were left out`,
};

/** What was odd about a .gz. */
export type GzipNotice = Said<Codes<typeof gzipNotices>>;

const fileNotices = {
  'too-large': ({ file, maxBytes }: OfFile & { maxBytes: number }) =>
    `${file} is larger than ${formatLimit(maxBytes)}; what is beyond was left out`,
  mislabelled: ({ file, named, found }: OfFile & { named: FormatName; found: FormatName }) =>
    `${file} is named like a ${named.title}, but its content is a ${found.title}; it was read as that`,
};

/** What a file is instead, told by its first bytes. */
export type OtherKind = keyof typeof kindHints | 'gob';

/** What it is, and what to do about it. */
const kindHints = {
  zip: 'It is a zip archive: unpack it and open what is in it.',
  xz: 'It is compressed with xz: run unxz on it first.',
  zstd: 'It is compressed with zstd: run unzstd on it first.',
  bzip2: 'It is compressed with bzip2: run bunzip2 on it first.',
  '7z': 'It is a 7z archive: unpack it and open what is in it.',
  tar: 'It is a tar archive: unpack it and open what is in it.',
  elf: 'It is an ELF program or core file: open the log or the profile that it wrote.',
  png: 'It is a PNG picture: open the text or the recording that it shows.',
  jpeg: 'It is a JPEG picture: open the text or the recording that it shows.',
  pdf: 'It is a PDF: open the text or the recording that it shows.',
  html: 'It is a web page: perhaps the page was saved instead of the file that it links to.',
  zeros: 'It begins with zeros alone, as a power loss leaves a file.',
};

interface Unknown extends OfFile {
  /** The formats that it was compared with. */
  looked: readonly FormatName[];
  /** The first bytes, as digits and as what of them prints. */
  hex: string;
  text: string;
  /** Empty where nobody can tell. */
  kind: OtherKind | '';
  /** Of gob: the structs that its stream has, as far as they are known. */
  structs: string;
}

interface UnknownText extends OfFile {
  looked: readonly FormatName[];
  /** Its first line, quoted. */
  text: string;
  /** The program that prints the like; empty where nobody can tell. */
  recorder: string;
}

const fileErrors = {
  'empty-file': ({ file }: OfFile) => `${file}: the file is empty`,
  'empty-gzip': ({ file, problem }: OfFile & { problem: GzipNotice | undefined }) =>
    `${file}: ${problem ? problem.message : 'gzip: there is nothing in it'}`,
  'gzip-nested': ({ file, times }: OfFile & { times: number }) =>
    `${file}: gzip within gzip, more than ${times} times; nothing in it was read`,
  'no-such-format': ({ format }: { format: string }) => `no format is called ${format}`,
  'unknown-format': ({ file, looked, hex, text, kind, structs }: Unknown) => {
    const isGob = `It is a gob stream${structs && ` of ${structs}`}, but none that topid writes.`;
    const hint = kind === 'gob' ? isGob : kind === '' ? '' : kindHints[kind];
    return `${file}: not a format that Casebook reads. Looked for: ${toTitles(looked)}. It begins with ${hex} (${JSON.stringify(text)}).${hint && ` ${hint}`}`;
  },
  'unknown-text': ({ file, looked, text, recorder }: UnknownText) => {
    const hint = recorder && `It looks like the output of ${recorder}, which Casebook does not read yet.`;
    return `${file}: a text, but none that Casebook reads. It reads: ${toTitles(looked)}. This one begins with ${text}.${hint && ` ${hint}`}`;
  },
};

function toTitles(names: readonly FormatName[]): string {
  return names.map(({ title }) => title).join(', ');
}

declare module '#model/notice.ts' {
  interface Notices extends Codes<typeof gzipNotices>, Codes<typeof fileNotices> {}
  interface Failures extends Codes<typeof fileErrors> {}
}

export const sayOfGzip = toSay(gzipNotices);
export const sayOfFile = toSay({ ...fileNotices, ...fileErrors });
export const fileSentences = { ...gzipNotices, ...fileNotices, ...fileErrors };

/** A format as messages carry it: as data. */
export function toName({ id, title }: { id: FormatId; title: string }): FormatName {
  return { id, title };
}

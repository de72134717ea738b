import { type Format, FormatError } from './format.ts';
import { findGobHead } from './gob/detect-gob.ts';

/** What a file is instead, told by its first bytes, and what to do about it. */
const OTHER_KINDS: readonly { kind: string; magic: readonly number[]; at?: number; hint: string }[] = [
  { kind: 'zip', magic: [0x50, 0x4b, 3, 4], hint: 'It is a zip archive: unpack it and open what is in it.' },
  {
    kind: 'xz',
    magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0],
    hint: 'It is compressed with xz: run unxz on it first.',
  },
  {
    kind: 'zstd',
    magic: [0x28, 0xb5, 0x2f, 0xfd],
    hint: 'It is compressed with zstd: run unzstd on it first.',
  },
  { kind: 'bzip2', magic: [0x42, 0x5a, 0x68], hint: 'It is compressed with bzip2: run bunzip2 on it first.' },
  {
    kind: '7z',
    magic: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c],
    hint: 'It is a 7z archive: unpack it and open what is in it.',
  },
  {
    kind: 'tar',
    magic: [0x75, 0x73, 0x74, 0x61, 0x72],
    at: 257,
    hint: 'It is a tar archive: unpack it and open what is in it.',
  },
  {
    kind: 'elf',
    magic: [0x7f, 0x45, 0x4c, 0x46],
    hint: 'It is an ELF program or core file: open the log or the profile that it wrote.',
  },
  {
    kind: 'png',
    magic: [0x89, 0x50, 0x4e, 0x47],
    hint: 'It is a PNG picture: open the text or the recording that it shows.',
  },
  {
    kind: 'jpeg',
    magic: [0xff, 0xd8, 0xff],
    hint: 'It is a JPEG picture: open the text or the recording that it shows.',
  },
  {
    kind: 'pdf',
    magic: [0x25, 0x50, 0x44, 0x46, 0x2d],
    hint: 'It is a PDF: open the text or the recording that it shows.',
  },
];

const HTML = /^\s*(<!doctype html|<html|<head|<\?xml[^>]*>\s*<!doctype html)/i;
const HTML_HINT = 'It is a web page: perhaps the page was saved instead of the file that it links to.';

/** Says of a file that no format knows what it was compared with, how it begins, and what it seems to be. */
export function toUnknownError(name: string, head: Uint8Array, formats: readonly Format[]): FormatError {
  const looked = formats.map(({ title }) => title).join(', ');
  const hex = [...head.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const text = toPrintable(head.subarray(0, 40));
  const { kind, hint, structs = '' } = findKind(head);
  const message = `${name}: not a format that Casebook reads. Looked for: ${looked}. It begins with ${hex} (${JSON.stringify(text)}).${hint && ` ${hint}`}`;
  return new FormatError(
    'unknown-format',
    message,
    { byte: 0 },
    { file: name, looked, hex, text, kind, hint, structs },
  );
}

function findKind(head: Uint8Array): { kind: string; hint: string; structs?: string } {
  for (const { kind, magic, at = 0, hint } of OTHER_KINDS) {
    if (magic.every((byte, index) => head[at + index] === byte)) return { kind, hint };
  }
  if (HTML.test(new TextDecoder().decode(head.subarray(0, 256)))) return { kind: 'html', hint: HTML_HINT };
  const gob = findGobHead(head);
  if (gob) {
    const structs = gob.structs
      .slice(0, 3)
      .map(({ name, fields }) => `${name || 'struct'} {${fields.map((field) => field.name).join(', ')}}`)
      .join(', ');
    const of = structs === '' ? '' : ` of ${structs}`;
    return { kind: 'gob', hint: `It is a gob stream${of}, but none that topid writes.`, structs };
  }
  if (head.every((byte) => byte === 0)) {
    return { kind: 'zeros', hint: 'It begins with zeros alone, as a power loss leaves a file.' };
  }
  return { kind: '', hint: '' };
}

/** One character for each byte, a dot for what does not print. */
function toPrintable(bytes: Uint8Array): string {
  return [...bytes].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
}

import { findHeadText } from '#bytes/text.ts';
import { type Format, FormatError, type FormatName } from '#formats/format.ts';
import { findGobHead } from '#formats/gob/detect-gob.ts';
import { atPlace } from '#model/notice.ts';
import { type OtherKind, sayOfFile, toName } from './says.ts';

/** What a file is instead, by its first bytes. */
const OTHER_KINDS: readonly { kind: OtherKind; magic: readonly number[]; at?: number }[] = [
  { kind: 'zip', magic: [0x50, 0x4b, 3, 4] },
  { kind: 'xz', magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0] },
  { kind: 'zstd', magic: [0x28, 0xb5, 0x2f, 0xfd] },
  { kind: 'bzip2', magic: [0x42, 0x5a, 0x68] },
  { kind: '7z', magic: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { kind: 'tar', magic: [0x75, 0x73, 0x74, 0x61, 0x72], at: 257 },
  { kind: 'elf', magic: [0x7f, 0x45, 0x4c, 0x46] },
  { kind: 'png', magic: [0x89, 0x50, 0x4e, 0x47] },
  { kind: 'jpeg', magic: [0xff, 0xd8, 0xff] },
  { kind: 'pdf', magic: [0x25, 0x50, 0x44, 0x46, 0x2d] },
];

const HTML = /^\s*(<!doctype html|<html|<head|<\?xml[^>]*>\s*<!doctype html)/i;

/** Other recorders, by lines that they print near their beginning. None of them is read. */
const OTHER_RECORDERS: readonly { kind: string; pattern: RegExp }[] = [
  // `ATOP - board     2026/11/26  18:44:48`, `PRC board 1795718688 2026/11/26 …`
  { kind: 'atop', pattern: /^ATOP - \S|^(?:PR[CMNDEG]|CPU|CPL|cpu|MEM) \S+ \d{9,11} \d{4}\/\d\d\/\d\d /m },
  // `AAA,progname,nmon`
  { kind: 'nmon', pattern: /^AAA,\w+,/m },
  // `# Time        UID       PID    %usr`, `18:44:48      UID       PID`
  {
    kind: 'pidstat',
    pattern: /^#? *(?:Time|\d\d:\d\d:\d\d(?: [AP]M)?)\s+(?:UID|USER)\s+(?:TGID\s+TID|PID)\s/m,
  },
  // `18:44:48        CPU     %user     %nice`
  { kind: 'sar', pattern: /^\d\d:\d\d:\d\d(?: [AP]M)?\s+CPU\s+%us/m },
  // `top - 18:44:48 up 47 min`; BusyBox: `Mem: 9201512K used, 15482584K free`
  { kind: 'top', pattern: /^top - \d\d:\d\d:\d\d up |^Mem: \d+K used, \d+K free/m },
  // ` r  b   swpd   free   buff  cache`
  { kind: 'vmstat', pattern: /^ *r +b +swpd +free /m },
  // `# Elapsed time   CPU (%)     Real (MB)`
  { kind: 'psrecord', pattern: /^# Elapsed time +CPU \(%\)/m },
  // `#PID  User     PR  PPID`
  { kind: 'collectl', pattern: /^#(?:Date +Time +|Time +)?PID +User +PR +PPID/m },
  // `MemTotal:       24684096 kB`
  { kind: '/proc/meminfo', pattern: /^MemTotal: +\d+ kB/m },
  // `USER         PID %CPU %MEM    VSZ   RSS`, `    PID    PPID %CPU`, `PID   USER     COMMAND`
  { kind: 'ps', pattern: /^ *(?:[A-Z]+ +)?PID +(?:[%A-Z:]+ +)*(?:COMMAND|CMD)(?: +COMMAND| +CMD)? *$/m },
];

/** Says of a file that no format knows what it was compared with, how it begins, and what it seems to be. */
export function toUnknownError(name: string, head: Uint8Array, formats: readonly Format[]): FormatError {
  const looked = formats.map(toName);
  const { kind, structs = '' } = findKind(head);
  const text = kind === '' ? findPlainText(head) : undefined;
  if (text !== undefined) return toUnknownTextError(name, text, looked);
  const hex = [...head.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const printable = toPrintable(head.subarray(0, 40));
  const params = { file: name, looked, hex, text: printable, kind, structs };
  return new FormatError(atPlace({ byte: 0 }, sayOfFile('unknown-format', params)));
}

function toUnknownTextError(name: string, text: string, looked: readonly FormatName[]): FormatError {
  const line = text.split(/\r?\n/).find((each) => each.trim() !== '') ?? '';
  const first = JSON.stringify(line.length > 80 ? `${line.slice(0, 79)}…` : line);
  const recorder = OTHER_RECORDERS.find(({ pattern }) => pattern.test(text))?.kind ?? '';
  const said = sayOfFile('unknown-text', { file: name, looked, text: first, recorder });
  return new FormatError(atPlace({ line: 1 }, said));
}

/**
 * Whether what a format has to say of a file is worse than that nothing knows it: a format that took it
 * for its name alone did not find what makes it one.
 */
export function isBetterUnknown(error: unknown, head: Uint8Array): boolean {
  if (!(error instanceof FormatError)) return false;
  if (error.code === 'go-crash-none' || error.code === 'folded-none') return true;
  const text = error.code === 'table-no-header' ? findPlainText(head) : undefined;
  return text !== undefined && OTHER_RECORDERS.some(({ pattern }) => pattern.test(text));
}

/** The head as text, where it is one: no zeros, and next to nothing that does not print. */
function findPlainText(head: Uint8Array): string | undefined {
  const text = findHeadText(head);
  if (text === undefined || text.trim() === '') return undefined;
  let odd = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    const isControl = code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 27;
    if (code === 0xfffd || isControl) odd++;
  }
  // Other bytes than those of a text behind its first zero.
  const isCut = head.includes(0) && text.length < head.length / 4;
  return odd * 50 > text.length || isCut ? undefined : text;
}

function findKind(head: Uint8Array): { kind: OtherKind | ''; structs?: string } {
  for (const { kind, magic, at = 0 } of OTHER_KINDS) {
    if (magic.every((byte, index) => head[at + index] === byte)) return { kind };
  }
  if (HTML.test(new TextDecoder().decode(head.subarray(0, 256)))) return { kind: 'html' };
  const gob = findGobHead(head);
  if (gob) {
    const structs = gob.structs
      .slice(0, 3)
      .map(({ name, fields }) => `${name || 'struct'} {${fields.map((field) => field.name).join(', ')}}`)
      .join(', ');
    return { kind: 'gob', structs };
  }
  return { kind: head.every((byte) => byte === 0) ? 'zeros' : '' };
}

/** One character for each byte, a dot for what does not print. */
function toPrintable(bytes: Uint8Array): string {
  return [...bytes].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
}

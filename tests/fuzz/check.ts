import type { Capture } from '#formats/index.ts';
import type { CrashFile, CrashLog } from '#model/crash/crash-log.ts';
import type { Notice } from '#model/notice.ts';
import { isDate, type Recording } from '#model/recording/recording.ts';
import type { FuzzInput } from './make-input.ts';
import { checkProfile } from './check-profile.ts';
import { readCells } from './read-cells.ts';
import { inspect, read, readData, readLink, readProfiles, redact } from './readers.ts';

/** Notices are counted, not repeated: one a line or a row would bury what is said. */
const mostNotices = 500;

/** What came of an input. */
export interface Checked {
  /** Whether anything was read of it; else it was refused in words. */
  read: boolean;
  /** Bytes after unpacking, as far as that is told. */
  bytes: number;
}

/** Reads an input in every way there is; throws where one throws, or gives what cannot be. */
export async function check({ reader, name, bytes, chunkSize, redacts }: FuzzInput): Promise<Checked> {
  switch (reader) {
    case 'link':
      readLink(new TextDecoder().decode(bytes));
      return { read: true, bytes: bytes.length };
    case 'data':
      return { read: true, bytes: Math.max(bytes.length, readData(bytes)) };
    case 'cells':
      return { read: readCells(new TextDecoder().decode(bytes)), bytes: bytes.length };
  }
  // Each chunk is a few promises: one byte a time is for small ones.
  const size = Math.max(chunkSize, Math.ceil(bytes.length / 500));
  if (reader === 'profile') {
    const profiles = await readProfiles(name, bytes, size);
    for (const profile of profiles) {
      checkNotices(profile.notices);
      checkProfile(profile.value);
      for (const told of inspect(profile)) checkNumbers(told, 'inspect');
      if (redacts) redact(profile);
    }
    return {
      read: profiles.length > 0,
      bytes: Math.max(bytes.length, ...profiles.map(({ end }) => end.byte)),
    };
  }
  const capture = await read(name, bytes, size);
  if (!capture) return { read: false, bytes: bytes.length };
  checkCapture(capture, bytes.length);
  for (const told of inspect(capture)) {
    checkNumbers(told, 'inspect');
    JSON.stringify(told);
  }
  if (redacts) await read('redacted', redact(capture));
  return { read: true, bytes: Math.max(bytes.length, capture.end.byte) };
}

/** The same for megabytes of one kind of row, which redaction has no part in. */
export async function checkLarge(bytes: Uint8Array): Promise<void> {
  const capture = await read('unknown', bytes);
  if (!capture) return;
  checkCapture(capture, bytes.length);
  JSON.stringify(inspect(capture));
}

function checkCapture({ value, notices, end, sizeBytes }: Capture, length: number): void {
  if (sizeBytes > length) fail(`${sizeBytes} bytes read of ${length}`);
  if (!Number.isInteger(end.byte) || end.byte < 0) fail(`ends at byte ${end.byte}`);
  checkNotices(notices);
  if (value.kind === 'recording') checkRecording(value);
  else if (value.kind === 'profile') checkProfile(value);
  else checkCrashFile(value);
}

function checkNotices(notices: readonly Notice[]): void {
  if (notices.length > mostNotices) fail(`${notices.length} notices`);
  for (const { code, message, where } of notices) {
    if (!/^[a-z][a-z0-9-]*$/.test(code)) fail(`a notice is called ${code}`);
    if (/\b(?:undefined|\[object)/.test(message.replace(/"(?:[^"\\]|\\.)*"/g, ''))) {
      fail(`a notice says ${message}`);
    }
    for (const place of Object.values(where ?? {})) if (!Number.isInteger(place)) fail(`${code} at ${place}`);
  }
}

function checkRecording({ times, series, rows, snapshots }: Recording): void {
  for (const time of times) if (!isDate(time)) fail(`a sample has the time ${time}`);
  for (const { time } of snapshots) if (!isDate(time)) fail(`a snapshot has the time ${time}`);
  const keys = new Set(series.map(({ key }) => key));
  if (keys.size !== series.length) fail(`${series.length} series have ${keys.size} keys`);
  let counted = 0;
  for (const { key, at, userCpu, systemCpu, memKb } of series) {
    counted += at.length;
    if (userCpu.length !== at.length || systemCpu.length !== at.length || memKb.length !== at.length) {
      fail(`columns of ${key} differ in length`);
    }
    at.forEach((sample, row) => {
      if (sample >= times.length || (row > 0 && sample <= at[row - 1]!))
        fail(`${key} has no order at ${row}`);
    });
  }
  if (counted !== rows) fail(`${rows} rows, of which the series have ${counted}`);
}

function checkCrashFile({ crashes, lines }: CrashFile): void {
  if (crashes.length === 0) fail('a crash log without a crash');
  for (const crash of crashes) checkCrash(crash, lines.length);
}

function checkCrash({ firstLine, lastLine, goroutines, notices }: CrashLog, lines: number): void {
  if (!(firstLine >= 1 && firstLine <= lastLine && lastLine <= lines)) {
    fail(`a crash from line ${firstLine} to ${lastLine} of ${lines}`);
  }
  checkNotices(notices);
  for (const { line, frames } of goroutines) {
    for (const place of [line, ...frames.map((frame) => frame.line)]) {
      if (!(place >= 1 && place <= lines)) fail(`line ${place} of ${lines}`);
    }
  }
}

function checkNumbers(value: unknown, path: string): void {
  if (typeof value === 'number' && !Number.isFinite(value)) fail(`${path} is ${value}`);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, one] of Object.entries(value)) checkNumbers(one, `${path}.${key}`);
}

function fail(what: string): never {
  throw new Error(what);
}

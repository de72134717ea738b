import { readFile } from 'node:fs/promises';
import type { Recording } from '#model/recording/recording.ts';

/** The types of a stream of samples, as encoding/gob writes them ahead of the first one. */
const typesFrom = 'tests/fixtures/topid-process/valid/process-20211111-normal.data';

/** A recording as the file that topid writes of it: a gob stream, a sample a message. */
export async function toTopidFile({ times, series }: Recording): Promise<Uint8Array> {
  const { types, sampleType } = splitTypes(await readFile(typesFrom));
  const pieces: Uint8Array[] = [types];
  const next = series.map(() => 0);
  for (let sample = 0; sample < times.length; sample++) {
    const rows: number[][] = [];
    for (const [index, { at, name = '', pid = 0, userCpu, systemCpu, memKb }] of series.entries()) {
      const row = next[index] as number;
      if (at[row] !== sample) continue;
      next[index] = row + 1;
      const cpu = [1, ...toFloat(userCpu[row] as number), 1, ...toFloat(systemCpu[row] as number)];
      const memory = toUint(Math.round(memKb[row] as number));
      rows.push([1, ...toInt(pid), 1, ...toText(name), ...cpu, 1, ...memory, 0]);
    }
    const body = [...sampleType, 1, ...toInt(times[sample] as number), 1, ...toUint(rows.length)];
    for (const row of rows) for (const byte of row) body.push(byte);
    body.push(0);
    pieces.push(Uint8Array.from(toUint(body.length)), Uint8Array.from(body));
  }
  return Buffer.concat(pieces);
}

/** The messages that define types, which have a negative id, and the id of the first that is a value. */
function splitTypes(stream: Uint8Array): { types: Uint8Array; sampleType: number[] } {
  let at = 0;
  for (;;) {
    const body = at + lengthOfUint(stream, at);
    const id = readUint(stream, body);
    if (id % 2 === 0) {
      return {
        types: stream.slice(0, at),
        sampleType: Array.from(stream.slice(body, body + lengthOfUint(stream, body))),
      };
    }
    at = body + readUint(stream, at);
  }
}

function lengthOfUint(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number;
  return first < 128 ? 1 : 257 - first;
}

function readUint(bytes: Uint8Array, at: number): number {
  const length = lengthOfUint(bytes, at);
  if (length === 1) return bytes[at] as number;
  return bytes.slice(at + 1, at + length).reduce((value, byte) => value * 256 + byte, 0);
}

function toUint(value: number): number[] {
  if (value < 128) return [value];
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [256 - bytes.length, ...bytes];
}

/** None of them is negative. */
function toInt(value: number): number[] {
  return toUint(value * 2);
}

/** What CPU is told in: a board counts ticks, which have few digits. */
const STEP = 1 / 64;

const float = new DataView(new ArrayBuffer(8));

/** A float's bytes from the last to the first, whose zeros are left out. */
function toFloat(value: number): number[] {
  float.setFloat64(0, Math.round(value / STEP) * STEP, true);
  const bytes = Array.from({ length: 8 }, (_, at) => float.getUint8(at));
  while (bytes.length > 0 && bytes[0] === 0) bytes.shift();
  return bytes.length === 0
    ? [0]
    : bytes.length === 1 && bytes[0]! < 128
      ? bytes
      : [256 - bytes.length, ...bytes];
}

function toText(text: string): number[] {
  const bytes = new TextEncoder().encode(text);
  return [...toUint(bytes.length), ...bytes];
}

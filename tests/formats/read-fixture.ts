import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Capture, readCapture, type ReadOptions } from '#formats/index.ts';
import type { Recording } from '#model/recording/recording.ts';

const root = fileURLToPath(new URL('../fixtures/', import.meta.url));

export interface Fixture {
  file: string;
  bytes: Uint8Array;
}

/** All files of `tests/fixtures/<format>/<kind>/`. */
export function listFixtures(format: string, kind: 'valid' | 'invalid'): Fixture[] {
  return readdirSync(`${root}${format}/${kind}`)
    .sort()
    .map((file) => ({ file, bytes: new Uint8Array(readFileSync(`${root}${format}/${kind}/${file}`)) }));
}

export function readFixture(path: string): Uint8Array {
  return new Uint8Array(readFileSync(root + path));
}

export function hasFixture(path: string): boolean {
  return existsSync(root + path);
}

/** The bytes in chunks, each in memory of its own as a network's or a file's are. */
export async function* toChunks(
  bytes: Uint8Array,
  size = 65_536,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

export function read(
  name: string,
  bytes: Uint8Array,
  options?: ReadOptions,
  size?: number,
): Promise<Capture> {
  return readCapture(name, toChunks(bytes, size), options);
}

export async function readRecording(name: string, bytes: Uint8Array, size?: number): Promise<Recording> {
  const { value } = await read(name, bytes, {}, size);
  if (value.kind !== 'recording') throw new Error(`${name} is a ${value.kind}`);
  return value;
}

/** A row as text that compares exactly, NaN and all. */
export function toRowText(
  pid: number,
  name: string,
  userCpu: number,
  systemCpu: number,
  memKb: number,
): string {
  return JSON.stringify([String(pid), name, String(userCpu), String(systemCpu), String(memKb)]);
}

/** The rows of each sample, sorted, whatever series they are in. */
export function toSamples(recording: Recording): { time: number; rows: string[] }[] {
  const samples = Array.from(recording.times, (time) => ({ time, rows: [] as string[] }));
  for (const { pid, name, at, userCpu, systemCpu, memKb } of recording.series) {
    at.forEach((sample, row) => {
      samples[sample]!.rows.push(toRowText(pid, name, userCpu[row]!, systemCpu[row]!, memKb[row]!));
    });
  }
  for (const { rows } of samples) rows.sort();
  return samples;
}

import { findCollections } from '#model/crash/gc-trace.ts';
import { toInspectJson } from '../../src/command-line/inspect-json.ts';
import { parseFolded } from '#formats/folded/format.ts';
import { FormatError, type Parsed } from '#formats/format.ts';
import { type Capture, readCapture } from '#formats/index.ts';
import { parsePerfScript } from '#formats/perf-script/format.ts';
import { parsePprofText } from '#formats/pprof-text/format.ts';
import { parsePprof } from '#formats/pprof/format.ts';
import { encodeBase64Url } from '#bytes/base64url.ts';
import type { Profile } from '#model/profile/profile.ts';
import { decodeView, encodeView } from '#view/link.ts';
import { linkProblems } from '#view/says.ts';
import { unpackPartly } from '../view/unpack.ts';
import { redactCaptures, usualKinds } from '#redact/index.ts';

/** In pieces as they come from a disk or a network. */
async function* toChunks(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

/** What was read; undefined where it says in words that it reads nothing. Throws what no reader may throw. */
export async function read(
  name: string,
  bytes: Uint8Array,
  chunkSize?: number,
): Promise<Capture | undefined> {
  try {
    return await readCapture(name, toChunks(bytes, chunkSize));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    if (!error.message.startsWith(`${name}: `) && !error.message.includes(name)) {
      throw new Error(`an error does not name its file: ${error.message}`, { cause: error });
    }
    return undefined;
  }
}

/** What each reader of profiles makes of it, whatever it is; those that refuse it in words are left out. */
export async function readProfiles(
  name: string,
  bytes: Uint8Array,
  chunkSize?: number,
): Promise<Parsed<Profile>[]> {
  const found: Parsed<Profile>[] = [];
  for (const parse of [parsePprof, parsePprofText, parseFolded, parsePerfScript]) {
    try {
      found.push(await parse(toChunks(bytes, chunkSize), { name }));
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      if (!error.message.startsWith(`${name}: `)) throw new Error(`${error.message}: of which file?`, { cause: error }); // prettier-ignore
    }
  }
  return found;
}

/** What the command line prints of it. */
export function inspect({ value, notices }: Pick<Capture, 'value' | 'notices'>): object[] {
  switch (value.kind) {
    case 'recording':
      return [toInspectJson({ kind: 'recording', recording: value, notices, files: [] })];
    case 'profile':
      return [toInspectJson({ kind: 'profile', profile: value, asked: undefined, notices, files: [] })];
    case 'crash-log': {
      const collections = findCollections(value.lines);
      const crashes = value.crashes.length > 0 ? value.crashes : [undefined];
      return crashes.map((crash) =>
        toInspectJson({
          kind: 'crash-log',
          crash,
          lines: value.lines,
          collections,
          notices: crash?.notices ?? notices,
          files: [],
        }),
      );
    }
  }
}

/** What is left after redaction. */
export function redact({ value }: Pick<Capture, 'value'>): Uint8Array {
  const view = { captures: [], states: {} };
  const { captures } = redactCaptures([{ slot: 'x', value }], view, { kinds: usualKinds, words: [] });
  const pieces = captures.flatMap(({ files }) => files.flatMap((file) => file.pieces));
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
}

/** A fragment decoded, encoded and decoded again, which must give the same view. */
export function readLink(fragment: string): void {
  const { view, problems } = decodeView(fragment);
  for (const { code, message } of problems) {
    if (!Object.hasOwn(linkProblems, code)) throw new Error(`a problem of no link: ${message}`);
  }
  const written = encodeView(view);
  const again = encodeView(decodeView(written).view);
  if (written !== again) throw new Error(`${written} is ${again} after one more way`);
}

/** @returns how many bytes it unpacks to */
export function readData(bytes: Uint8Array): number {
  return unpackPartly(encodeBase64Url(bytes)).bytes.length;
}

import { type ByteSource, toChunks } from '#bytes/chunks.ts';
import { isGzip } from '#bytes/gunzip.ts';
import { type Kind, kinds } from '#model/kind.ts';
import { atPlace, type Notice } from '#model/notice.ts';
import { type Format, FormatError, type Parsed, type Verdict } from '#formats/format.ts';
import { toEmptyGzipError, toGunzipNotices } from './gunzip-notices.ts';
import { goCrash } from '#formats/go-crash/format.ts';
import { toEmptyRecording } from '#formats/topid/empty-recording.ts';
import { table } from '#formats/table/format.ts';
import { topidInfo } from '#formats/topid/info.ts';
import { topidProcess } from '#formats/topid/process.ts';
import { folded } from '#formats/folded/format.ts';
import { perfScript } from '#formats/perf-script/format.ts';
import { pprofText } from '#formats/pprof-text/format.ts';
import { pprof } from '#formats/pprof/format.ts';
import { findSession } from '#model/recording/session.ts';
import { topidSnapshotText } from '#formats/topid/snapshot-text.ts';
import { topidSnapshot } from '#formats/topid/snapshot.ts';
import { topidText } from '#formats/topid/text.ts';
import { sayOfFile, toName } from './says.ts';
import { isBetterUnknown, toUnknownError } from './unknown.ts';
import { openUnpacked } from './unpacked-head.ts';

const list = [
  topidProcess,
  topidSnapshot,
  topidInfo,
  topidSnapshotText,
  pprof,
  pprofText,
  perfScript,
  folded,
  goCrash,
  topidText,
  table,
] as const satisfies readonly Format[];

/** Holds the formats to the list of kinds: each kind is read by one of them at least. */
type Complete<List extends readonly Format[]> =
  Exclude<Kind, KindOf<List[number]>> extends never
    ? List
    : { nothingReads: Exclude<Kind, KindOf<List[number]>> };
type KindOf<Each> = Each extends Format<infer Value> ? Value['kind'] : never;

/** All formats. Of two that are as sure of a file the earlier one reads it. */
export const formats: readonly Format[] = list satisfies Complete<typeof list>;

/** What a file of each format becomes. */
const byKind: { readonly [K in Kind]: readonly Format<Extract<Parsed['value'], { kind: K }>>[] } = {
  recording: [topidProcess, topidSnapshot, topidInfo, topidSnapshotText, topidText, table],
  'crash-log': [goCrash],
  profile: [pprof, pprofText, perfScript, folded],
};

/** @throws Error where the table above does not have the format */
export function findKind(format: Format): Kind {
  for (const kind of kinds) if (byKind[kind].some(({ id }) => id === format.id)) return kind;
  throw new Error(`a file of ${format.id} becomes nothing`);
}

/** A .gz in a .gz is opened too; deeper ones are no accident. */
const MAX_GUNZIPS = 2;

/** What a file became, and what its bytes were. */
export interface Capture extends Parsed {
  /** The `id` of the format that read it. */
  format: string;
  /** As uploaded, before gunzip. */
  sizeBytes: number;
  gzipped: boolean;
}

export interface ReadOptions {
  signal?: AbortSignal | undefined;
  /** Called with how many bytes, as uploaded, have been read. */
  onProgress?: ((bytesRead: number) => void) | undefined;
  /** Called when it is known what the file becomes, before anything is parsed. */
  onKind?: ((kind: Kind) => void) | undefined;
  /** The id of the format to read the file as, instead of finding out. */
  format?: string | undefined;
  /** Bytes (after gunzip) that are read of one file; what is beyond is left out, with a notice. Default 1 GiB. */
  maxBytes?: number | undefined;
  /** Lines that are read of one crash log; what is beyond is left out, with a notice. Default 16 million. */
  maxLines?: number | undefined;
  /** Frames of stacks that are read of one log; all where not given. */
  maxFrames?: number | undefined;
}

/** A few times the largest recording that topid makes; a small .gz may unpack to any size. */
const MAX_BYTES = 2 ** 30;

/** The format of a file by its first bytes (after gunzip, up to HEAD_BYTES), then by its name. */
export function detectFormat(head: Uint8Array, name: string): Format | undefined {
  let likely: Format | undefined;
  for (const format of formats) {
    const verdict: Verdict = format.detect(head, name);
    if (verdict === 'certain') return format;
    if (verdict === 'likely') likely ??= format;
  }
  return likely;
}

/**
 * Reads a file of any format, gzipped or not. What gunzip and the name have to say is added to the
 * parse's notices, which for a recording are its own.
 *
 * @param name the file's name: for session ids and messages, and where the content leaves a doubt
 * @throws FormatError when nothing in it is usable; the signal's reason when it is aborted
 */
export async function readCapture(
  name: string,
  source: ByteSource,
  options: ReadOptions = {},
): Promise<Capture> {
  const { signal, onProgress } = options;
  let sizeBytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of toChunks(source)) {
      signal?.throwIfAborted();
      sizeBytes += chunk.length;
      onProgress?.(sizeBytes);
      if (chunk.length > 0) yield chunk;
    }
  }
  signal?.throwIfAborted();
  const { head, chunks, reports } = await openUnpacked(counted(), MAX_GUNZIPS);
  try {
    const empty = toEmptySnapshots(name, options);
    if (head.length === 0 && reports.length === 0) {
      if (empty) return { ...empty, format: topidSnapshot.id, sizeBytes, gzipped: false };
      throw new FormatError(atPlace({ byte: 0 }, sayOfFile('empty-file', { file: name })));
    }
    if (head.length === 0) {
      const isSound = reports.every((report) => toGunzipNotices(report).length === 0);
      if (empty && isSound) return { ...empty, format: topidSnapshot.id, sizeBytes, gzipped: true };
      throw toEmptyGzipError(name, reports);
    }
    if (isGzip(head)) {
      const said = sayOfFile('gzip-nested', { file: name, times: MAX_GUNZIPS });
      throw new FormatError(atPlace({ byte: 0 }, said));
    }
    const format = options.format === undefined ? detectFormat(head, name) : findFormat(options.format);
    if (!format) throw toUnknownError(name, head, formats);
    options.onKind?.(findKind(format));
    const limit = { maxBytes: options.maxBytes ?? MAX_BYTES, exceeded: false };
    const context = { name, signal, maxLines: options.maxLines, maxFrames: options.maxFrames };
    const parsed = await format.parse(limitBytes(chunks, limit), context).catch((error: unknown) => {
      throw options.format === undefined && isBetterUnknown(error, head)
        ? toUnknownError(name, head, formats)
        : error;
    });
    parsed.notices.unshift(
      ...reports.flatMap(toGunzipNotices),
      ...toNameNotices(name, format),
      ...(limit.exceeded ? [toLimitNotice(name, limit.maxBytes)] : []),
    );
    const complete =
      parsed.end.complete &&
      !limit.exceeded &&
      reports.every((report) => report.cutAt === undefined && !report.corrupt);
    return {
      ...parsed,
      end: { ...parsed.end, complete },
      format: format.id,
      sizeBytes,
      gzipped: reports.length > 0,
    };
  } finally {
    await chunks.return();
  }
}

/** What topid leaves as its snapshots without `-snapshot`: a file of no bytes, which is no fault of its session. */
function toEmptySnapshots(name: string, { format }: ReadOptions): Parsed | undefined {
  const session = findSession(name);
  const isAsked = format === undefined || format === topidSnapshot.id;
  if (session?.part !== 'snapshot' || !isAsked) return undefined;
  const value = toEmptyRecording(topidSnapshot.id, session, {});
  return { value, notices: value.notices, end: { byte: 0, complete: true } };
}

async function* limitBytes(
  chunks: AsyncIterable<Uint8Array>,
  limit: { maxBytes: number; exceeded: boolean },
): AsyncGenerator<Uint8Array, void, undefined> {
  let left = limit.maxBytes;
  for await (const chunk of chunks) {
    if (chunk.length > left) {
      limit.exceeded = true;
      yield chunk.subarray(0, left);
      return;
    }
    left -= chunk.length;
    yield chunk;
  }
}

function toLimitNotice(name: string, maxBytes: number): Notice {
  return atPlace({ byte: maxBytes }, sayOfFile('too-large', { file: name, maxBytes }));
}

/** What a name says that the content belies. */
function toNameNotices(name: string, format: Format): Notice[] {
  const named = findNamedFormat(name);
  if (!named || named === format) return [];
  return [sayOfFile('mislabelled', { file: name, named: toName(named), found: toName(format) })];
}

function findNamedFormat(name: string): Format | undefined {
  const session = /\.data\b/i.test(name) ? findSession(name) : undefined;
  if (session) return formats.find(({ id }) => id === `topid-${session.part}`);
  return /\.[ct]sv(\.gz)?$/i.test(name) ? table : undefined;
}

function findFormat(id: string): Format {
  const format = formats.find((each) => each.id === id);
  if (!format) throw new FormatError(sayOfFile('no-such-format', { format: id }));
  return format;
}

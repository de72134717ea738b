import { sha256Hex } from '#bytes/sha256.ts';
import { readCapture } from '#formats/index.ts';
import { type ByKind, callByKind } from '#model/capture/models.ts';
import type { Kind } from '#model/kind.ts';
import type { Profile } from '#model/profile/profile.ts';
import type { Recording } from '#model/recording/recording.ts';
import { HashedSource } from './hashed-source.ts';
import { CaptureError, type Failure } from '#model/notice.ts';
import { PackError, unpack } from '#view/pack.ts';
import type { LinkDataProblem } from '#view/says.ts';
import { takeParts } from './long-lists.ts';
import type { ParsedCapture, ParseReply, ParseRequest, Unpacked } from './messages.ts';
import { sayOfWorker } from './says.ts';

/**
 * Frames of one log that a page takes, those of some 200 MB of goroutines: each is a value there, and with these it has
 * 1.5 GB of memory. Six times as many could not be handed over by its worker at all.
 */
const MAX_FRAMES = 2_000_000;

export interface ParseOptions {
  /** Ends the parse with its reason. */
  signal?: AbortSignal | undefined;
  /** Told of bytes as uploaded, of the file's size. */
  onProgress?: ((bytesRead: number) => void) | undefined;
  /** Called when it is known what the bytes become, before they are parsed. */
  onRecognised?: ((kind: Kind) => void) | undefined;
  /** Frames that are read of one log; what is beyond is left out, with a notice. */
  maxFrames?: number | undefined;
  /** The hash of the bytes, where it is computed beside the parse: the parse does not wait for it until its end. */
  sha256?: Promise<string> | undefined;
  /** Called once with what the data of a link was, also where nothing of it can be read. */
  onUnpacked?: ((unpacked: Unpacked) => void) | undefined;
}

/**
 * Reads one capture from its bytes: which format, what is in it, and the size and hash of the bytes,
 * all in one pass. Runs in the worker and in Node.
 *
 * @throws FormatError where nothing of it can be read, and whatever the source throws
 */
export async function parseCapture(
  name: string,
  chunks: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>,
  options: ParseOptions = {},
): Promise<ParsedCapture> {
  const source = new HashedSource(chunks, options);
  try {
    const { value, notices, end, format, gzipped } = await readCapture(name, source, {
      signal: options.signal,
      onKind: options.onRecognised,
      maxFrames: options.maxFrames ?? MAX_FRAMES,
    });
    const sha256 = await source.drain();
    return { name, sizeBytes: source.bytesRead, sha256, format, gzipped, value, notices, end };
  } catch (error) {
    await source.close();
    throw error;
  }
}

/**
 * Reads one capture from the data of a link, unpacked as it is parsed. Progress, size and hash are of
 * the unpacked bytes.
 *
 * @throws FormatError as parseCapture; PackError where not one byte of it unpacks
 */
export async function parsePacked(
  name: string,
  data: string,
  options: ParseOptions = {},
): Promise<ParsedCapture> {
  const pieces = unpack(data);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let problem: LinkDataProblem | undefined;
  let isDone = false;
  const next = (): Uint8Array | undefined => {
    if (isDone) return undefined;
    const { done, value } = pieces.next();
    if (done) {
      isDone = true;
      problem = value;
      return undefined;
    }
    parts.push(value as Uint8Array<ArrayBuffer>);
    return value;
  };
  async function* toChunks(): AsyncGenerator<Uint8Array> {
    for (let piece = next(); piece; piece = next()) yield piece;
  }
  /** A parser that fails leaves the rest, and what is wrong with it is not known yet. */
  const finish = () => {
    while (next());
    options.onUnpacked?.({ blob: new Blob(parts), problem });
  };
  try {
    const capture = await parseCapture(name, toChunks(), options);
    finish();
    return capture;
  } catch (error) {
    options.signal?.throwIfAborted();
    finish();
    throw problem && parts.length === 0 ? new PackError(problem) : error;
  }
}

/** What the worker does with a request: replies, with what of them can be handed over instead of copied. */
export async function answerParse(
  { file, name }: ParseRequest,
  reply: (message: ParseReply, transfer: ArrayBuffer[]) => void,
): Promise<void> {
  let told = Number.NEGATIVE_INFINITY;
  const onProgress = (bytesRead: number) => {
    const now = performance.now();
    if (now - told < progressEveryMs) return;
    told = now;
    reply({ kind: 'progress', bytesRead }, []);
  };
  const onRecognised = (as: Kind) => reply({ kind: 'recognised', as }, []);
  try {
    const capture = await ('packed' in file
      ? parsePacked(name, file.packed, {
          onProgress,
          onRecognised,
          onUnpacked: (unpacked) => reply({ kind: 'unpacked', unpacked }, []),
        })
      : parseCapture(name, file.stream(), { onProgress, onRecognised, sha256: hashWhole(file) }));
    for (const part of takeParts(capture.value)) reply({ kind: 'part', part }, []);
    reply({ kind: 'done', capture }, callByKind(transferables, capture.value));
  } catch (error) {
    reply({ kind: 'failed', failure: toParseFailure(error, name) }, []);
  }
}

/** Larger files are hashed piece by piece: they need not be in memory twice. */
const largestWhole = 2 ** 28;

/**
 * The hash of a file by the browser's own code, on a thread of its own: in JavaScript it takes as long as
 * the parse. Undefined where there is none, which is over plain http from anything but localhost.
 */
function hashWhole(file: Blob): Promise<string> | undefined {
  // The types do not know that it may be missing.
  const { subtle } = crypto as { subtle?: SubtleCrypto };
  if (!subtle || file.size > largestWhole) return undefined;
  return file.arrayBuffer().then((bytes) => sha256Hex(new Uint8Array(bytes)));
}

/** Often enough to see it move; a chunk of a file comes every millisecond or so. */
const progressEveryMs = 50;

/** What of a value is handed over to the page; the rest is copied. */
const transferables: ByKind<ArrayBuffer[]> = {
  recording: findColumnBuffers,
  // Text alone, which cannot be handed over.
  'crash-log': () => [],
  profile: findProfileBuffers,
};

function findColumnBuffers({ times, series: all }: Recording): ArrayBuffer[] {
  const columns = all.flatMap((series) => [series.at, series.userCpu, series.systemCpu, series.memKb]);
  return toBuffers([times, ...columns]);
}

function findProfileBuffers({ samples, ...tables }: Profile): ArrayBuffer[] {
  const { labels, stacks, locations, lines, functions } = tables;
  const columns = [labels, stacks, locations, lines, functions].flatMap((table) =>
    Object.values<ArrayBufferView>({ ...table }),
  );
  return toBuffers([samples.stack, samples.labels, ...samples.values, ...columns]);
}

/** The buffers of columns, each once: columns may share one. */
function toBuffers(columns: readonly ArrayBufferView[]): ArrayBuffer[] {
  const buffers = new Set(columns.map((column) => column.buffer));
  return [...buffers].filter((buffer) => buffer instanceof ArrayBuffer);
}

/** An error as plain data, since errors lose their fields between threads. Whatever is none of ours gets a code of its own. */
export function toParseFailure(error: unknown, file: string): Failure {
  if (error instanceof CaptureError) return error.failure;
  // What a Blob throws whose file was moved, changed or forbidden since it was picked.
  if (error instanceof DOMException && /^Not(Readable|Found|Allowed)Error$/.test(error.name)) {
    return sayOfWorker('file-unreadable', { file });
  }
  if (error instanceof RangeError && /alloc|array length|string length/i.test(error.message)) {
    return sayOfWorker('out-of-memory', { file });
  }
  const { message = String(error) } = (error ?? {}) as Partial<Error>;
  return sayOfWorker('unexpected', { file, what: message });
}

import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** What the child process says of a capture. */
interface Description {
  kind: string;
  summary: string;
}

/**
 * `read`: what it says. `unreadable`: it has read the capture in vain, and always will. `stopped`: it
 * took too long or too much memory, or could not be started, which may have been the machine's fault.
 */
export type Found =
  | { state: 'read'; description: Description; picture: Uint8Array | undefined }
  | { state: 'unreadable' }
  | { state: 'stopped'; why: string; description: Description | undefined };

/** What reading one capture may cost. */
export interface Bounds {
  timeoutMs: number;
  /** Of the heap. */
  memoryMb: number;
  /** After gunzip. */
  unpackedBytes: number;
}

const mib = 2 ** 20;
const largestPicture = 2 * mib;
const longestDescription = 64 * 1024;

/**
 * By the size of the capture: a small one that takes long is no recording, but made to take long.
 * A table of numbers packs to a tenth, a log of many goroutines to a fiftieth.
 */
export function toBounds(sizeBytes: number): Bounds {
  const sizeMib = sizeBytes / mib;
  return {
    timeoutMs: Math.round(15_000 + Math.min(sizeMib, 40) * 375),
    memoryMb: Math.round(Math.min(512, 160 + sizeMib * 24)),
    unpackedBytes: Math.min(256 * mib, 16 * mib + sizeBytes * 100),
  };
}

/**
 * Reads a capture in a child process that gets the bytes and nothing else: what a stranger sent is
 * never parsed in the server itself.
 *
 * @param script bytes in on stdin, a line of JSON out, a PNG on its fourth descriptor
 */
export function readInChild(
  script: string,
  name: string,
  chunks: AsyncIterable<Uint8Array>,
  { timeoutMs, memoryMb, unpackedBytes }: Bounds,
): Promise<Found> {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [`--max-old-space-size=${memoryMb}`, '--max-semi-space-size=16', script, name, String(unpackedBytes)],
      {
        // No tokens, no keys of the bucket.
        env: { PATH: process.env['PATH'], NODE_ENV: 'production' },
        stdio: ['pipe', 'pipe', 'ignore', 'pipe'],
      },
    );
    let stopped: string | undefined;
    const stop = (why: string) => {
      stopped ??= why;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => stop(`took more than ${timeoutMs} ms`), timeoutMs);
    const collect = (stream: NodeJS.ReadableStream | null, most: number) => {
      const parts: Buffer[] = [];
      let sizeBytes = 0;
      stream?.on('data', (chunk: Buffer) => {
        sizeBytes += chunk.length;
        if (sizeBytes > most) stop('said too much');
        else parts.push(chunk);
      });
      return parts;
    };
    const out = collect(child.stdout, longestDescription);
    const picture = collect(child.stdio[3] as NodeJS.ReadableStream | null, largestPicture);
    // A child that has seen enough closes its end; what the store fails at is the store's.
    if (child.stdin) {
      pipeline(Readable.from(chunks), child.stdin).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') {
          stop(`the capture could not be read: ${error.message}`);
        }
      });
    }
    child.once('error', (error) => {
      clearTimeout(timer);
      resolve({ state: 'stopped', why: error.message, description: undefined });
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      const description = findDescription(Buffer.concat(out).toString('utf8'));
      if (code === 1 && stopped === undefined) resolve({ state: 'unreadable' });
      else if (stopped !== undefined || code !== 0 || description === undefined) {
        resolve({ state: 'stopped', why: stopped ?? `ended with ${code ?? 'a signal'}`, description });
      } else {
        const png = Buffer.concat(picture);
        const isPng = png.subarray(0, 4).toString('latin1') === '\u0089PNG';
        resolve({ state: 'read', description, picture: isPng ? png : undefined });
      }
    });
  });
}

function findDescription(text: string): Description | undefined {
  try {
    const { kind, summary } = JSON.parse(text) as Partial<Description>;
    return typeof kind === 'string' && typeof summary === 'string' ? { kind, summary } : undefined;
  } catch {
    return undefined;
  }
}

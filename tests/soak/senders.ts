import { Readable } from 'node:stream';
import { followCapture, removeCapture } from '#api/store-client.ts';
import { CaptureUpload, type UploadBody } from '#api/store-upload.ts';
import type { Random } from '../fuzz/random.ts';
import { hashOf, type Ledger } from './ledger.ts';

/** How the server is reached, and until when. */
export interface Soaked {
  url: string;
  random: Random;
  ledger: Ledger;
  isOver: () => boolean;
  /** Whether the server was killed since then, or just before: what failed says nothing. */
  wasDownSince: (time: number) => boolean;
  /** What may be refused, by status. */
  refusals: readonly number[];
}

/** More than so many are not kept at once, so that an hour needs no more room than a minute. */
const mostKept = 60;

type Act = (soaked: Soaked) => Promise<void>;

const acts: readonly (readonly [name: string, weight: number, act: Act])[] = [
  ['put', 4, put],
  ['resumable', 2, sendByTus],
  ['stream', 2, streamAndFollow],
  ['read', 3, readOne],
  ['delete', 2, deleteOne],
];

/** One client of many: does one thing after another until the end. */
export async function soak(soaked: Soaked): Promise<void> {
  const { random, ledger, isOver, wasDownSince, refusals } = soaked;
  const weights = acts.flatMap(([name, weight, act]) =>
    Array.from({ length: weight }, () => [name, act] as const),
  );
  while (!isOver()) {
    const [name, act] =
      ledger.there.length > mostKept ? (['delete', deleteOne] as const) : random.pick(weights);
    const began = performance.now();
    try {
      await act(soaked);
      ledger.count(name);
    } catch (error) {
      const { status = 0, message, cause } = error as { status?: number; message: string; cause?: Error };
      if (refusals.includes(status)) ledger.count(`${name} refused with ${status}`);
      else if (status === 0 && wasDownSince(began)) ledger.count(`${name} cut off`);
      else ledger.fault(`${name}: ${status} ${message} ${cause?.message ?? ''}`);
      // A full disk or a server that comes up is not asked without a pause.
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

class Refused extends Error {
  readonly status: number;
  constructor(status: number) {
    super('refused');
    this.status = status;
  }
}

function makeBytes(random: Random): Buffer<ArrayBuffer> {
  const bytes = Buffer.alloc(1 + random.below(2 ** random.below(21)));
  for (let at = 0; at < bytes.length; at += 64) bytes[at] = random.below(256);
  return bytes;
}

async function put({ url, random, ledger }: Soaked): Promise<void> {
  const bytes = makeBytes(random);
  const response = await fetch(`${url}/api/captures/soak/put.data`, {
    method: 'PUT',
    headers: { Accept: 'application/json' },
    body: bytes,
  });
  const text = await response.text();
  if (response.status !== 201) throw new Refused(response.status);
  const { id, key } = JSON.parse(text) as { id: string; key: string };
  ledger.there.push({ id, key, sha256: hashOf(bytes) });
}

async function sendByTus({ url, random, ledger, isOver }: Soaked): Promise<void> {
  const bytes = makeBytes(random);
  const sha256 = hashOf(bytes);
  const spec = { server: url, tag: 'soak', name: 'tus.data', sizeBytes: bytes.length, sha256 };
  const upload = new CaptureUpload(bytes as unknown as UploadBody, spec, {
    retryDelays: Array.from<number>({ length: isOver() ? 1 : 60 }).fill(200),
  });
  const { id, key } = await upload.start();
  ledger.there.push({ id, key, sha256 });
}

/** A stream whose pieces are read by another while they come. */
async function streamAndFollow(soaked: Soaked): Promise<void> {
  const stop = new AbortController();
  try {
    await sendFollowed(soaked, stop.signal);
  } finally {
    // What broke off, or had no room for its end, grows for ever for who follows it: until long after the last server has stopped.
    stop.abort();
  }
}

async function sendFollowed(
  { url, random, ledger, wasDownSince }: Soaked,
  signal: AbortSignal,
): Promise<void> {
  const began = performance.now();
  const pieces = Array.from({ length: 1 + random.below(20) }, () => makeBytes(random).subarray(0, 5000));
  const whole = Buffer.concat(pieces);
  async function* send() {
    for (const piece of pieces) {
      yield piece;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  const init = { method: 'PUT', headers: { Accept: 'application/json' }, duplex: 'half' } as const;
  const response = await fetch(`${url}/api/captures/soak/`, {
    ...init,
    body: Readable.toWeb(Readable.from(send())) as ReadableStream<Uint8Array>,
  });
  if (response.status !== 200) {
    await response.text();
    throw new Refused(response.status);
  }
  let text = '';
  let following: Promise<Buffer | undefined> | undefined;
  for await (const chunk of response.body!) {
    text += Buffer.from(chunk as Uint8Array).toString();
    const first = /^(.*)\n/.exec(text)?.[1];
    if (first)
      following ??= follow(url, (JSON.parse(first) as { id: string }).id, signal).catch(() => undefined);
  }
  const lines = text
    .trim()
    .split('\n')
    .map(
      (line) => JSON.parse(line) as { id: string; key?: string; state?: string; error?: { code: string } },
    );
  const [begun, ended] = [lines[0]!, lines.at(-1)!];
  if (ended.error) throw new Refused(ended.error.code === 'store-full' ? 507 : 503);
  if (ended.state === undefined || lines.length < 2) throw new Error('the answer broke off');
  const { id, key = '' } = begun;
  ledger.there.push({ id, key, sha256: hashOf(whole) });
  const followed = await following;
  if (followed && !followed.equals(whole) && !wasDownSince(began))
    ledger.fault(`followed: ${followed.length} bytes of ${whole.length} of ${id}`);
}

async function follow(url: string, id: string, signal: AbortSignal): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const { bytes } of followCapture(url, id, { signal })) parts.push(bytes);
  return Buffer.concat(parts);
}

async function readOne({ url, random, ledger }: Soaked): Promise<void> {
  if (ledger.there.length === 0) return;
  const one = random.pick(ledger.there);
  const response = await fetch(`${url}/api/captures/${one.id}/bytes`);
  const bytes = Buffer.from(await response.arrayBuffer());
  // Another has deleted it meanwhile.
  if (!ledger.there.includes(one)) return;
  if (response.status !== 200) throw new Refused(response.status);
  if (hashOf(bytes) !== one.sha256) ledger.fault(`read: ${one.id} has other bytes`);
}

async function deleteOne({ url, random, ledger }: Soaked): Promise<void> {
  if (ledger.there.length === 0) return;
  // Taken out before: whether it is gone cannot be known where the answer is lost.
  const [one] = ledger.there.splice(random.below(ledger.there.length), 1);
  if (!one) return;
  await removeCapture(url, one.id, one.key);
  ledger.deleted(one);
}

import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CaptureStore } from '#store/capture-store.ts';
import { DiskObjects } from '#store/disk.ts';
import { keys } from '#store/keys.ts';
import { hashKey, toRandomId } from '#store/names.ts';
import { readAll, type Objects } from '#store/objects.ts';
import { S3Objects } from '#store/s3.ts';
import { canStartS3, startS3 } from '../tests/store/s3-server.ts';
import { WatchedObjects } from '../tests/store/watched-objects.ts';

/** Of a second's or so: a sample of some twenty processes. */
const pieceBytes = 1024;
const young = 300;

interface Look {
  ms: number;
  /** Requests, of a bucket; reads of folders and files, of a disk. */
  asked: number;
  /** Objects whose size and time were asked for. */
  listed: number;
}

type Looks = Record<'stat' | 'poll' | 'tail' | 'all', Look>;

/**
 * What a look at a stream costs when it is young and when it is a day old: what is known of it, a
 * poll for news, the last piece, all bytes. Beside it on a disk what layout 1 had, one object a
 * piece for as long as the stream runs, and one file that is appended to.
 */
export async function benchDayStream(folder: string, pieces: number, where: string[]): Promise<void> {
  if (where.includes('disk')) {
    console.log(
      `\na stream of ${pieces} pieces of ${pieceBytes} bytes, on a disk; ${young} pieces beside it`,
    );
    const objects = new DiskObjects(join(folder, 'stream'));
    report('the store', await growAndLook(objects, pieces));
    report('layout 1', await lookAtLayout1(join(folder, 'stream-1'), pieces));
    await benchAppendedFile(join(folder, 'appended.csv'), pieces);
  }
  if (!where.includes('s3')) return;
  if (!(await canStartS3())) {
    console.log('\nno S3 server can be built here: Go is missing');
    return;
  }
  console.log(`\na stream of ${pieces} pieces of ${pieceBytes} bytes, in a bucket of versitygw`);
  const s3 = await startS3();
  try {
    await s3.makeBucket('bench');
    const objects = new S3Objects({ ...s3.spec, bucket: 'bench', spoolFolder: join(folder, 'spool') });
    report('the store', await growAndLook(objects, pieces));
    await objects.close();
  } finally {
    await s3.stop();
  }
}

/** Sends pieces one by one, each kept before the next, and looks when young and at the end. */
async function growAndLook(objects: Objects, pieces: number): Promise<[Looks, Looks]> {
  const writing = new WatchedObjects(objects);
  const store = new CaptureStore(writing);
  const { capture } = await store.create({ tag: 'bench', name: 'day.csv', live: true });
  const looks: Looks[] = [];
  let kept = () => {};
  async function* source(): AsyncIterable<Uint8Array> {
    for (let n = 1; n <= pieces; n++) {
      const isKept = new Promise<void>((resolve) => (kept = resolve));
      yield new Uint8Array(pieceBytes).fill(n);
      await isKept;
      if (n === young || n === pieces) looks.push(await lookAt(objects, capture.id, n));
    }
  }
  const started = performance.now();
  await store.append(capture.id, 0, source(), { keepEveryMs: 0, onKept: () => kept() });
  const seconds = (performance.now() - started) / 1000;
  const { puts, gets, removes } = writing.asked;
  const each = (count: number) => (count / pieces).toFixed(2);
  console.log(
    `  written in ${seconds.toFixed(0)} s: ${each(puts)} puts, ${each(gets)} gets and ${each(removes)} removals a piece`,
  );
  const ended = await time(() => store.complete(capture.id).then(() => {}));
  console.log(`  ended, put together and hashed in ${(ended / 1000).toFixed(2)} s`);
  return looks as [Looks, Looks];
}

/** By a server that has not seen it before, as a reader's balancer may have it. */
async function lookAt(objects: Objects, id: string, pieces: number): Promise<Looks> {
  const sizeBytes = pieces * pieceBytes;
  const look = async (act: (store: CaptureStore) => Promise<unknown>): Promise<Look> => {
    const measured: Look[] = [];
    for (let n = 0; n < 5; n++) {
      const watched = new WatchedObjects(objects);
      const store = new CaptureStore(watched);
      const ms = await time(() => act(store).then(() => {}));
      const { lists, gets, listed } = watched.asked;
      measured.push({ ms, asked: lists + gets, listed });
    }
    return measured.sort((a, b) => a.ms - b.ms)[2] as Look;
  };
  return {
    stat: await look((store) => store.stat(id)),
    poll: await look((store) => store.hasNews(id, sizeBytes)),
    tail: await look(async (store) => {
      await store.hasNews(id, sizeBytes - pieceBytes);
      const { read } = await store.look(id);
      const { length } = await readAll(read([sizeBytes - pieceBytes, sizeBytes]));
      if (length !== pieceBytes) throw new Error(`${length} bytes of the last piece`);
    }),
    all: await look(async (store) => {
      const { length } = await readAll(await store.read(id));
      if (length !== sizeBytes) throw new Error(`${length} bytes of ${sizeBytes}`);
    }),
  };
}

/** The same bytes as a server of layout 1 left them, and read as it did: this store reads that still. */
async function lookAtLayout1(folder: string, pieces: number): Promise<[Looks, Looks]> {
  const both: Looks[] = [];
  for (const count of [young, pieces]) {
    const id = toRandomId();
    const put = async (key: string, bytes: string | Uint8Array) => {
      const path = join(folder, ...key.split('/'));
      await mkdir(join(path, '..'), { recursive: true });
      await writeFile(path, bytes);
    };
    const manifest = { version: 1, id, tag: 'bench', name: 'day.csv', live: true };
    const times = { createdAt: new Date().toISOString(), keyHash: hashKey('') };
    await put(keys.manifest(id), JSON.stringify({ ...manifest, ...times }));
    for (let n = 0; n < count; n++) {
      await put(keys.piece(id, n * pieceBytes, toRandomId()), new Uint8Array(pieceBytes).fill(n));
    }
    both.push(await lookAt(new DiskObjects(folder), id, count));
  }
  return both as [Looks, Looks];
}

/** What any program does that appends to one file and reads its end. */
async function benchAppendedFile(path: string, pieces: number): Promise<void> {
  const file = await open(path, 'w+');
  for (let n = 0; n < pieces; n++) await file.write(new Uint8Array(pieceBytes).fill(n));
  const tail = await time(async () => {
    const { size } = await file.stat();
    await file.read(new Uint8Array(pieceBytes), 0, pieceBytes, size - pieceBytes);
  });
  await file.close();
  const all = await time(() => readFile(path).then(() => {}));
  console.log(`  one appended file: last piece ${tail.toFixed(1)} ms, all bytes ${all.toFixed(1)} ms`);
}

function report(what: string, [first, last]: [Looks, Looks]): void {
  for (const [name, words] of [
    ['stat', 'what is known'],
    ['poll', 'a poll for news'],
    ['tail', 'the last piece'],
    ['all', 'all bytes'],
  ] as const) {
    const [a, b] = [first[name], last[name]];
    console.log(
      `  ${what}, ${words}:`.padEnd(32) +
        `${a.ms.toFixed(1).padStart(8)} ms ->${b.ms.toFixed(1).padStart(9)} ms (${(b.ms / a.ms).toFixed(1)} times)` +
        `   asked ${a.asked} -> ${b.asked}, listed ${a.listed} -> ${b.listed}`,
    );
  }
}

async function time(act: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CaptureStore } from '#store/capture-store.ts';
import { DiskObjects } from '#store/disk.ts';
import { type Objects, readAll } from '#store/objects.ts';
import { S3Objects } from '#store/s3.ts';
import { canStartS3, startS3 } from '../../tests/store/s3-server.ts';
import type { Lane, Missing, Prepared, Steps } from '../scenario.ts';
import { timeHere } from '../timed.ts';

/** Of a second's or so: a sample of some twenty processes. */
const pieceBytes = 1024;
const young = 300;

/** Where streams are kept, until that is closed. */
interface Kept {
  objects: Objects;
  close(): Promise<void>;
}

export const diskFor = (folder: string) => (): Promise<Kept> =>
  Promise.resolve({ objects: new DiskObjects(join(folder, 'stream')), close: () => Promise.resolve() });

export const bucketFor = (folder: string) => async (): Promise<Kept | Missing> => {
  if (!(await canStartS3())) return { missing: 'no S3 server can be built here: no go on PATH' };
  const s3 = await startS3();
  await s3.makeBucket('bench');
  const objects = new S3Objects({ ...s3.spec, bucket: 'bench', spoolFolder: join(folder, 'spool') });
  return {
    objects,
    async close() {
      await objects.close();
      await s3.stop();
    },
  };
};

const known = 'what is known';
const poll = 'a poll for news';
const last = 'the last piece';
const all = 'all bytes';

/**
 * What a look at a stream costs when it is a day old: what is known of it, a poll for news, the last piece, all
 * bytes. Beside it the same of a young one and, where there is a folder for it, of one file that is appended to.
 */
export async function openStream(
  keep: () => Promise<Kept | Missing>,
  { folder, pieces }: { folder?: string; pieces: number },
): Promise<Prepared | Missing> {
  const kept = await keep();
  if ('missing' in kept) return kept;
  const { objects } = kept;
  const streams = [await grow(objects, pieces), await grow(objects, young)] as const;
  const lanes: Lane[] = [
    { name: 'casebook', run: () => lookAt(objects, streams[0].id, pieces) },
    { name: `casebook, ${young} pieces`, run: () => lookAt(objects, streams[1].id, young) },
  ];
  const path = folder && join(folder, 'appended.csv');
  if (path !== undefined) {
    await appendTo(path, pieces);
    lanes.push({ name: 'one appended file', run: () => readAppended(path) });
  }
  return {
    input: `${pieces} pieces of ${pieceBytes} bytes`,
    lanes,
    aims: Object.fromEntries([known, poll, last].map((step) => [step, { seconds: 0.1 }])),
    async close() {
      for (const { end } of streams) await end();
      await kept.close();
    },
  };
}

/** Sends pieces one by one, each kept before the next; it is not over before `end` is called. */
async function grow(objects: Objects, pieces: number): Promise<{ id: string; end(): Promise<void> }> {
  const store = new CaptureStore(objects);
  const { capture } = await store.create({ tag: 'bench', name: 'day.csv', live: true });
  const grown = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  let kept = () => {};
  async function* source(): AsyncIterable<Uint8Array> {
    for (let n = 1; n <= pieces; n++) {
      const isKept = new Promise<void>((done) => (kept = done));
      yield new Uint8Array(pieceBytes).fill(n);
      await isKept;
    }
    grown.resolve();
    await over.promise;
  }
  const appended = store.append(capture.id, 0, source(), { keepEveryMs: 0, onKept: () => kept() });
  // What goes wrong ends the wait too.
  await Promise.race([grown.promise, appended]);
  return {
    id: capture.id,
    async end() {
      over.resolve();
      await appended;
    },
  };
}

/** By a server that has not seen it before, as a reader's balancer may have it. */
async function lookAt(objects: Objects, id: string, pieces: number): Promise<Steps> {
  const sizeBytes = pieces * pieceBytes;
  const look = (act: (store: CaptureStore) => Promise<unknown>) => {
    const store = new CaptureStore(objects);
    return timeHere(() => act(store));
  };
  return {
    [known]: await look((store) => store.stat(id)),
    [poll]: await look((store) => store.hasNews(id, sizeBytes)),
    [last]: await look(async (store) => {
      await store.hasNews(id, sizeBytes - pieceBytes);
      const { read } = await store.look(id);
      const { length } = await readAll(read([sizeBytes - pieceBytes, sizeBytes]));
      if (length !== pieceBytes) throw new Error(`${length} bytes of the last piece`);
    }),
    [all]: await look(async (store) => {
      const { length } = await readAll(await store.read(id));
      if (length !== sizeBytes) throw new Error(`${length} bytes of ${sizeBytes}`);
    }),
  };
}

/** What any program does that appends to one file. */
async function appendTo(path: string, pieces: number): Promise<void> {
  const file = await open(path, 'w');
  for (let n = 0; n < pieces; n++) await file.write(new Uint8Array(pieceBytes).fill(n));
  await file.close();
}

/** And one that reads its end, and all of it. */
async function readAppended(path: string): Promise<Steps> {
  return {
    [last]: await timeHere(async () => {
      const file = await open(path);
      const { size } = await file.stat();
      await file.read(new Uint8Array(pieceBytes), 0, pieceBytes, size - pieceBytes);
      await file.close();
    }),
    [all]: await timeHere(() => readFile(path)),
  };
}

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cpuSecondsOf, memoryOf } from '../other-process.ts';
import type { Lane, Missing, Prepared, Scenario, Settings } from '../scenario.ts';
import { findSite } from '../site.ts';
import { bucketFor, diskFor, openStream } from '../store/day-stream.ts';
import { runAgainst, startPlainServer, startStore } from '../store/servers.ts';
import { runTimed, type Taken } from '../timed.ts';

const root = join(import.meta.dirname, '..', '..');

/** Not the system's folder for temporary files: where that is memory, nothing is synced. */
const folders = join(root, 'node_modules', '.cache');

export const storeScenarios: readonly Scenario[] = [
  {
    name: 'upload',
    says: 'a large file by curl to the store; beside it cp and fsync, and curl to a plain file server that syncs',
    prepare: (settings) => prepareUploads(settings, toUploadLanes),
  },
  {
    name: 'push',
    says: 'the same file by casebook push; beside it curl to the store',
    prepare: (settings) => prepareUploads(settings, toPushLanes),
  },
  {
    name: 'uploads',
    says: 'many files of 4 MiB at once, the memory of the server above idle; beside them cp and fsync one after another',
    prepare: prepareMany,
  },
  {
    name: 'stream',
    says: 'a look at a stream of a day, on a disk; beside it one of 300 pieces, and one file that is appended to',
    prepare: ({ pieces }) => inFolder((folder) => openStream(diskFor(folder), { folder, pieces })),
  },
  {
    name: 'stream-in-bucket',
    says: 'the same in a bucket of versitygw, without the file',
    prepare: ({ pieces }) => inFolder((folder) => openStream(bucketFor(folder), { pieces })),
  },
];

/** A folder for the time of a scenario. */
async function inFolder(
  prepare: (folder: string) => Promise<Prepared | Missing>,
): Promise<Prepared | Missing> {
  await mkdir(folders, { recursive: true });
  const folder = await mkdtemp(join(folders, 'casebook-bench-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const prepared = await prepare(folder);
    if ('missing' in prepared) {
      await remove();
      return prepared;
    }
    const close = async () => {
      await prepared.close?.();
      await remove();
    };
    return { ...prepared, close };
  } catch (error) {
    await remove();
    throw error;
  }
}

interface Upload {
  folder: string;
  file: string;
  sha256: string;
}

async function prepareUploads(
  { sizeMib }: Settings,
  toLanes: (upload: Upload) => Pick<Prepared, 'lanes' | 'aims'>,
): Promise<Prepared | Missing> {
  const site = findSite();
  if (site) return site;
  return inFolder(async (folder) => {
    const file = join(folder, 'large.data');
    makeNoise(file, sizeMib);
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
    return { input: `${sizeMib} MiB`, ...toLanes({ folder, file, sha256: hash.digest('hex') }) };
  });
}

function toUploadLanes({ folder, file, sha256 }: Upload): Pick<Prepared, 'lanes' | 'aims'> {
  const copy = join(folder, 'copy.data');
  return {
    lanes: [
      { name: 'casebook, by curl', run: () => curlToStore(folder, file, sha256) },
      {
        name: 'cp and fsync',
        async run() {
          const taken = runTimed(['sh', '-c', 'cp "$0" "$1" && sync "$1"', file, copy]);
          await rm(copy);
          return taken;
        },
      },
      {
        name: 'plain file server, by curl',
        run: () =>
          runAgainst(
            () => startPlainServer(folder),
            (url) => ['curl', '-sSf', '-T', file, url],
          ),
      },
    ],
    aims: { '': { times: { 'cp and fsync': 2 } } },
  };
}

function toPushLanes({ folder, file, sha256 }: Upload): Pick<Prepared, 'lanes' | 'aims'> {
  const casebook = join(root, 'bin/casebook.mjs');
  const push = (url: string) => [process.execPath, casebook, 'push', file, '--to', url, '--tag', 'bench'];
  return {
    lanes: [
      { name: 'casebook push', run: () => runAgainst(() => startStore(folder), push) },
      { name: 'curl', run: () => curlToStore(folder, file, sha256) },
    ],
    aims: { '': { times: { curl: 1.3 } } },
  };
}

async function curlToStore(folder: string, file: string, sha256: string): Promise<Taken> {
  const said = join(folder, 'said');
  const curl = (url: string) => ['curl', '-sSf', '-T', file, '-o', said, `${url}/api/captures/bench/`];
  const taken = await runAgainst(() => startStore(folder), curl);
  const text = await readFile(said, 'utf8');
  if (!text.includes(sha256)) throw new Error(`the store says ${text}`);
  return taken;
}

async function prepareMany({ clients }: Settings): Promise<Prepared | Missing> {
  const site = findSite();
  if (site) return site;
  return inFolder(async (folder) => {
    const file = join(folder, 'small.data');
    makeNoise(file, 4);
    const body = new Uint8Array(await readFile(file));
    const copyAll = `n=0; while [ $n -lt ${clients} ]; do cp "$0" "$1-$n" && sync "$1-$n" || exit 1; n=$((n + 1)); done`;
    const copies: Lane = {
      name: 'cp and fsync',
      async run() {
        const { seconds, cpuSeconds } = runTimed(['sh', '-c', copyAll, file, join(folder, 'copy')]);
        for (let n = 0; n < clients; n++) await rm(join(folder, `copy-${n}`));
        return { seconds, ...(cpuSeconds !== undefined && { cpuSeconds }) };
      },
    };
    return {
      input: `${clients} of 4 MiB`,
      lanes: [{ name: 'casebook, above idle', run: () => sendAll(folder, body, clients) }, copies],
      aims: { '': { mib: 80, times: { 'cp and fsync': 2 } } },
    };
  });
}

/** To a server that has just been started: the clients' own work, which is this process's, is not counted. */
async function sendAll(folder: string, body: Uint8Array<ArrayBuffer>, clients: number): Promise<Taken> {
  const server = await startStore(folder);
  try {
    const { mib } = await memoryOf(server.pid);
    const before = await cpuSecondsOf(server.pid);
    const started = performance.now();
    await Promise.all(
      Array.from({ length: clients }, async (_, n) => {
        const address = `${server.url}/api/captures/bench/file-${n}.data`;
        const response = await fetch(address, { method: 'PUT', body });
        const said = await response.text();
        if (response.status !== 201) throw new Error(`upload ${n}: ${response.status} ${said}`);
      }),
    );
    const seconds = (performance.now() - started) / 1000;
    const { peakMib } = await memoryOf(server.pid);
    return { seconds, cpuSeconds: (await cpuSecondsOf(server.pid)) - before, peakMib: peakMib - mib };
  } finally {
    await server.stop();
  }
}

function makeNoise(file: string, mib: number): void {
  execFileSync('dd', ['if=/dev/urandom', `of=${file}`, 'bs=1M', `count=${mib}`, 'status=none']);
}

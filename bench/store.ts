/**
 * How the store carries a large upload, many at once, and a stream of a day, beside what the machine
 * can do at all. The uploads need a built site: they run bin/serve.ts over a folder of their own.
 *
 *   node bench/store.ts [--size MIB] [--clients N] [--runs N] [--pieces N] [--only uploads,disk,s3]
 *     [--folder FOLDER]
 */
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs, promisify } from 'node:util';
import { startServer, type RunningServer } from '../tests/server/start-server.ts';
import { benchDayStream } from './day-stream.ts';

const run = promisify(execFile);
const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '1024' },
    clients: { type: 'string', default: '200' },
    runs: { type: 'string', default: '3' },
    pieces: { type: 'string', default: '28800' },
    folder: { type: 'string', default: 'node_modules/.cache' },
    only: { type: 'string', default: 'uploads,disk,s3' },
  },
});
const sizeMib = Number(values.size);
const clients = Number(values.clients);
const runs = Number(values.runs);

await mkdir(values.folder, { recursive: true });
const folder = await mkdtemp(join(resolve(values.folder), 'casebook-bench-'));
try {
  const only = values.only.split(',');
  if (only.includes('uploads')) await benchUploads();
  await benchDayStream(folder, Number(values.pieces), only);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function benchUploads(): Promise<void> {
  const file = join(folder, 'large.data');
  await run('dd', ['if=/dev/urandom', `of=${file}`, 'bs=1M', `count=${sizeMib}`, 'status=none']);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  const sha256 = hash.digest('hex');

  console.log(`one upload of ${sizeMib} MiB, median of ${runs}`);
  const copied = await median(() => copyWithSync(file, join(folder, 'copy.data')));
  line('cp and fsync', copied, copied);
  const plain = await startPlainServer();
  line('a plain file server with fsync', await median(() => curl(file, plain.url)), copied);
  plain.close();
  // A first start fills the cache of compiled code.
  await (await start()).server.stop();
  const { server, url } = await start();
  const put = await median(() => curl(file, `${url}/api/captures/bench/`, sha256));
  line('curl -T to the store', put, copied);
  const pushed = await median(() => push(file, url));
  line('casebook push to the store', pushed, copied);
  console.log(`  peak resident memory of the server: ${await peakMib(server)} MiB\n`);
  await server.stop();

  const each = 4 * 1024 * 1024;
  console.log(`${clients} uploads of ${each / 1024 / 1024} MiB at once`);
  const many = await start();
  const small = join(folder, 'small.data');
  await run('dd', ['if=/dev/urandom', `of=${small}`, 'bs=1M', 'count=4', 'status=none']);
  const copiedMany = await time(async () => {
    for (let n = 0; n < clients; n++) await copyWithSync(small, join(folder, `copy-${n}`));
  });
  line('cp and fsync, one after another', copiedMany, copiedMany);
  const body = await readFile(small);
  let failed = 0;
  const sent = await time(async () => {
    await Promise.all(
      Array.from({ length: clients }, async (_, n) => {
        const response = await fetch(`${many.url}/api/captures/bench/file-${n}.data`, {
          method: 'PUT',
          body,
        });
        if (response.status !== 201) failed++;
        await response.arrayBuffer();
      }),
    );
  });
  line(`PUT to the store, ${failed} failed`, sent, copiedMany);
  console.log(`  peak resident memory of the server: ${await peakMib(many.server)} MiB`);
  await many.server.stop();
}

async function start(): Promise<{ server: RunningServer; url: string }> {
  const server = await startServer({
    CASEBOOK_STORE: join(folder, 'data'),
    CASEBOOK_RATE_BYTES: '1TB',
    CASEBOOK_MAX_SIZE: '16GiB',
    CASEBOOK_LOG: 'off',
    CASEBOOK_DESCRIBE: '0',
    // As the guide «Deploy» has it.
    NODE_OPTIONS: '--max-semi-space-size=1',
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  });
  return { server, url: server.url };
}

/** What any server that keeps files has to do: bytes to a file, synced before the answer. */
async function startPlainServer(): Promise<{ url: string; close: () => void }> {
  let count = 0;
  const server = createServer((request, response) => {
    void (async () => {
      const path = join(folder, `plain-${count++}.data`);
      await pipeline(request, createWriteStream(path, { flush: true }));
      response.end('stored\n');
      await rm(path);
    })();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as { port: number };
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

async function copyWithSync(from: string, to: string): Promise<void> {
  await run('cp', [from, to]);
  const file = await open(to, 'r');
  await file.sync();
  await file.close();
  await rm(to);
}

async function curl(file: string, url: string, sha256?: string): Promise<void> {
  const { stdout } = await run('curl', ['-sS', '-T', file, url]);
  if (sha256 !== undefined && !stdout.includes(sha256)) throw new Error(`the store says ${stdout}`);
}

async function push(file: string, url: string): Promise<void> {
  const child = spawn(process.execPath, ['bin/casebook.ts', 'push', file, '--to', url, '--tag', 'bench'], {
    stdio: 'ignore',
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`push ended with ${code}`);
}

async function peakMib(server: RunningServer): Promise<number> {
  return Math.round((await server.peakKb()) / 1024);
}

async function time(act: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await act();
  return (performance.now() - started) / 1000;
}

async function median(act: () => Promise<void>): Promise<number> {
  const seconds: number[] = [];
  for (let n = 0; n < runs; n++) seconds.push(await time(act));
  return seconds.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
}

function line(what: string, seconds: number, reference: number): void {
  const mark = seconds === reference ? '' : `  ${(seconds / reference).toFixed(2)} times that`;
  console.log(`  ${what.padEnd(36)} ${seconds.toFixed(2).padStart(7)} s${mark}`);
}

import { execFile, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { S3Spec } from '#store/s3.ts';

const run = promisify(execFile);

/** The sources of the S3 server of the tests: a gateway over a folder, in Go. */
const sources = join(import.meta.dirname, 's3-gateway');
const version = /versitygw (v\S+)/.exec(readFileSync(join(sources, 'go.mod'), 'utf8'))?.[1] ?? '';

/** Not optimised: it is built in two thirds of the time, and serves a few hundred tests. */
const quickly = ['-gcflags=github.com/...=-N -l', '-ldflags=-s -w'];

const cache = resolve('node_modules/.cache/casebook');
const program = join(cache, `s3-gateway-${version}`);

/** Whether there is one, or a Go to build it with. */
export async function canStartS3(): Promise<boolean> {
  if (await isThere(program)) return true;
  return run('go', ['version']).then(
    () => true,
    () => false,
  );
}

/** Builds the server where that has not been done yet; takes a minute or two the first time. */
async function buildS3(): Promise<void> {
  if (await isThere(program)) return;
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'build-'));
  try {
    const built = join(folder, 's3-gateway');
    await run('go', ['build', '-C', sources, ...quickly, '-o', built, '.']);
    await rename(built, program);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export interface S3Server {
  spec: Omit<S3Spec, 'bucket'> & { endpoint: string };
  makeBucket(name: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startS3(): Promise<S3Server> {
  await buildS3();
  const folder = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'casebook-s3-'));
  const port = await findFreePort();
  const credentials = { accessKeyId: 'casebook-test', secretAccessKey: 'casebook-test-secret' };
  const server = spawn(program, [`127.0.0.1:${port}`, folder], {
    env: {
      ...process.env,
      ROOT_ACCESS_KEY: credentials.accessKeyId,
      ROOT_SECRET_KEY: credentials.secretAccessKey,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  server.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const exited = new Promise<void>((done) => server.once('exit', () => done()));
  const endpoint = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    const answer = await fetch(endpoint).catch(() => undefined);
    if (answer) break;
    if (tries > 100 || server.exitCode !== null) throw new Error(`the S3 gateway did not start: ${said}`);
    await sleep(100);
  }
  return {
    spec: { endpoint, credentials, region: 'us-east-1' },
    makeBucket: (name) => mkdir(join(folder, name)).then(() => undefined),
    async stop() {
      server.kill();
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

export async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  if (typeof address === 'object' && address) return address.port;
  throw new Error('no free port');
}

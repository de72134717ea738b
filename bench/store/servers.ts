import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer } from '../../tests/server/start-server.ts';
import { cpuSecondsOf } from '../other-process.ts';
import { runTimed, type Taken } from '../timed.ts';

export interface RunningPeer {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** The built server over an empty folder, as the guide «Deploy» has it, without limits. */
export async function startStore(folder: string): Promise<RunningPeer> {
  const data = await mkdtemp(join(folder, 'data-'));
  const server = await startServer({
    CASEBOOK_STORE: data,
    CASEBOOK_RATE_BYTES: '1TB',
    CASEBOOK_MAX_SIZE: '16GiB',
    CASEBOOK_LOG: 'off',
    CASEBOOK_DESCRIBE: '0',
    NODE_OPTIONS: '--max-semi-space-size=4',
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  });
  return {
    url: server.url,
    pid: server.child.pid!,
    async stop() {
      await server.stop();
      await rm(data, { recursive: true });
    },
  };
}

export async function startPlainServer(folder: string): Promise<RunningPeer> {
  const program = join(import.meta.dirname, '..', 'peers', 'plain-server.ts');
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: line.toString().trim(),
    pid: child.pid!,
    async stop() {
      const ended = once(child, 'close');
      child.kill();
      await ended;
    },
  };
}

/** A client run against a server of its own: the time of the client, the work of both. */
export async function runAgainst(
  start: () => Promise<RunningPeer>,
  toCommand: (url: string) => readonly string[],
): Promise<Taken> {
  const server = await start();
  try {
    const before = await cpuSecondsOf(server.pid);
    const { seconds, cpuSeconds } = runTimed(toCommand(server.url));
    const worked = (await cpuSecondsOf(server.pid)) - before;
    return { seconds, ...(cpuSeconds !== undefined && { cpuSeconds: cpuSeconds + worked }) };
  } finally {
    await server.stop();
  }
}

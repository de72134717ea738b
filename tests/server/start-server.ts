import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RunningServer {
  url: string;
  /** Its log, line by line, from the start. @throws SyntaxError where a line of either stream is no JSON */
  log(): Record<string, unknown>[];
  /** All that it has printed. */
  said(): string;
  /** Highest resident memory so far, in KB. */
  peakKb(): Promise<number>;
  child: ChildProcess;
  /** SIGTERM, and its exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL. */
  kill(): Promise<void>;
}

/**
 * Starts the built server with these settings, on a free port where none is given.
 *
 * @param site folder of what was built
 */
export async function startServer(
  env: Record<string, string>,
  port = 0,
  site = 'dist',
): Promise<RunningServer> {
  if (!existsSync(join(site, 'server/entry.mjs'))) {
    throw new Error(
      `npm run ${site === 'dist' ? 'build' : 'build:below-base'} first: there is no ${site}/server`,
    );
  }
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(CASEBOOK_|HOST$|PORT$|npm_|AWS_|NODE_|VITEST|VITE_)/.test(name),
  );
  const child = spawn(
    process.execPath,
    ['bin/serve.ts', '--host', '127.0.0.1', '--port', String(port), '--site', site],
    {
      env: { ...Object.fromEntries(inherited), CASEBOOK_RATE: '100000', CASEBOOK_GO_TOOLS: 'off', ...env },
    },
  );
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  void exited.then((code) => {
    if (code !== null && code !== 0) console.error(`a server ended with ${code}: ${text.slice(-2000)}`);
  });
  const url = await new Promise<string>((resolve, reject) => {
    const look = () => {
      // A sentence where the log is off.
      const [, inJson, inWords] =
        /"event":"listening".*?"url":"([^"]+)"|served on (http:\S+)/.exec(text) ?? [];
      const found = inJson ?? inWords;
      if (found) resolve(found);
    };
    child.stdout.on('data', look);
    void exited.then((code) => reject(new Error(`the server ended with ${code}: ${text}`)));
  });
  return {
    url,
    child,
    said: () => text,
    log: () => toLog(text),
    async peakKb() {
      const { readFile } = await import('node:fs/promises');
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
      return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]);
    },
    stop() {
      child.kill('SIGTERM');
      return exited;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** The lines that are whole by now. */
function toLog(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** A folder that the caller removes. */
export async function makeFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'casebook-server-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) };
}

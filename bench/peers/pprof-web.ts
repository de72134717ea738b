import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { cpuSecondsOf, memoryOf } from '../other-process.ts';
import type { Taken } from '../timed.ts';

/** The program itself, which `go tool` would start as a child of its own. */
export function findPprofProgram(): string {
  return execFileSync('go', ['tool', '-n', 'pprof'], { encoding: 'utf8' }).trim();
}

/** From the start of pprof's own web server to the page of the flame graph, which a browser would still have to draw. */
export async function servePprofFlame(program: string, file: string): Promise<Taken> {
  const at = `127.0.0.1:${await findPort()}`;
  const started = performance.now();
  const child = spawn(program, [`-http=${at}`, '-no_browser', file], { stdio: 'ignore' });
  const ended = once(child, 'close');
  try {
    await Promise.race([
      fetchOnceThere(`http://${at}/ui/flamegraph`),
      ended.then(([code]) => Promise.reject(new Error(`pprof ended with ${code}`))),
    ]);
    const seconds = (performance.now() - started) / 1000;
    const { peakMib } = await memoryOf(child.pid!);
    return { seconds, cpuSeconds: await cpuSecondsOf(child.pid!), peakMib };
  } finally {
    child.kill();
    await ended;
  }
}

async function fetchOnceThere(address: string): Promise<void> {
  for (;;) {
    const response = await fetch(address).catch(() => undefined);
    if (response?.ok) return void (await response.arrayBuffer());
    if (response) throw new Error(`${address}: ${response.status}`);
    await delay(10);
  }
}

async function findPort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

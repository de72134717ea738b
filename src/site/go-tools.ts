import { fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GoToolsStatus } from '#notebook/go/tools-manifest.ts';
import type { Log } from '#server/log.ts';

/**
 * Has Go's compiler for the page built into a site that says it has none, in a process of its own and of low
 * priority: pages are served meanwhile, and ask how far it is. `CASEBOOK_GO_TOOLS=off` leaves it as it is.
 *
 * @param folder of the built site
 * @returns how to end it
 */
export async function startGoTools(folder: string, env: NodeJS.ProcessEnv, log: Log): Promise<() => void> {
  if (env['CASEBOOK_GO_TOOLS']?.trim() === 'off') return () => {};
  const tools = join(folder, 'go-tools');
  const text = await readFile(join(tools, 'status.json'), 'utf8').catch(() => undefined);
  // A site of before there were cells in Go, or one whose build has put them there.
  if (text === undefined || (JSON.parse(text) as GoToolsStatus).state === 'ready') return () => {};
  const child = fork(fileURLToPath(import.meta.resolve('#go-toolchain/tools-child.ts')), [tools], {
    // A group of its own, so that its compilers end with it.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env,
  });
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-2000)));
  child.on('message', (status: GoToolsStatus) => log('go-tools', { ...status }));
  child.on('error', (error) => log('go-tools', { state: 'failed', message: error.message }));
  child.on('exit', (code) => {
    if (code) log('go-tools', { state: 'failed', message: words.trim() });
  });
  return () => {
    if (child.exitCode === null && child.connected) child.disconnect();
  };
}

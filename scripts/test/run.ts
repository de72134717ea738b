import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Each leads a group of its own where there are such, with what it starts in turn: a signal for this
 * process alone, a CI's say, would leave the others to go on without it.
 */
const grouped = process.platform !== 'win32';
const running = new Set<ChildProcess>();
let ended = false;
/** What is told to end may save and remove for so long. */
const graceMs = 5000;

export interface Ran {
  ok: boolean;
  /** All that was printed, and by which way; nothing where it was shown as it came. */
  output: string;
  stdout: string;
  stderr: string;
}

/** Resolves to nothing any more once all is ended. */
export function run(
  command: string,
  args: string[],
  { cwd, env, quiet = false }: { cwd?: string; env?: Record<string, string>; quiet?: boolean } = {},
): Promise<Ran> {
  return new Promise((resolve) => {
    if (ended) return;
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
      shell: !grouped,
      detached: grouped,
    });
    running.add(child);
    const ran = { output: '', stdout: '', stderr: '' };
    for (const way of ['stdout', 'stderr'] as const) {
      child[way]?.setEncoding('utf8').on('data', (text: string) => {
        ran.output += text;
        ran[way] += text;
      });
    }
    const end = (ok: boolean) => {
      running.delete(child);
      if (!ended) resolve({ ok, ...ran });
    };
    child.on('error', () => end(false));
    child.on('close', (code) => end(code === 0));
  });
}

/** Ends what runs, and what it has started. */
export async function endRunning(): Promise<void> {
  ended = true;
  const ending = [...running];
  for (const child of ending) signal(child, 'SIGTERM');
  for (const until = Date.now() + graceMs; Date.now() < until;) {
    // Asked, not told: whether anybody of a group is there.
    if (!ending.some((child) => signal(child, 0))) return;
    await sleep(20);
  }
  for (const child of ending) signal(child, 'SIGKILL');
}

function signal(child: ChildProcess, name: 'SIGTERM' | 'SIGKILL' | 0): boolean {
  if (child.pid === undefined) return false;
  try {
    return process.kill(grouped ? -child.pid : child.pid, name);
  } catch {
    return false;
  }
}

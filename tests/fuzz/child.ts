import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** How often the usual time of a job it may take before it counts as hung. */
const hangFactor = 20;
/** Where the usual is a moment. */
const leastHangMs = 20_000;
/** A process that waits for something is no busier for it: so many times the limit by the clock, whatever it did. */
const mostWaits = 20;

/** Why a job gave nothing: its process hung, or ended. */
class ChildFailure extends Error {
  override name = 'ChildFailure';
}

/**
 * A process that does one job after another, each a message and its answer. One that hangs is
 * killed, and the next job gets a new one.
 */
export class Child<Job extends object, Reply extends object> {
  readonly #file: URL;
  readonly #args: string[];
  readonly #execArgs: string[];
  readonly #leastHangMs: number;
  readonly #env: NodeJS.ProcessEnv;
  #child: ChildProcess | undefined;
  readonly #tookMs: number[] = [];

  /**
   * @param execArgs of Node: `--expose-gc`
   * @param env besides what this process has
   */
  constructor(
    file: URL,
    args: string[] = [],
    execArgs: string[] = [],
    leastMs = leastHangMs,
    env: NodeJS.ProcessEnv = {},
  ) {
    this.#env = env;
    this.#file = file;
    this.#args = args;
    this.#execArgs = execArgs;
    this.#leastHangMs = leastMs;
  }

  /** Milliseconds that a job took as a rule. */
  get usualMs(): number {
    return this.#tookMs.toSorted((a, b) => a - b)[this.#tookMs.length >> 1] ?? 0;
  }

  /** @throws ChildFailure */
  async ask(job: Job): Promise<Reply> {
    this.#child ??= await this.#start();
    const child = this.#child;
    const started = performance.now();
    const limitMs = Math.max(this.#leastHangMs, hangFactor * this.usualMs);
    const begunMs = cpuMsOf(child);
    let timer: NodeJS.Timeout | undefined;
    const reply = await new Promise<Reply>((resolve, reject) => {
      child.once('message', resolve);
      child.once('exit', (code, signal) => reject(new ChildFailure(`the process ended: ${code ?? signal}`)));
      const look = (): void => {
        const [used, begun] = [cpuMsOf(child), begunMs];
        const elapsed = performance.now() - started;
        // On a busy machine it may have had the processor for a part of that.
        const ms = used === undefined || begun === undefined ? elapsed : used - begun;
        if (ms < limitMs && elapsed < mostWaits * limitMs) timer = setTimeout(look, Math.max(50, limitMs - ms));
        else reject(new ChildFailure(`hung: more than ${Math.round(limitMs)} ms, ${this.usualMs.toFixed(1)} ms are usual`)); // prettier-ignore
      };
      timer = setTimeout(look, limitMs);
      child.send(job);
    })
      .catch((error: unknown) => {
        this.#child = undefined;
        child.kill('SIGKILL');
        throw error;
      })
      .finally(() => {
        clearTimeout(timer);
        child.removeAllListeners();
      });
    this.#tookMs.push(performance.now() - started);
    return reply;
  }

  async end(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null) return;
    child.kill();
    await once(child, 'exit');
  }

  async #start(): Promise<ChildProcess> {
    const child = fork(this.#file, this.#args, {
      execArgv: this.#execArgs,
      env: { ...process.env, ...this.#env },
      serialization: 'advanced',
    });
    // Its first message says that it is there.
    await once(child, 'message');
    return child;
  }
}

/** Milliseconds of the processor that it has had, where the system tells. */
function cpuMsOf({ pid }: ChildProcess): number | undefined {
  try {
    // Behind the name, which is in brackets and may have blanks: user and system time in hundredths of a second.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /, '')
      .split(' ');
    return 10 * (Number(fields[11]) + Number(fields[12]));
  } catch {
    return undefined;
  }
}

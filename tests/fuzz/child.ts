import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** How often the usual time of a job it may take before it counts as hung. */
const hangFactor = 20;
/** Where the usual is a moment: a busy machine may leave a process waiting for longer than that. */
const leastHangMs = 20_000;

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
    let timer: NodeJS.Timeout | undefined;
    const reply = await new Promise<Reply>((resolve, reject) => {
      child.once('message', resolve);
      child.once('exit', (code, signal) => reject(new ChildFailure(`the process ended: ${code ?? signal}`)));
      timer = setTimeout(() => {
        reject(new ChildFailure(`hung: more than ${Math.round(limitMs)} ms, ${this.usualMs.toFixed(1)} ms are usual`)); // prettier-ignore
      }, limitMs);
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

/** A piece of work that waits: by `id` once only, whoever asks for it. */
interface Job {
  id: string;
  small: boolean;
  run: () => Promise<void>;
  done: Promise<void>;
  settle: () => void;
}

export interface FairQueueOptions {
  /** Jobs that wait at most, of all together; where there would be more, the longest lane loses its last. */
  mostWaiting: number;
}

/**
 * Work in lanes, one for each who asks, taken from in turn: whoever asks for much waits for it, and
 * makes everybody else wait for one job of it at a time. Two run at once, the second only if one of
 * the two is small, so that small ones never stand behind large ones.
 */
export class FairQueue {
  readonly #mostWaiting: number;
  /** In the order of turns: who has been served goes to the end. */
  readonly #lanes = new Map<string, Job[]>();
  readonly #jobs = new Map<string, Job>();
  readonly #running = new Set<Job>();

  constructor({ mostWaiting }: FairQueueOptions) {
    this.#mostWaiting = mostWaiting;
  }

  /** How many wait. */
  get waiting(): number {
    return this.#jobs.size - this.#running.size;
  }

  /**
   * Resolves when the job has run, or was given up for want of room; never rejects. A job that waits
   * in the lane of another already waits in this one too, and runs when the first of them has its turn.
   */
  add(id: string, lane: string, small: boolean, run: () => Promise<void>): Promise<void> {
    const known = this.#jobs.get(id);
    if (known && this.#running.has(known)) return known.done;
    const job = known ?? toJob(id, small, run);
    this.#jobs.set(id, job);
    const waiting = this.#lanes.get(lane) ?? [];
    if (!waiting.includes(job)) waiting.push(job);
    this.#lanes.set(lane, waiting);
    if (this.waiting > this.#mostWaiting) this.#giveUpOne();
    this.#next();
    return job.done;
  }

  /** Resolves when nothing waits or runs. */
  async idle(): Promise<void> {
    while (this.#jobs.size > 0) await Promise.allSettled([...this.#jobs.values()].map(({ done }) => done));
  }

  /** Nothing that waits is run any more. */
  clear(): void {
    for (const job of this.#jobs.values()) if (!this.#running.has(job)) this.#end(job);
    this.#lanes.clear();
  }

  #next(): void {
    for (;;) {
      const job = this.#take();
      if (!job) return;
      this.#running.add(job);
      void job
        .run()
        .catch(() => {})
        .finally(() => {
          this.#running.delete(job);
          this.#end(job);
          this.#next();
        });
    }
  }

  /** The next that may run now, by turns. */
  #take(): Job | undefined {
    const [running] = this.#running;
    if (this.#running.size > 1) return undefined;
    // Beside a small one anything may run; beside a large one only what is small.
    const fits = (job: Job) => !running || running.small || job.small;
    for (const [lane, jobs] of this.#lanes) {
      // Run by now, or given up, by way of another lane.
      const live = jobs.filter((job) => this.#jobs.get(job.id) === job && !this.#running.has(job));
      const at = live.findIndex(fits);
      const [job] = at < 0 ? [] : live.splice(at, 1);
      if (live.length === 0) this.#lanes.delete(lane);
      else this.#lanes.set(lane, live);
      if (!job) continue;
      if (live.length > 0) {
        this.#lanes.delete(lane);
        this.#lanes.set(lane, live);
      }
      return job;
    }
    return undefined;
  }

  #giveUpOne(): void {
    let longest: Job[] = [];
    for (const jobs of this.#lanes.values()) if (jobs.length > longest.length) longest = jobs;
    const job = longest.pop();
    if (job && !this.#running.has(job)) this.#end(job);
  }

  #end(job: Job): void {
    if (this.#jobs.get(job.id) === job) this.#jobs.delete(job.id);
    job.settle();
  }
}

function toJob(id: string, small: boolean, run: () => Promise<void>): Job {
  let settle = () => {};
  const done = new Promise<void>((resolve) => (settle = resolve));
  return { id, small, run, done, settle };
}

/**
 * The lane of an address: an IPv6 address is one of the many that a single line has, so its first
 * half stands for all of them.
 */
export function toLane(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const groups = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  if (tail !== undefined)
    groups.push(...Array.from<string>({ length: 8 - groups.length - after.length }).fill('0'));
  return [...groups, ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

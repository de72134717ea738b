import { readFile } from 'node:fs/promises';

/** Growth of a life that is no leak: what is compiled and cached on the way. */
const mostGrowthMib = 64;
/** Below so many samples nothing can be said. */
const leastSamples = 20;

/** What one process held, sampled. */
export class MemoryWatch {
  readonly #lives: number[][] = [];

  async sample(pid: number, isNew: boolean): Promise<void> {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    const kib = /VmRSS:\s+(\d+)/.exec(status)?.[1];
    if (kib) this.add(Number(kib) / 1024, isNew);
  }

  add(mib: number, isNew: boolean): void {
    if (isNew || this.#lives.length === 0) this.#lives.push([]);
    this.#lives.at(-1)?.push(mib);
  }

  /** Of the longest life: the most of its second quarter, and of its last. */
  findGrowth(): { earlyMib: number; lateMib: number; isFlat: boolean } | undefined {
    const life = this.#lives.toSorted((a, b) => b.length - a.length)[0] ?? [];
    if (life.length < leastSamples) return undefined;
    const quarter = Math.floor(life.length / 4);
    const earlyMib = Math.max(...life.slice(quarter, 2 * quarter));
    const lateMib = Math.max(...life.slice(-quarter));
    return { earlyMib, lateMib, isFlat: lateMib - earlyMib <= mostGrowthMib };
  }
}

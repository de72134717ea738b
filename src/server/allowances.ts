import { toLane } from './fair-queue.ts';

const minuteMs = 60_000;
const mostLanes = 20_000;

/**
 * How often each address may do something: so many times a minute, all at once where it has waited. An address of
 * IPv6 is one of the many that a single line has: what one of them has used up, all have.
 */
export class Allowances {
  readonly #perMinute: number;
  readonly #now: () => number;
  /** What a lane had left at that time. Who has never done it, or long ago, is not among them. */
  readonly #lanes = new Map<string, { left: number; at: number }>();

  constructor(perMinute: number, now: () => number = Date.now) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  /** @returns whole seconds until the address may do it, 0 where it may now */
  wait(address: string): number {
    return Math.max(0, Math.ceil(((1 - this.#leftOf(toLane(address))) / this.#perMinute) * 60));
  }

  /** It was done once. */
  use(address: string): void {
    const lane = toLane(address);
    const left = this.#leftOf(lane) - 1;
    // The last that did it is the last of the map, and the first is given up where there are too many.
    this.#lanes.delete(lane);
    if (this.#lanes.size >= mostLanes) this.#lanes.delete(this.#lanes.keys().next().value ?? '');
    this.#lanes.set(lane, { left, at: this.#now() });
  }

  #leftOf(lane: string): number {
    const known = this.#lanes.get(lane);
    if (!known) return this.#perMinute;
    const earned = (Math.max(0, this.#now() - known.at) / minuteMs) * this.#perMinute;
    return Math.min(this.#perMinute, known.left + earned);
  }
}

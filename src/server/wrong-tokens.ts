import { sayOfStore } from '#api/says.ts';
import { RequestError } from './answers.ts';
import { toLane } from './fair-queue.ts';

const minuteMs = 60_000;
const mostLanes = 20_000;

/**
 * How often each address may be wrong about a token. Whoever has used that up is refused with whatever token
 * comes next: were the right one answered otherwise, guessing would go on as before.
 */
export class WrongTokens {
  readonly #perMinute: number;
  readonly #now: () => number;
  /** The allowance of a lane as it was at that time. */
  readonly #lanes = new Map<string, { left: number; at: number }>();

  constructor(perMinute: number, now: () => number = Date.now) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  /** @throws RequestError where no more may be tried for now */
  check(address: string): void {
    const left = this.#leftOf(toLane(address));
    if (left >= 1) return;
    const seconds = Math.ceil(((1 - left) / this.#perMinute) * 60);
    throw new RequestError(sayOfStore('too-many-tokens', { seconds }), { 'Retry-After': String(seconds) });
  }

  /** One was wrong. */
  count(address: string): void {
    const lane = toLane(address);
    const left = this.#leftOf(lane) - 1;
    // The last to be wrong is the last of the map, and the first is given up where there are too many.
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

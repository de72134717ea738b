/**
 * What was made lately, by what it was made of. Pages are built one after another, and what one of them
 * needed the next seldom does: a build of many pages must not hold the data of all.
 */
export class Kept<Value> {
  readonly #most: number;
  readonly #kept = new Map<string, { value: Value; weight: number }>();
  #weight = 0;

  /** @param most how much is kept, in whatever `weight` counts; the newest always is */
  constructor(most: number) {
    this.#most = most;
  }

  /** What is kept under a key, or else what `make` makes. */
  get(key: string, weight: number, make: () => Value): Value {
    const known = this.#kept.get(key);
    this.#kept.delete(key);
    const entry = known ?? { value: make(), weight };
    this.#kept.set(key, entry);
    if (!known) this.#weight += weight;
    for (const [oldest, { weight: freed }] of this.#kept) {
      if (this.#weight <= this.#most || oldest === key) break;
      this.#kept.delete(oldest);
      this.#weight -= freed;
    }
    return entry.value;
  }
}

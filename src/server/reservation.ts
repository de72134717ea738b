/** What one address has used up. */
export interface Account {
  /** Bytes sent since `dayFrom`. */
  bytes: number;
  /** Bytes that it has said will come, and that have not yet. */
  promisedBytes: number;
  dayFrom: number;
}

/** What a reservation changes of the whole. */
interface Ledger {
  now: () => number;
  /** So many bytes more are promised, or less. */
  promise: (bytes: number) => void;
  came: (bytes: number) => void;
  /** Throws where there is no room for so many more. */
  check: (bytes: number) => void;
  freed: (bytes: number) => void;
  /** It does not run any more. */
  over: () => void;
}

/** Room that an upload has been given: all of its length, or a stream's as it goes. */
export class Reservation {
  /** Unix milliseconds. */
  usedAt: number;
  readonly #account: Account;
  readonly #ledger: Ledger;
  readonly #grows: boolean;
  #leftBytes: number;
  #cameBytes = 0;
  #keptBytes = 0;
  #settled = false;

  /** @param declaredBytes undefined for a stream */
  constructor(account: Account, declaredBytes: number | undefined, ledger: Ledger) {
    this.#account = account;
    this.#ledger = ledger;
    this.#grows = declaredBytes === undefined;
    this.#leftBytes = 0;
    this.usedAt = ledger.now();
    this.#promise(declaredBytes ?? 0);
  }

  /** Still to come of what was declared. */
  get leftBytes(): number {
    return this.#leftBytes;
  }

  /** That have come and are not in the store yet. */
  get comingBytes(): number {
    return this.#cameBytes - this.#keptBytes;
  }

  /**
   * Bytes come.
   *
   * @throws StoreError, RequestError where a stream has no room for them
   */
  take(bytes: number): void {
    if (this.#grows) this.#ledger.check(bytes);
    else this.#promise(-Math.min(bytes, this.#leftBytes));
    this.#account.bytes += bytes;
    this.#ledger.came(bytes);
    this.#cameBytes += bytes;
    this.usedAt = this.#ledger.now();
  }

  /** So many of them are in the store now. */
  kept(bytes: number): void {
    this.#keptBytes += bytes;
  }

  /** So many of those that were declared have come otherwise. */
  shrink(bytes: number): void {
    this.#promise(-bytes);
  }

  /** The request is over and the upload is not. What came and was not kept comes again. */
  pause(): void {
    const lost = this.comingBytes;
    this.#cameBytes = 0;
    this.#keptBytes = 0;
    if (lost > 0) {
      this.#ledger.freed(lost);
      if (!this.#grows && !this.#settled) this.#promise(lost);
    }
    this.usedAt = this.#ledger.now();
    this.#ledger.over();
  }

  /** What has not come by now will not. */
  settle(): void {
    this.#settled = true;
    this.#promise(-this.#leftBytes);
    this.#ledger.over();
  }

  /** Nothing of it is kept. */
  drop(): void {
    this.#ledger.freed(this.#cameBytes);
    this.settle();
  }

  #promise(bytes: number): void {
    this.#leftBytes += bytes;
    this.#account.promisedBytes += bytes;
    this.#ledger.promise(bytes);
  }
}

/** Tells a reservation how much is kept, from what an append tells of the whole capture. */
export function toKeptBytes(reservation: Reservation, from = 0): (sizeBytes: number) => void {
  let before = from;
  return (sizeBytes) => {
    reservation.kept(sizeBytes - before);
    before = sizeBytes;
  };
}

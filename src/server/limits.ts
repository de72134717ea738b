import { sayOfStore } from '#api/says.ts';
import { StoreError } from '#store/errors.ts';
import { promiseLastsMs } from '#store/measure.ts';
import type { Measured, Space } from '#store/store.ts';
import { RequestError } from './answers.ts';
import { Allowances } from './allowances.ts';
import { toLane } from './fair-queue.ts';
import { type Account, Reservation } from './reservation.ts';
import type { Settings } from './settings.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const mostAccounts = 20_000;
/** How long a look at the file system's free space counts. */
const spaceLastsMs = 1000;
/** Kept free of the file system where nothing is set: 5 %, and no more than 1 GiB. */
const [freePart, mostFree] = [0.05, 2 ** 30];

/**
 * What one address may do, and what the store may hold. An upload's room is reserved when it
 * begins, by the length that it has said or as a stream's bytes come, so that any number at once
 * stay within the limits. Each server counts what comes through it, and hears of what came and was
 * promised through others when the store is measured: with several behind a balancer, an address
 * may have that many times as much, and the total may be exceeded by what the others have let in
 * since the last measurement.
 */
export class Limits {
  readonly #settings: Settings;
  readonly #now: () => number;
  readonly #findSpace: (() => Promise<Space | undefined>) | undefined;
  readonly #begun: Allowances;
  readonly #accounts = new Map<string, Account>();
  #storedBytes = 0;
  /** Of uploads through this server and, where measured, through others. */
  #promisedBytes = 0;
  /** Every byte that has come; only differences count. */
  #cameBytes = 0;
  readonly #running = new Set<Reservation>();
  /** Of uploads of several requests, by the id of their capture. */
  readonly #lasting = new Map<string, Reservation>();
  readonly #elsewhere = new Map<string, number>();
  #lapsedAt = 0;
  #firstMeasure: Promise<void> | undefined;
  #space: (Space & { at: number; cameBytes: number }) | undefined;

  constructor(
    settings: Settings,
    now: () => number = Date.now,
    findSpace?: () => Promise<Space | undefined>,
  ) {
    this.#settings = settings;
    this.#now = now;
    this.#begun = new Allowances(settings.uploadsPerMinute, now);
    this.#findSpace = findSpace;
  }

  /** Before `begin` and `resume`: what is stored, once that is known, and what the file system has free. */
  async lookAtSpace(): Promise<void> {
    await this.#firstMeasure;
    const now = this.#now();
    if (!this.#findSpace || (this.#space && now - this.#space.at < spaceLastsMs)) return;
    const cameBytes = this.#cameBytes;
    const space = await this.#findSpace();
    this.#space = space && { ...space, at: now, cameBytes };
  }

  /**
   * Uploads wait for the first measurement: until then nobody knows what is there.
   *
   * @param measured never rejects
   */
  waitFor(measured: Promise<void>): void {
    this.#firstMeasure = measured;
  }

  /** Counts what a measurement of the store has found, with what came while it was made. */
  async measure(look: () => Promise<Measured>): Promise<void> {
    const cameBytes = this.#cameBytes;
    const startedAt = this.#now();
    let onTheirWay = 0;
    for (const { comingBytes } of this.#running) onTheirWay += comingBytes;
    const { storedBytes, promised } = await look();
    this.#storedBytes = storedBytes + onTheirWay + (this.#cameBytes - cameBytes);
    for (const [id, reservation] of this.#lasting) {
      // Ended through another server, or given up.
      const over = !promised.has(id) && reservation.usedAt < startedAt && !this.#running.has(reservation);
      if (over) this.#end(id, reservation);
      else promised.delete(id);
    }
    for (const bytes of this.#elsewhere.values()) this.#promisedBytes -= bytes;
    this.#elsewhere.clear();
    for (const [id, bytes] of promised) this.#elsewhere.set(id, bytes);
    for (const bytes of promised.values()) this.#promisedBytes += bytes;
  }

  /**
   * Room for an upload, reserved.
   *
   * @param declaredBytes undefined for a stream, which takes its room as it goes
   * @throws StoreError, RequestError where it may not begin
   */
  begin(address: string, declaredBytes: number | undefined): Reservation {
    this.#dropLapsed();
    this.#checkRoom(declaredBytes ?? 1);
    const { uploadsPerMinute } = this.#settings;
    const seconds = this.#begun.wait(address);
    if (seconds > 0) {
      throw new RequestError(sayOfStore('too-many-uploads', { uploadsPerMinute, seconds }));
    }
    const account = this.#accountOf(address);
    this.#checkDay(account, declaredBytes ?? 1);
    this.#begun.use(address);
    return this.#reserve(account, declaredBytes);
  }

  /** An upload that other requests will go on with. */
  keep(id: string, reservation: Reservation): void {
    this.#lasting.set(id, reservation);
    reservation.pause();
  }

  /**
   * Room for what is still missing of an upload that is gone on with: what was reserved for it, or
   * asked for anew where that was elsewhere or too long ago.
   *
   * @throws StoreError, RequestError where there is none any more
   */
  resume(id: string, address: string, missingBytes: number): Reservation {
    this.#dropLapsed();
    const elsewhere = this.#elsewhere.get(id) ?? 0;
    this.#elsewhere.delete(id);
    this.#promisedBytes -= elsewhere;
    const known = this.#lasting.get(id);
    // Through another server more has come than this one knows of, or less was kept than had come.
    if (known && known.leftBytes >= missingBytes) known.shrink(known.leftBytes - missingBytes);
    else {
      if (known) this.#end(id, known);
      this.#checkRoom(missingBytes);
      const account = this.#accountOf(address);
      this.#checkDay(account, missingBytes);
      this.#lasting.set(id, this.#reserve(account, missingBytes));
    }
    const reservation = this.#lasting.get(id) as Reservation;
    this.#running.add(reservation);
    return reservation;
  }

  /** An upload of several requests is complete, or was taken back with so many bytes. */
  ended(id: string, erasedBytes = 0): void {
    const known = this.#lasting.get(id);
    if (known) this.#end(id, known);
    this.freed(erasedBytes);
  }

  /** Stored bytes were removed. */
  freed(bytes: number): void {
    this.#storedBytes = Math.max(0, this.#storedBytes - bytes);
  }

  #reserve(account: Account, declaredBytes: number | undefined): Reservation {
    const reservation: Reservation = new Reservation(account, declaredBytes, {
      now: this.#now,
      promise: (bytes) => (this.#promisedBytes += bytes),
      came: (bytes) => {
        this.#storedBytes += bytes;
        this.#cameBytes += bytes;
      },
      // A stream's next bytes.
      check: (bytes) => {
        this.#checkRoom(bytes);
        this.#checkDay(account, bytes);
        if (this.#space && this.#now() - this.#space.at > 5 * spaceLastsMs)
          void this.lookAtSpace().catch(() => {});
      },
      freed: (bytes) => this.freed(bytes),
      over: () => this.#running.delete(reservation),
    });
    this.#running.add(reservation);
    return reservation;
  }

  #checkRoom(bytes: number): void {
    const { maxTotalBytes, keepFreeBytes } = this.#settings;
    if (bytes > maxTotalBytes - this.#storedBytes - this.#promisedBytes) {
      throw new StoreError(sayOfStore('store-full', { maxTotalBytes }));
    }
    if (!this.#space) return;
    const { freeBytes, totalBytes, cameBytes } = this.#space;
    const keep = keepFreeBytes ?? Math.min(mostFree, Math.floor(totalBytes * freePart));
    if (keep > 0 && bytes > freeBytes - (this.#cameBytes - cameBytes) - this.#promisedBytes - keep) {
      throw new StoreError(sayOfStore('store-full', { keepFreeBytes: keep }));
    }
  }

  #checkDay(account: Account, bytes: number): void {
    const { bytesPerDay } = this.#settings;
    if (bytes <= bytesPerDay - account.bytes - account.promisedBytes) return;
    const seconds = Math.ceil((account.dayFrom + dayMs - this.#now()) / 1000);
    throw new RequestError(sayOfStore('too-many-bytes', { bytesPerDay, seconds }));
  }

  #end(id: string, reservation: Reservation): void {
    this.#lasting.delete(id);
    reservation.settle();
  }

  #dropLapsed(): void {
    if (this.#now() - this.#lapsedAt < minuteMs) return;
    this.#lapsedAt = this.#now();
    for (const [id, reservation] of this.#lasting) {
      if (this.#running.has(reservation)) continue;
      if (this.#now() - reservation.usedAt > promiseLastsMs) this.#end(id, reservation);
    }
  }

  /** An address of IPv6 is one of the many that a single line has: what one of them has used up, all have. */
  #accountOf(of: string): Account {
    const address = toLane(of);
    const now = this.#now();
    let account = this.#accounts.get(address);
    if (!account) {
      // The oldest is the first of the map.
      if (this.#accounts.size >= mostAccounts) {
        this.#accounts.delete(this.#accounts.keys().next().value ?? '');
      }
      account = { bytes: 0, promisedBytes: 0, dayFrom: now };
      this.#accounts.set(address, account);
    }
    if (now - account.dayFrom >= dayMs) {
      account.bytes = 0;
      account.dayFrom = now;
    }
    return account;
  }
}

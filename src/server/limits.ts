import { StoreError } from '#store/errors.ts';
import { RequestError } from './answers.ts';
import type { Settings } from './settings.ts';

interface Account {
  /** Uploads that may be begun at once; grows with time up to a minute's worth. */
  allowance: number;
  countedAt: number;
  /** Bytes sent since `dayFrom`. */
  bytes: number;
  dayFrom: number;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;
const mostAccounts = 20_000;

/**
 * What one address may do, and what the store may hold. Each server counts for itself: with
 * several behind a balancer an address may have that many times as much.
 */
export class Limits {
  readonly #settings: Settings;
  readonly #now: () => number;
  readonly #accounts = new Map<string, Account>();
  #storedBytes = 0;

  constructor(settings: Settings, now: () => number = Date.now) {
    this.#settings = settings;
    this.#now = now;
  }

  /** As a measurement of the store has found it. */
  set storedBytes(bytes: number) {
    this.#storedBytes = bytes;
  }

  /**
   * Whether an upload may begin.
   *
   * @returns how many bytes it may have
   */
  admit(address: string, declaredBytes: number | undefined): number {
    const { maxBytes, maxTotalBytes, uploadsPerMinute, bytesPerDay } = this.#settings;
    const left = maxTotalBytes - this.#storedBytes;
    if (left <= 0 || (declaredBytes ?? 0) > left) {
      throw new StoreError('store-full', `The store is full: it holds at most ${maxTotalBytes} bytes.`);
    }
    const account = this.#accountOf(address);
    if (account.allowance < 1) {
      const seconds = Math.ceil(((1 - account.allowance) / uploadsPerMinute) * 60);
      throw new RequestError(
        429,
        'too-many-uploads',
        `Too many uploads from your address: the limit is ${uploadsPerMinute} a minute. Try again in ${seconds} s.`,
        { 'Retry-After': String(seconds) },
      );
    }
    const leftToday = bytesPerDay - account.bytes;
    if (
      leftToday <= 0 ||
      (declaredBytes !== undefined && declaredBytes <= maxBytes && declaredBytes > leftToday)
    ) {
      const seconds = Math.ceil((account.dayFrom + dayMs - this.#now()) / 1000);
      throw new RequestError(
        429,
        'too-many-bytes',
        `Too much from your address: the limit is ${bytesPerDay} bytes a day.`,
        { 'Retry-After': String(seconds) },
      );
    }
    account.allowance -= 1;
    return Math.min(maxBytes, left, leftToday);
  }

  count(address: string, bytes: number): void {
    this.#accountOf(address).bytes += bytes;
    this.#storedBytes += bytes;
  }

  #accountOf(address: string): Account {
    const now = this.#now();
    const { uploadsPerMinute } = this.#settings;
    let account = this.#accounts.get(address);
    if (!account) {
      // The oldest is the first of the map.
      if (this.#accounts.size >= mostAccounts) {
        this.#accounts.delete(this.#accounts.keys().next().value ?? '');
      }
      account = { allowance: uploadsPerMinute, countedAt: now, bytes: 0, dayFrom: now };
      this.#accounts.set(address, account);
    }
    const earned = ((now - account.countedAt) / minuteMs) * uploadsPerMinute;
    account.allowance = Math.min(uploadsPerMinute, account.allowance + Math.max(0, earned));
    account.countedAt = now;
    if (now - account.dayFrom >= dayMs) {
      account.bytes = 0;
      account.dayFrom = now;
    }
    return account;
  }
}

/**
 * SHA-256 (FIPS 180-4) of bytes as they come: `crypto.subtle` takes only whole files, and is missing
 * where a page comes over plain http from anything but localhost, a board's own server, say.
 */
export class Sha256 {
  readonly #state = Int32Array.from(initialState);
  readonly #schedule = new Int32Array(64);
  readonly #block = new Uint8Array(64);
  #inBlock = 0;
  #lengthBytes = 0;

  update(bytes: Uint8Array): this {
    this.#lengthBytes += bytes.length;
    let at = 0;
    if (this.#inBlock > 0) {
      at = Math.min(64 - this.#inBlock, bytes.length);
      this.#block.set(bytes.subarray(0, at), this.#inBlock);
      this.#inBlock += at;
      if (this.#inBlock < 64) return this;
      this.#compress(this.#block, 0);
      this.#inBlock = 0;
    }
    for (; at + 64 <= bytes.length; at += 64) this.#compress(bytes, at);
    this.#block.set(bytes.subarray(at));
    this.#inBlock = bytes.length - at;
    return this;
  }

  /** 64 hexadecimal digits. Ends it: nothing can be added afterwards. */
  hex(): string {
    const bitsHigh = Math.floor(this.#lengthBytes / 2 ** 29);
    const bitsLow = (this.#lengthBytes << 3) >>> 0;
    const padding = new Uint8Array((this.#inBlock < 56 ? 56 : 120) - this.#inBlock + 8);
    padding[0] = 0x80;
    const view = new DataView(padding.buffer);
    view.setUint32(padding.length - 8, bitsHigh);
    view.setUint32(padding.length - 4, bitsLow);
    this.update(padding);
    return Array.from(this.#state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }

  #compress(bytes: Uint8Array, at: number): void {
    const w = this.#schedule;
    for (let i = 0; i < 16; i++, at += 4) {
      w[i] =
        ((bytes[at] as number) << 24) |
        ((bytes[at + 1] as number) << 16) |
        ((bytes[at + 2] as number) << 8) |
        (bytes[at + 3] as number);
    }
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15] as number;
      const y = w[i - 2] as number;
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[i] = ((w[i - 16] as number) + s0 + (w[i - 7] as number) + s1) | 0;
    }
    const state = this.#state;
    let a = state[0] as number;
    let b = state[1] as number;
    let c = state[2] as number;
    let d = state[3] as number;
    let e = state[4] as number;
    let f = state[5] as number;
    let g = state[6] as number;
    let h = state[7] as number;
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + s1 + (g ^ (e & (f ^ g))) + (roundConstants[i] as number) + (w[i] as number)) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) | (c & (a | b)))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    state[0] = (state[0] as number) + a;
    state[1] = (state[1] as number) + b;
    state[2] = (state[2] as number) + c;
    state[3] = (state[3] as number) + d;
    state[4] = (state[4] as number) + e;
    state[5] = (state[5] as number) + f;
    state[6] = (state[6] as number) + g;
    state[7] = (state[7] as number) + h;
  }
}

/** SHA-256 of a whole, by the browser's own where it has one. */
export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle as SubtleCrypto | undefined;
  if (!subtle) return new Sha256().update(bytes).hex();
  const digest = await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const primes = findPrimes(64);

/** The first 32 bits of the fractions of the primes' square roots, for the first eight. */
const initialState = primes.slice(0, 8).map((prime) => toFraction(prime, 2n));

/** The same of their cube roots, for the first 64. */
const roundConstants = Int32Array.from(primes, (prime) => toFraction(prime, 3n));

function findPrimes(count: number): bigint[] {
  const found: bigint[] = [];
  for (let n = 2n; found.length < count; n++) if (found.every((prime) => n % prime !== 0n)) found.push(n);
  return found;
}

/** The 32 bits after the point of the root of n, in whole numbers: the root of n * 2^(32 * degree), mod 2^32. */
function toFraction(n: bigint, degree: 2n | 3n): number {
  const target = n << (32n * degree);
  let low = 0n;
  let high = 1n << 40n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** degree <= target) low = middle;
    else high = middle;
  }
  return Number(BigInt.asIntN(32, low));
}
